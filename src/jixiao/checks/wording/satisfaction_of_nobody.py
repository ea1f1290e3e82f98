"""Satisfaction of a group that is not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.checks.wording._words import any_of
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_FILLER, _NOBODY, _END = any_of("filler"), any_of("nobody"), any_of("satisfied")
_OF_NOBODY = re.compile(f"{_FILLER}*{_NOBODY}(?:{_FILLER}|{_NOBODY})*{_END}")


@lru_cache(maxsize=1 << 14)
def _is_of_nobody(name: str) -> bool:
    return _OF_NOBODY.fullmatch(name) is not None


@indicator_rule(
    level=Level.NOTE,
    opinion=Opinion.SATISFACTION_WANTED,
    basis="mof/2015-88#specific",
    title=Message("没有说明谁的满意度", "Satisfaction of nobody"),
    found=Message("“{name}”没有说明是谁满意", "“{name}” does not say who is satisfied"),
    required=Message("满意度写明调查的人群", "satisfaction names the people who are asked"),
    advice=Message(
        "写明人群，如“参训学员满意度”“被救助群众满意度”", "name the group, such as 参训学员满意度"
    ),
    cell=Cell.NAME,
)
def satisfaction_of_nobody(measure: Measure) -> Iterator[Remark]:
    if measure.kind is Kind.RATE and _is_of_nobody(measure.name.plain):
        yield remark()
