"""Fewer indicators than can describe a project."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._classes import is_template_row
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2015-88#complete",
    title=Message("指标太少", "Too few indicators"),
    found=Message("只有{count}个三级指标", "there are {count} indicators"),
    required=Message("一般不少于{least}个", "at least {least} are expected"),
    advice=Message(
        "把目标分解到产出、效益和满意度，每一类至少一个指标",
        "break the goal down: at least one indicator each for outputs, benefits and satisfaction",
    ),
)
def too_few_indicators(case: TableCase) -> Iterator[Remark]:
    filled = [each for each in case.measures if not is_template_row(each)]
    least = case.in_force.thresholds["indicators"]
    if filled and len(filled) < least:
        yield remark(count=str(len(filled)), least=str(least))
