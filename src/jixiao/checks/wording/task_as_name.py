"""A name that is an order, and measures nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind, Name
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.checks.wording._words import WORDS
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_OPEN = frozenset({Kind.OTHER, Kind.MANNER})


@lru_cache(maxsize=1 << 14)
def _is_task(name: Name) -> bool:
    plain = name.plain.removesuffix(WORDS["attribute"].in_text(name.plain))
    if plain not in WORDS["order"] or plain in WORDS["measurable"]:
        return False
    return name.kind is Kind.OTHER or plain not in WORDS["noun_like"]


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2021-101#name",
    title=Message("名称写成了任务", "A task as a name"),
    found=Message("“{name}”是一项任务", "“{name}” is an order"),
    required=Message("名称写要衡量什么，用名词结尾", "a name is a noun that says what is measured"),
    advice=Message(
        "改用衡量结果的名词，如“合法权益落实率”“受训人数”",
        "name a measure of the result, such as 合法权益落实率 or 受训人数",
    ),
    cell=Cell.NAME,
)
def task_as_name(measure: Measure) -> Iterator[Remark]:
    if measure.kind in _OPEN and not measure.has_number and _is_task(measure.name):
        yield remark()
