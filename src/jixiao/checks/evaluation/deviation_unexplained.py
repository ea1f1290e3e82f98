"""A target missed, or far exceeded, without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.evaluation._told import achieved, is_explained, is_limit, is_missed
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS
from jixiao.scoring.told import WORDS, is_late

_MISSED = Message("没有达到“{value}”", "misses “{value}”")
_EXCEEDED = Message("远超“{value}”", "is far beyond “{value}”")


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#deviation",
    title=Message("有偏差没有说明原因", "A deviation without a reason"),
    found=Message("完成值“{actual}”与指标值“{value}”有偏差", "the actual “{actual}” deviates from “{value}”"),
    required=Message(
        "未完成或超过指标值三成以上的要说明原因",
        "what is missed, or exceeded by three tenths, is explained",
    ),
    advice=Message(
        "在偏差原因栏写明原因和改进措施；栏内印好的填写要求不算说明",
        "write reason and measures into the column for deviations; its printed instructions are none",
    ),
    forms=EVALUATIONS,
    cell=Cell.ACTUAL,
)
def deviation_unexplained(measure: Measure) -> Iterator[Remark]:
    actual = measure.indicator.actual
    if not actual:
        return
    pair = achieved(measure)
    if pair is None:
        late = is_late(measure.target, actual, measure.table.year)
        missed = late or (not measure.bound and actual in WORDS["missed"])
        exceeded = False
    else:
        missed = is_missed(measure, pair)
        most = measure.table.in_force.method.over_achievement
        exceeded = not is_limit(measure, pair) and pair.ratio is not None and pair.ratio >= most
    if (missed or exceeded) and not is_explained(measure):
        yield remark(level=None if missed else Level.WARNING, actual=actual)
