"""Promptness or a length of work outside the class of timeliness."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.classification._classes import WORDS
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_FITTING = frozenset({Topic.TIMELINESS, Topic.SATISFACTION, Topic.OTHER})
_NEVER = frozenset({Kind.COUNT, Kind.MONEY})


def _is_prompt(name: str, kind: Kind) -> bool:
    """资金及时到位率, or no more than 按时足额发放."""
    promptly = WORDS["promptly"].in_text(name)
    return bool(promptly) and (kind is Kind.RATE or name.removeprefix(promptly) in WORDS["done"].whole)


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.WRONG_LEVEL2,
    basis="mof/practice#classes",
    title=Message("时效放在了别的类别", "Timeliness in another class"),
    found=Message(
        "“{name}”说的是时间，却不在时效指标中", "“{name}” is about time and does not stand under timeliness"
    ),
    required=Message(
        "及时性、工期和办理时长归入时效指标",
        "promptness, construction time and handling time belong to timeliness",
    ),
    advice=Message(
        "移到时效指标；此处另设与类别相符的指标", "move it there, and find one that fits this class"
    ),
)
def timeliness_outside_time(measure: Measure) -> Iterator[Remark]:
    if measure.topic in _FITTING or measure.kind in _NEVER:
        return
    name = measure.name.plain
    if name in WORDS["in_time"] or _is_prompt(name, measure.kind):
        yield remark()
