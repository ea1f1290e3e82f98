"""An indicator under timeliness that speaks of no time."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.classification._classes import WORDS
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

# What else such names measure is known; of other names it is not.
_SURE = frozenset({Kind.RATE, Kind.COUNT, Kind.MONEY, Kind.MANNER})


def _speaks_of_time(text: str) -> bool:
    return text in WORDS["time"]


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.WRONG_LEVEL2,
    basis="mof/2021-101#timeliness",
    title=Message("时效指标与时间无关", "No time under timeliness"),
    found=Message("时效指标“{name}”没有说时间", "“{name}”, under timeliness, speaks of no time"),
    required=Message("时效指标写完成时间、时限或及时程度", "timeliness is a date, a limit or promptness"),
    advice=Message(
        "移到相符的类别；时效指标写明完成时间，如“2024年11月底前”",
        "move it to its class, and give the date by which the work is done",
    ),
    gives_way_to=("execution-rate-as-indicator",),
)
def time_class_holds_something_else(measure: Measure) -> Iterator[Remark]:
    if measure.topic is not Topic.TIMELINESS or measure.kind not in _SURE:
        return
    if not (_speaks_of_time(measure.name.plain) or _speaks_of_time(measure.value)):
        yield remark()
