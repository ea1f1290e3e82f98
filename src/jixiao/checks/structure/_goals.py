"""What a goal says, without what the form prints before it."""

from __future__ import annotations

import re

from jixiao.model.table import Goal

_LABEL = re.compile(r"(?:总体|年度|绩效|中期|长期)*目标[\d一二三四五六七八九十]{0,2}[:：、.]")
_WORD = re.compile(r"[^\W_]")


def words_of(goal: Goal) -> str:
    """The goal's letters and digits, without marks and without 目标1：.

    >>> from jixiao.model.source import Source
    >>> from jixiao.model.table import GoalSpan
    >>> words_of(Goal("目标1：完成 年度任务。目标2：", GoalSpan.UNSAID, Source(1, 1, 1, "")))
    '完成年度任务'
    """
    return "".join(_WORD.findall(_LABEL.sub("", goal.text)))
