"""A name that speaks of all, related or other work and names none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import Measure
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.checks.wording._words import any_of
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_VAGUE = re.compile(any_of("vague"))
_NOTHING_ELSE = re.compile(f"(?:{any_of('hollow', 'vague')})+")


@lru_cache(maxsize=1 << 14)
def _vague(name: str) -> str:
    """The vague word of a name in which nothing else is named."""
    found = _VAGUE.search(name)
    return found[0] if found and _NOTHING_ELSE.fullmatch(name) else ""


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2015-88#specific",
    title=Message("对象不明", "A vague subject"),
    found=Message("名称只说“{vague}”", "the name only says “{vague}”"),
    required=Message("指标指向明确的事", "an indicator points at something definite"),
    advice=Message("写明是哪项工作，如“春季植树任务完成率”", "name the work, such as 春季植树任务完成率"),
    cell=Cell.NAME,
)
def vague_subject(measure: Measure) -> Iterator[Remark]:
    if vague := _vague(measure.name.plain):
        yield remark(vague=vague)
