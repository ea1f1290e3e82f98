"""Rules in order and money spent by them, as an indicator of a project."""

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
    basis="mof/practice#classes",
    title=Message("管理要求当作项目指标", "Compliance as a result"),
    found=Message("“{name}”是管理要求", "“{name}” is a matter of compliance"),
    required=Message("项目指标写产出和效果", "a project is measured by outputs and effects"),
    advice=Message(
        "删去此指标，改设反映产出质量的指标", "leave it out, and measure the quality of the output instead"
    ),
    forms=PROJECTS,
)
def compliance_as_project_result(measure: Measure) -> Iterator[Remark]:
    if measure.head is not Head.MANAGEMENT and measure.name.plain in WORDS["compliance"]:
        yield remark()
