"""≤ or ＜ on what shall be much: completion, quality, satisfaction."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.direction._sign import with_sign
from jixiao.checks.names import Aim
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.comparator import Comparator
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_CEILINGS = (Comparator.AT_MOST, Comparator.BELOW)


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#direction",
    title=Message("要达到的却设了上限", "A ceiling on something to reach"),
    found=Message(
        "“{value}”是上限，做得再少也算完成", "“{value}” is a ceiling: however little is done, it is met"
    ),
    required=Message(
        "完成率、合格率、满意度等要达到的用“≥”或“＝”", "what shall be reached has a floor (≥) or ＝"
    ),
    advice=Message("改用“≥”并核对数字", "write ≥ and check the number"),
)
def ceiling_on_something_to_reach(measure: Measure) -> Iterator[Remark]:
    bound = measure.bound
    if measure.aim is not Aim.REACH or bound is None or bound.comparator not in _CEILINGS:
        return
    if bound.unit.family is UnitFamily.TIME or measure.name.plain in WORDS["either_way"]:
        return
    level = Level.WARNING if bound.unit.family is UnitFamily.RATIO and bound.amount >= 1 else None
    yield remark(level=level, correction=with_sign(measure, "≥"))
