"""A rate, ratio or satisfaction that is answered with a word."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/2015-88#quantified",
    title=Message("率没有数字", "A rate without a number"),
    found=Message("指标值“{value}”没有数字", "the target “{value}” holds no number"),
    required=Message("率、比例和满意度要用数字衡量", "rates, shares and satisfaction are numbers"),
    advice=Message(
        "写明比较符、数字和单位，如“≥95%”；没有比率可算的，改用与“{value}”相称的名称",
        "give comparator, number and unit, such as ≥95%; or choose a name that fits “{value}”",
    ),
    gives_way_to=("placeholder-value",),
)
def rate_without_number(measure: Measure) -> Iterator[Remark]:
    if measure.kind is Kind.RATE and measure.is_word:
        yield remark()
