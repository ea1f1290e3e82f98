"""A share of a whole above 100 % or below 0."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import Bound, Range
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_WHOLE = Decimal(1)


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/2015-88#attainable",
    title=Message("百分比超出可能的范围", "A percentage out of range"),
    found=Message("指标值是“{value}”", "the target is “{value}”"),
    required=Message("这个比率只能在0到100%之间", "this rate lies between 0 and 100 %"),
    advice=Message(
        "核对数字；要表示超额的，改用增长率或数量",
        "check the number; for more than the whole, use a growth or a count",
    ),
    gives_way_to=("numeral-looks-misread",),
)
def percent_out_of_range(measure: Measure) -> Iterator[Remark]:
    target = measure.target
    if not isinstance(target, Bound | Range) or not _is_share(measure):
        return
    if target.unit.canonical == "%":
        scale = target.unit.scale
    elif target.unit.family is UnitFamily.NONE:
        scale = Decimal("0.01")
    else:
        return
    numbers = [target.number] if isinstance(target, Bound) else [target.low, target.high]
    if any(not 0 <= each.value * scale <= _WHOLE for each in numbers):
        yield remark()


def _is_share(measure: Measure) -> bool:
    """A rate is a part of a whole, unless its name says otherwise."""
    name = measure.name.plain
    if measure.kind is not Kind.RATE:
        return name in WORDS["share"]
    return name not in WORDS["beyond_whole"] and name not in WORDS["over_fulfilled"]
