"""A name without a target."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._classes import is_template_row
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2015-88#quantified",
    title=Message("没有指标值", "No target"),
    found=Message("指标值是空的", "the target is empty"),
    required=Message("每个指标都要有指标值", "every indicator should have a target"),
    advice=Message(
        "写明目标值；与本项目无关的指标，整行删去",
        "give the target, or leave out an indicator that does not apply",
    ),
)
def value_missing(case: TableCase) -> Iterator[Remark]:
    blank = [each for each in case.measures if each.is_blank]
    if len(blank) == len(case.measures) > 1:
        return  # a form that prints no targets, or a column that was not read
    for each in blank:
        if not is_template_row(each):
            yield remark(at=each)
