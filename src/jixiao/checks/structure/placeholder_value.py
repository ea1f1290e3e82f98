"""无, /, 待定 or ×× where a target should stand."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.checks.structure._placeholders import is_placeholder
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2015-88#quantified",
    title=Message("指标值只是占位", "A placeholder for a target"),
    found=Message("指标值“{value}”不是目标", "“{value}” is no target"),
    required=Message(
        "每个指标都要有可以衡量的目标值", "every indicator should have a target that can be measured"
    ),
    advice=Message(
        "写明目标值；与本项目无关的指标，整行删去",
        "give the target, or leave out an indicator that does not apply",
    ),
)
def placeholder_value(measure: Measure) -> Iterator[Remark]:
    if is_placeholder(measure):
        yield remark()
