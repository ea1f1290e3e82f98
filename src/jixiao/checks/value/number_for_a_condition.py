"""A condition (情况, 影响程度) that is answered with a bare limit."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#values",
    title=Message("情况用数字限定", "A condition answered with a number"),
    found=Message(
        "名称说的是“{noun}”，指标值是数字“{value}”",
        "the name speaks of a condition ({noun}), the target is the number {value}",
    ),
    required=Message("名称要说明数字衡量的是什么", "the name says what the number measures"),
    advice=Message(
        "把名称改成能用数字衡量的，如“…率”“…次数”，或把指标值改成分级的文字",
        "choose a name that is measured (…率, …次数), or grade the condition in words",
    ),
)
def number_for_a_condition(measure: Measure) -> Iterator[Remark]:
    if measure.unit is None or not (noun := WORDS["condition_name"].in_text(measure.name.plain)):
        return
    if measure.value not in WORDS["change"]:
        yield remark(noun=noun)
