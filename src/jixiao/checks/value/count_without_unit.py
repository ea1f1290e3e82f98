"""A number is counted in nothing: no unit in name or target."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_COUNTED = (Kind.OTHER, Kind.MANNER)  # 网络安全防护体系 under 数量指标


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#values",
    title=Message("数量没有计量单位", "A count without a unit"),
    found=Message(
        "指标值“{value}”没有计量单位，名称中也没有", "neither the target “{value}” nor the name has a unit"
    ),
    required=Message("数量要有计量单位", "a count has a unit"),
    advice=Message(
        "在数字后写明单位，如人、次、件、平方米", "write the unit after the number: 人, 次, 件, 平方米"
    ),
)
def count_without_unit(measure: Measure) -> Iterator[Remark]:
    unit = measure.unit
    if unit is None or unit.canonical or measure.name.unit:  # 1.2万 counts in nothing
        return
    is_count = measure.kind is Kind.COUNT or (measure.topic is Topic.QUANTITY and measure.kind in _COUNTED)
    if is_count:
        yield remark()
