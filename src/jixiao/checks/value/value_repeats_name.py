"""The target is a piece of the name and says nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_SHORTEST = 2


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2015-88#quantified",
    title=Message("指标值重复名称", "The target repeats the name"),
    found=Message("指标值“{value}”是名称里的字", "the target “{value}” is a piece of the name"),
    required=Message("指标值要说明做到什么程度", "a target says how far"),
    advice=Message(
        "写明数量、比率或分级的标准，如“≥20人次”“救助率≥95%”",
        "give a number, a rate or graded words, such as ≥20人次",
    ),
    gives_way_to=("rate-without-number", "word-for-a-count", "placeholder-value", "name-repeats-class"),
)
def value_repeats_name(measure: Measure) -> Iterator[Remark]:
    if measure.kind is Kind.RATE or not measure.is_word:
        return
    value, name = measure.value.rstrip("。;"), measure.name.plain
    if len(value) < _SHORTEST or value not in name:
        return
    if name in WORDS["graded_name"] or (name in WORDS["asked_name"] and value in WORDS["state"]):
        return  # 及时性 and 达标情况 ask for it
    yield remark()
