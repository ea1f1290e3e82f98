"""Work done, or a body's own operation, as a benefit."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.classification._classes import BENEFITS, WORDS
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_WORK = Message("完成的工作", "work that was done")
_RUNNING = Message("单位自身的运转", "the unit's own operation")


def _is_activity(name: str) -> bool:
    return name in WORDS["activity"] and name not in WORDS["reached"]


def _is_worked_off(measure: Measure) -> bool:
    """Work as a count or as a share of it: 培训人数, 培训班次完成率."""
    return measure.kind is Kind.COUNT or measure.name.plain.endswith("完成率")


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.WRONG_LEVEL1,
    basis="mof/2021-101#workload",
    title=Message("产出当作效益", "An output as a benefit"),
    found=Message("效益指标“{name}”说的是{what}", "“{name}”, under benefit, is {what}"),
    required=Message(
        "效益指标写给服务对象和社会带来的变化", "a benefit is what changes for people and society"
    ),
    advice=Message(
        "移到产出指标；效益写成果，如“受训人员持证上岗率”",
        "move it to the outputs, and say what came of the work",
    ),
)
def output_as_benefit(measure: Measure) -> Iterator[Remark]:
    if measure.topic not in BENEFITS:
        return
    name = measure.name.plain
    if name in WORDS["workload"] or (_is_worked_off(measure) and _is_activity(name)):
        yield remark(what=_WORK)
    elif name in WORDS["running"] and name in WORDS["own"]:
        yield remark(what=_RUNNING)
