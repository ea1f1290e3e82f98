"""No goal: nothing says what the money is for."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._goals import words_of
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import TARGETS


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2015-88#complete",
    title=Message("没有总体目标", "No goal"),
    found=Message("没有填写总体目标", "no goal is given"),
    required=Message("要写明这笔资金预期达到什么", "the form should say what the money will achieve"),
    advice=Message(
        "用一段话写明做什么、做多少、达到什么效果，再据此设指标",
        "say in a few lines what is done, how much, and to what effect; the indicators follow from it",
    ),
    forms=TARGETS,
)
def goal_missing(case: TableCase) -> Iterator[Remark]:
    # Without a name or amounts above them, the indicators are a piece of a table.
    if not case.measures or not (case.table.subject or case.table.funds):
        return
    if not any(words_of(goal) for goal in case.table.goals):
        yield remark()
