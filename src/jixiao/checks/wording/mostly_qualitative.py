"""A table in which more targets are words than the threshold allows."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import DateBound


def _is_graded(measure: Measure) -> bool:
    return measure.is_word and not isinstance(measure.target, DateBound)


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2015-88#quantified",
    title=Message("定性指标过多", "Too many words"),
    found=Message(
        "{count}项指标中有{words}项只写文字，占{share}", "{words} of {count} targets ({share}) are words"
    ),
    required=Message(
        "绩效目标以量化为主，定性的不超过{limit}", "targets are numbers first: words at most {limit}"
    ),
    advice=Message(
        "把能计数、计率、计时的改为数字，如“发放及时性”改为“11月底前发放完毕”",
        "count, rate or date what can be",
    ),
)
def mostly_qualitative(table: TableCase) -> Iterator[Remark]:
    limits = table.in_force.thresholds
    told = [each for each in table.measures if not each.is_blank]
    words = [each for each in told if _is_graded(each)]
    if len(told) < limits["indicators"] or len(words) <= limits["qualitative-share"] * len(told):
        return
    yield remark(
        count=str(len(told)),
        words=str(len(words)),
        share=f"{100 * len(words) / len(told):.0f}%",
        limit=f"{100 * limits['qualitative-share']:.0f}%",
    )
