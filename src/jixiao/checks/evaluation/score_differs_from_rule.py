"""A printed score that no formula in use gives, or that is above its weight."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import EVALUATIONS, Measure
from jixiao.checks.evaluation._told import achieved, is_explained, is_limit
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.compare import points_in
from jixiao.scoring.formulas import score, ways

_CENT = Decimal("0.01")
_HALF = Decimal("0.5")


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#score",
    title=Message("得分与计分规则不符", "A score that differs from the rule"),
    found=Message("得分 {score}，分值 {weight}", "score {score} of {weight}"),
    required=Message("按完成值“{actual}”应为 {due}", "by the actual “{actual}” it is {due}"),
    advice=Message(
        "改为按规则计算的得分；另有扣分的，在偏差原因栏说明",
        "enter the score that follows; give the reason if more was deducted",
    ),
    forms=EVALUATIONS,
)
def score_differs_from_rule(measure: Measure) -> Iterator[Remark]:
    printed, weight = points_in(measure.indicator.score), points_in(measure.indicator.weight)
    if printed is None or weight is None or weight <= 0:
        return
    due = _due(measure, printed, weight)
    if due:
        actual = measure.indicator.actual or ""
        yield remark(score=f"{printed}", weight=f"{weight}", actual=actual, due=due)


def _due(measure: Measure, printed: Decimal, weight: Decimal) -> Message | None:
    """What the score should be; nothing where the printed one can be."""
    if not 0 <= printed <= weight:
        return Message(f"0 至 {weight} 分", f"between 0 and {weight}")
    due = _computed(measure, weight)
    if not due or any(abs(printed - each) <= _tolerance(printed) for each in due):
        return None
    if printed < min(due) and is_explained(measure):
        return None  # a person deducted more, and said why
    return Message("或".join(map(_plain, due)) + " 分", " or ".join(map(_plain, due)))


def _computed(measure: Measure, weight: Decimal) -> list[Decimal]:
    """The scores that the formulas in use give, where target and actual are numbers."""
    pair = achieved(measure)
    if pair is None:
        return []
    limit = is_limit(measure, pair)
    return list(dict.fromkeys(score(pair, weight, way) for way in ways(pair, is_limit=limit)))


def _tolerance(printed: Decimal) -> Decimal:
    """Half of the last digit printed, and never less than a cent."""
    exponent = printed.as_tuple().exponent
    return max(_CENT, _HALF.scaleb(exponent)) if isinstance(exponent, int) else _CENT


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"
