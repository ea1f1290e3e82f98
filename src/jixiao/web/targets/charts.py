"""Bars as the script of charts draws them. Pure; each chart stands beside a table of the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jixiao.writers.printed import width_of

_WIDEST = 24  # of a label; a Chinese character is 2
_STACKED = ["#2f8f6b", "#1f5fa8", "#b3bfcc"]  # done, under way, not begun
_FONT = {"fontFamily": "sans-serif"}  # what it is measured with as well, so that no label is cut


def bars(labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> dict[str, object]:
    """Lying bars, from the top down; several series stand in one bar, one after the other."""
    many = len(series) > 1
    return {
        **({"color": _STACKED} if many else {}),
        "grid": {"left": 16, "right": 40, "top": 32 if many else 8, "bottom": 8, "containLabel": True},
        "legend": {"show": many, "top": 0, "left": "left", "itemHeight": 10, "itemWidth": 14},
        "xAxis": {"type": "value", "minInterval": 1, "axisLabel": {"hideOverlap": True}},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [short(each) for each in labels],
            "axisTick": {"show": False},
        },
        "series": [
            {
                "type": "bar",
                "name": name,
                "data": list(numbers),
                "barMaxWidth": 18,
                "label": {"show": not many, "position": "right"},
                **({"stack": "all"} if many else {}),
            }
            for name, numbers in series.items()
        ],
    }


def short(label: str) -> str:
    """A label that leaves room for its bar.

    >>> short("示例省农业农村厅直属农业技术推广总站"), short("With the department")
    ('示例省农业农村厅直属农…', 'With the department')
    """
    if width_of(label) <= _WIDEST:
        return label
    end = next(place for place in range(len(label)) if width_of(label[: place + 1]) >= _WIDEST - 1)
    return f"{label[:end]}…"
