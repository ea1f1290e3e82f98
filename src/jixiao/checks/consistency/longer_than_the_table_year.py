"""A length of work over twelve months, or an end after the table's year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.consistency._texts import WORDS
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.comparator import Comparator
from jixiao.model.date import DateBound
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import GoalSpan
from jixiao.model.target import Bound, Range

# A year in the base of each unit of time.
_YEAR = {"月": Decimal(12), "秒": Decimal(366 * 86400), "工作日": Decimal(262)}


def _spans_years(table: TableCase) -> bool:
    """Whether the table prints the goal of the whole term beside the year's."""
    return any(goal.span is GoalSpan.TOTAL and goal.text for goal in table.table.goals)


def _ends_later(measure: Measure, target: DateBound) -> bool:
    year = measure.table.table.year
    if year is None or target.last.year is None or target.last.year <= year:
        return False
    return measure.topic is Topic.TIMELINESS or measure.kind is Kind.DATE


def _is_too_long(target: Bound | Range) -> bool:
    if isinstance(target, Range):
        number = target.high
    elif target.comparator not in (Comparator.AT_LEAST, Comparator.ABOVE):
        number = target.number
    else:
        return False
    limit = _YEAR.get(target.unit.canonical)
    return limit is not None and number.value * target.unit.scale > limit


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.UNRELATED,
    basis="mof/2015-88#attainable",
    title=Message("时间超出本年度", "Longer than the year"),
    found=Message("“{value}”超出年度目标的时间", "“{value}” goes beyond the year"),
    required=Message("年度指标写本年内要达到的", "an annual indicator is what the year will reach"),
    advice=Message(
        "写本年度要完成的阶段，如“2024年底前完成主体工程”",
        "give the stage that is reached this year, such as 2024年底前完成主体工程",
    ),
)
def longer_than_the_table_year(measure: Measure) -> Iterator[Remark]:
    target = measure.target
    if _spans_years(measure.table) or not isinstance(target, Bound | Range | DateBound):
        return
    if isinstance(target, DateBound):
        if _ends_later(measure, target):
            yield remark()
    elif _is_too_long(target) and measure.name.plain in WORDS["work_time"]:
        yield remark()
