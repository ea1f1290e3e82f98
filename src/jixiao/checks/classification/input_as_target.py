"""Money or people put in, as what is to be achieved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.classification._classes import OUTPUTS, WORDS
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_NUMBER_OF = re.compile("^(?:投入|配备|配置|安排|派驻|驻场|现场)|(?:数量|人数|数)$")


def _is_counted(measure: Measure) -> bool:
    return measure.kind is Kind.COUNT or bool(measure.bound and measure.bound.unit.family is UnitFamily.COUNT)


def _is_people(name: str) -> bool:
    """聘用调解员人数; 投入值守人员数量, but not 培训值守人员数量."""
    group = _NUMBER_OF.sub("", name)
    return name in WORDS["hired"] or group in WORDS["staff"]


def _is_money(measure: Measure) -> bool:
    units = (measure.name.unit, measure.bound.unit if measure.bound else None)
    return any(unit and unit.family is UnitFamily.MONEY for unit in units)


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.WRONG_LEVEL1,
    basis="mof/2015-88#inputs",
    title=Message("投入当作目标", "An input as a target"),
    found=Message("“{name}”写的是投入", "“{name}” is an input"),
    required=Message("投入的资金和人员不作为目标", "money and people put in are no targets"),
    advice=Message(
        "写这些投入办成了什么，如补助人数、调解案件数；金额可写入成本指标",
        "say what they achieve, such as people supported or cases settled; amounts may stand under cost",
    ),
)
def input_as_target(measure: Measure) -> Iterator[Remark]:
    if measure.topic not in OUTPUTS:
        return
    name = measure.name.plain
    if (_is_counted(measure) and _is_people(name)) or (_is_money(measure) and name in WORDS["spent"]):
        yield remark()
