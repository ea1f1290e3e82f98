"""An instruction of the form left in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Place, Remark, remark, table_rule
from jixiao.checks.structure._classes import WORDS
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.number import half_width
from jixiao.model.opinion import Opinion

_ASKED = re.compile(
    r"[(\[](?:限|不超过|控制在|不少于|约)\d{2,4}个?字(?:以内|之内|左右)?[)\]]"
    r"|(?<!\d)\d{2,4}个?字(?:以内|之内|左右)[)\]]|(?:限|不超过)\d{2,4}个?字"
    r"|^(?:例|如|例如|比如|示例)[:,]|20[xX×]{2}年"
)
_GOAL, _NAME, _TARGET = Message("目标", "goal"), Message("指标名称", "name"), Message("指标值", "target")


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.INCOMPLETE,
    basis="mof/practice#wording",
    title=Message("填表说明留在单元格里", "An instruction of the form left in a cell"),
    found=Message("{cell}里还有填表说明“{left}”", "the {cell} still holds “{left}”"),
    required=Message("填报时删去说明文字", "instructions should be removed when the form is filled in"),
    advice=Message("删去说明，写上本项目的内容", "replace it with what belongs to the project"),
)
def template_text_left(case: TableCase) -> Iterator[Remark]:
    for place, cell, text in _cells(case):
        if left := _instruction(text):
            yield remark(at=place, cell=cell, left=left)


def _cells(case: TableCase) -> Iterator[tuple[Place, Message, str]]:
    for goal in case.table.goals:
        yield goal, _GOAL, goal.text
    for each in case.measures:
        yield each, _NAME, each.indicator.level3
        yield each, _TARGET, each.value


@lru_cache(maxsize=1 << 14)
def _instruction(text: str) -> str:
    """The instruction that a text holds, as far as the words that give it away."""
    plain = half_width(text)
    found = _ASKED.search(plain)
    return found[0] if found else WORDS["instruction"].in_text(plain)
