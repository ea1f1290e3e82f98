"""A goal of a few words, which says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._goals import words_of
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import TARGETS

_COUNTED = re.compile(r"\d+(?:\.\d+)?[^\W\d年月日]")  # 培训500人: short, and says it


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2015-88#specific",
    title=Message("总体目标太短", "The goal is too short"),
    found=Message("总体目标只有“{goal}”", "the goal is no more than “{goal}”"),
    required=Message("目标要指向明确、清晰具体", "a goal should point at something definite"),
    advice=Message("写明做什么、做多少、达到什么效果", "say what is done, how much, and to what effect"),
    forms=TARGETS,
)
def goal_too_short(case: TableCase) -> Iterator[Remark]:
    goals = [(len(words_of(goal)), goal) for goal in case.table.goals]
    said = [each for each in goals if each[0]]
    if not said:
        return
    length, longest = max(said, key=lambda each: each[0])
    if length < case.in_force.thresholds["goal-length"] and not _COUNTED.search(longest.text):
        yield remark(at=longest, goal="".join(longest.text.split()))
