"""A rate in the class of quantity."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.WRONG_LEVEL2,
    basis="mof/practice#classes",
    title=Message("数量指标写成了率", "A rate as a quantity"),
    found=Message("数量指标“{name}”是比率", "“{name}”, under quantity, is a rate"),
    required=Message("数量指标写要完成多少", "quantity says how many"),
    advice=Message(
        "改写为数量，如“培训人数≥200人”；比率移到质量或时效指标",
        "write the number, such as 培训人数≥200人; a rate belongs to quality or timeliness",
    ),
    gives_way_to=("execution-rate-as-indicator",),
)
def rate_as_quantity(measure: Measure) -> Iterator[Remark]:
    if measure.topic is not Topic.QUANTITY or measure.kind is not Kind.RATE:
        return
    if measure.bound is None or measure.bound.unit.family is not UnitFamily.COUNT:
        yield remark()
