"""A number, area or length that is answered with a word."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_COUNTED = (Kind.OTHER, Kind.MANNER, Kind.CONDITION, Kind.DURATION)


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/2015-88#quantified",
    title=Message("数量没有数字", "A count answered with a word"),
    found=Message("指标值“{value}”没有数字", "the target “{value}” holds no number"),
    required=Message("数量、次数、人数和面积要用数字衡量", "quantities, times, people and areas are numbers"),
    advice=Message(
        "写明比较符、数字和单位，如“≥50人”；数量尚未下达的，按上年实际数或计划数填写",
        "give comparator, number and unit, such as ≥50人; last year's number if none is fixed yet",
    ),
    gives_way_to=("placeholder-value", "name-repeats-class", "vague-quantity"),
)
def word_for_a_count(measure: Measure) -> Iterator[Remark]:
    if _is_count(measure) and measure.is_word and measure.value not in WORDS["zero"]:
        yield remark()


def _is_count(measure: Measure) -> bool:
    """By the last noun, or by the class when the noun is none that is answered with words."""
    if measure.kind is Kind.COUNT:
        return True
    return (
        measure.topic is Topic.QUANTITY
        and measure.kind in _COUNTED
        and measure.name.plain not in WORDS["graded_name"]
    )
