"""The share of the money spent, as an indicator of a project."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import PROJECTS, Measure
from jixiao.checks.classification._classes import WORDS
from jixiao.checks.names import Head
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.WRONG_LEVEL1,
    basis="mof/2020-10#execution",
    title=Message("预算执行率当作指标", "The execution rate as an indicator"),
    found=Message("“{name}”衡量花了多少钱", "“{name}” says how much was spent"),
    required=Message(
        "预算执行率单独计分，不再设为项目指标",
        "execution has points of its own and is no indicator of a project",
    ),
    advice=Message(
        "删去此指标，改设反映产出或效果的指标", "leave it out, and measure an output or an effect instead"
    ),
    forms=PROJECTS,
)
def execution_rate_as_indicator(measure: Measure) -> Iterator[Remark]:
    if measure.head is Head.MANAGEMENT:  # the form itself asks for it there
        return
    if measure.name.plain in WORDS["execution"]:
        yield remark()
