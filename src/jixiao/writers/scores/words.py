"""What results and their parts are called, in both languages, and how points are printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.model.indicator import Indicator
from jixiao.model.message import Language, Message
from jixiao.model.table import Execution, Fund
from jixiao.scoring.score import Points, Standing, TableScore

STANDINGS = {
    Standing.COMPUTED: Message("按规则计算", "computed"),
    Standing.JUDGED: Message("由人评定", "judged"),
    Standing.OPEN: Message("待人评定", "still open"),
    Standing.LEFT_OUT: Message("未计算", "left out"),
    Standing.NOT_APPLICABLE: Message("不适用", "not applicable"),
}
EXECUTION = Message("预算执行率", "budget execution")
SPENT = Message("预算执行", "money spent")


def name_of(row: Indicator | Execution | Fund, language: Language) -> str:
    """The indicator as the form has it, the budget's execution, or the amount spent."""
    if isinstance(row, Indicator):
        return row.level3
    return (SPENT if isinstance(row, Fund) else EXECUTION).said_in(language)


def plain_points(number: Decimal | None) -> str:
    """Points or a weight as people write them, without idle zeros.

    >>> plain_points(Decimal("10.00")), plain_points(Decimal("9.30")), plain_points(Decimal(100))
    ('10', '9.3', '100')
    """
    if number is None:
        return ""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def span_of(least: Decimal | None, most: Decimal | None) -> str:
    """Points, or the least and the most where a person has still to choose.

    >>> span_of(Decimal("9.29"), Decimal("9.29")), span_of(Decimal("8.00"), Decimal(10)), span_of(None, None)
    ('9.29', '8–10', '—')
    """
    if least is None or most is None:
        return "—"
    return plain_points(least) if least == most else f"{plain_points(least)}–{plain_points(most)}"


def left_out_of(scored: TableScore, language: Language) -> Iterator[tuple[Points, str]]:
    """The rows that the total does not count, each with why."""
    for points in scored.left_out:
        remarks = points.trail.remarks
        yield points, remarks[-1].said_in(language) if remarks else ""
