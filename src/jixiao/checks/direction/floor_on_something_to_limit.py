"""≥ or ＞ on what shall be little: cost, accidents, complaints."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.direction._sign import with_sign
from jixiao.checks.names import Aim, Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.comparator import Comparator
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import Bound
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_FLOORS = (Comparator.AT_LEAST, Comparator.ABOVE)


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#direction",
    title=Message("要控制的却设了下限", "A floor on something to limit"),
    found=Message("“{value}”是下限，越多越算完成", "“{value}” is a floor: more counts as better"),
    required=Message("成本、事故、投诉等要控制的用“≤”", "what shall be little has a limit (≤)"),
    advice=Message(
        "改用“≤”并核对数字；要衡量成效的，改名为节约率、下降率等",
        "write ≤ and check the number, or name what is reached (节约率, 下降率)",
    ),
)
def floor_on_something_to_limit(measure: Measure) -> Iterator[Remark]:
    bound = measure.bound
    if bound is None or bound.comparator not in _FLOORS or measure.value in WORDS["reduction"]:
        return
    if _is_limited(measure, bound) or _is_cost(measure, bound):
        yield remark(correction=with_sign(measure, "≤"))


def _is_limited(measure: Measure, bound: Bound) -> bool:
    """A share under the name of a time (办结时限≥95%) is another mistake."""
    is_time = measure.kind in (Kind.DURATION, Kind.DATE)
    return measure.aim is Aim.LIMIT and (not is_time or bound.unit.family is UnitFamily.TIME)


def _is_cost(measure: Measure, bound: Bound) -> bool:
    """Money under a cost class is a cost, whatever its name; a standard of pay and a saving are none."""
    return (
        measure.topic is Topic.COST
        and measure.aim is Aim.OPEN
        and bound.unit.canonical.startswith("元")
        and measure.name.plain not in WORDS["no_cost"]
    )
