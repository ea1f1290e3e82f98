"""＝ on a time that shall be short."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.direction._sign import with_sign
from jixiao.checks.names import Aim, Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.comparator import Comparator
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#direction",
    title=Message("时限用了等号", "An exact time limit"),
    found=Message(
        "“{value}”要求不多不少，提前也算没有完成", "“{value}” asks for exactly that: earlier would be missed"
    ),
    required=Message("工期、恢复时长等时限用“≤”", "a time limit has ≤"),
    advice=Message("把“＝”改成“≤”", "write ≤ for ＝"),
)
def exact_time_limit(measure: Measure) -> Iterator[Remark]:
    bound = measure.bound
    if measure.aim is not Aim.LIMIT or bound is None or bound.comparator is not Comparator.EQUAL:
        return
    if bound.unit.family is UnitFamily.TIME and bound.number.value > 0 and _is_limit(measure):
        yield remark(correction=with_sign(measure, "≤"))


def _is_limit(measure: Measure) -> bool:
    """A duration, or 完成时间 with days; 完成时间＝10月 is a month."""
    if measure.kind is Kind.DATE:
        return measure.name.plain in WORDS["ending"] and not measure.value.endswith(("月", "年", "日"))
    return measure.kind is Kind.DURATION
