"""A target that may be missed, with no reason and no measure."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.evaluation._told import is_explained
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import MONITORING
from jixiao.scoring.told import WORDS, says_nothing


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2019-136#measures",
    title=Message("可能完不成，没有说明措施", "A target in doubt without a measure"),
    found=Message("完成目标可能性为“{chance}”", "the chance is given as “{chance}”"),
    required=Message("写明原因和拟采取的措施", "reason and measures are given"),
    advice=Message(
        "在原因说明或备注栏写明原因、措施和时间", "give reason, measures and date in the row or its remark"
    ),
    forms=MONITORING,
)
def chance_without_measure(measure: Measure) -> Iterator[Remark]:
    chance = measure.indicator.chance
    if not chance or "".join(chance.split()) not in WORDS["doubtful_chance"]:
        return
    conclusion = measure.table.table.conclusion
    if not is_explained(measure) and says_nothing(conclusion.improvements if conclusion else None):
        yield remark(chance=chance)
