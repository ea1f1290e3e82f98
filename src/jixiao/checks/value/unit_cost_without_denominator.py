"""A unit cost that does not say of one what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import Measure
from jixiao.checks.names import Aim, Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import Bound
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
# 单桩, 单页 is of each; 订单, 单位, 单价 are not.
_SINGLE = re.compile("(?<![简订清名菜账表工运保])单(?![位价独一元据]|方面)")
# 单位管道建设成本, but not 单位人员培训成本: there a unit is a body.
_UNIT_OF = re.compile("单位(?!人员|职工|运行|运转|办公|内部|面积).+(?:成本|造价)$")
_TOTAL = Decimal(1000)  # yuan: what costs less as a whole is no project's cost


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#values",
    title=Message("单位成本没有写明每什么", "A unit cost without its denominator"),
    found=Message(
        "指标值“{value}”没有说明是每什么的成本", "the target “{value}” does not say the cost of one what"
    ),
    required=Message(
        "单价和单位成本要写明每人、每件、每次等", "a price or unit cost is per person, piece, time …"
    ),
    advice=Message("把单位写全，如“元/册”“元/人·天”", "complete the unit, such as 元/册 or 元/人·天"),
)
def unit_cost_without_denominator(measure: Measure) -> Iterator[Remark]:
    bound = measure.bound
    if bound is None or measure.kind is not Kind.MONEY or bound.unit.family is not UnitFamily.MONEY:
        return
    name = measure.name
    if name.unit and name.unit.family is UnitFamily.RATE:
        return
    if _is_per_piece(measure, bound) and not _has_denominator(name.plain + measure.value):
        yield remark()


def _has_denominator(text: str) -> bool:
    return text in WORDS["denominator"] or _SINGLE.search(text) is not None


def _is_per_piece(measure: Measure, bound: Bound) -> bool:
    """By its name, or because the amount is too small for a whole."""
    plain = measure.name.plain
    if plain in WORDS["unit_cost"] or _UNIT_OF.match(plain):
        return True
    is_cost = measure.aim is Aim.LIMIT or measure.topic is Topic.COST
    is_amount = plain not in WORDS["whole_cost"]
    return is_cost and is_amount and bound.unit.scale == 1 and 0 < bound.number.value < _TOTAL
