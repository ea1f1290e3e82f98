"""Which rows a label stands beside, when nothing is drawn around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from jixiao.readers.page.bands import Band

_BLANK = 1.0  # points that count against rows at the head of a page without a label
_KNOWN = 6.0  # points that labels may stand aside to be set as on the page before


class Way(Enum):
    """Where a label is set beside its rows; the value counts against a way that others explain as well."""

    TOP = 0.0
    MIDDLE = 0.5
    FOOT = 12.0

    def against(self, known: str) -> float:
        """What a way has against it when labels of the table are known to be set in one."""
        return 0.0 if self.name == known else self.value + (_KNOWN if known else 0.0)


class Begun(NamedTuple):
    """The labels of a column by the row they begin with, and how far they stand from where they should."""

    labels: dict[int, Band]
    cost: float


def begun(
    labels: Sequence[Band], rows: Sequence[Band], right: Mapping[int, Band], way: Way, *, late: bool
) -> Begun:
    """Where each label begins: where one of those to its ``right`` does, if there are any.

    ``late`` lets rows above the first label have none.
    """
    ends = _ends(rows, right)
    choices, labels = _choices(labels, ends, sorted(right or range(len(rows))), late=late)
    if not labels:
        return Begun({}, 0.0)
    cost, chosen = _best(choices, len(rows), _cost(labels, rows, ends, way))
    found = dict(zip(chosen, labels, strict=True))
    tells = 1 < len(found) < len(rows)  # one label is beside all, and one a row beside its own, however set
    return Begun(found, cost + _BLANK * (chosen[0] > 0) if tells else 0.0)


def _ends(rows: Sequence[Band], labels: Mapping[int, Band]) -> list[float]:
    """Where rows begin and end, as far as their texts and the labels beside them tell."""
    margin = max(median([below.top - above.bottom for above, below in pairwise(rows)] or [0.0]) / 2, 0.0)
    inner = [floor(rows, [labels], at) for at in range(1, len(rows))]
    return [rows[0].top - margin, *inner, rows[-1].bottom + margin]


def floor(rows: Sequence[Band], columns: Sequence[Mapping[int, Band]], at: int) -> float:
    """The middle between what stands above a row and what begins with it."""
    found = [labels for labels in columns if at in labels]
    below = [rows[at], *(labels[at] for labels in found)]
    above = [rows[at - 1]]
    above += [labels[max(row for row in labels if row < at)] for labels in found if min(labels) < at]
    return (max(band.bottom for band in above) + min(band.top for band in below)) / 2


def _choices(
    labels: Sequence[Band], ends: Sequence[float], allowed: Sequence[int], *, late: bool
) -> tuple[list[list[int]], list[Band]]:
    """The rows each label may begin with; two labels beside one row are lines of one."""
    choices: list[list[int]] = []
    kept: list[Band] = []
    for label in labels:
        above = kept[-1].middle if kept else ends[0] - 1
        found = [row for row in allowed if above < ends[row] <= label.middle]
        if not kept and not late:
            found = [0]
        if found or not kept:
            choices.append(found or [0])
            kept.append(label)
        else:
            kept[-1] = Band(kept[-1].top, label.bottom)
    return choices, kept


_Cost = Callable[[int, int, int], float]


def _cost(labels: Sequence[Band], rows: Sequence[Band], ends: Sequence[float], way: Way) -> _Cost:
    """How far a label stands from where it would beside rows from the first up to an end."""
    if way is Way.TOP:  # or beside the first of its rows, when the cells below are blank
        return lambda label, first, _end: min(
            abs(rows[first].top - labels[label].top), abs(rows[first].middle - labels[label].middle)
        )
    if way is Way.MIDDLE:
        return lambda label, first, end: abs((ends[first] + ends[end]) / 2 - labels[label].middle)
    return lambda label, _first, end: abs(rows[end - 1].bottom - labels[label].bottom)


def _best(choices: Sequence[Sequence[int]], end: int, cost: _Cost) -> tuple[float, tuple[int, ...]]:
    """The rows to begin with that cost least for all labels together; those of the last one end the table."""
    paths: dict[int, tuple[float, tuple[int, ...]]] = {first: (0.0, (first,)) for first in choices[0]}
    for label, nexts in enumerate([*choices[1:], [end]]):
        paths = {
            row: min((spent + cost(label, path[-1], row), (*path, row)) for spent, path in paths.values())
            for row in nexts
        }
    ((spent, path),) = paths.values()
    return spent, path[:-1]
