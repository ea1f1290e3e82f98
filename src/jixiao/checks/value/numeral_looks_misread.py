"""A sign or digit that was read wrong: 290% for ≥90%, 9O% for 90%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
# 2 for ≥ before a percentage up to 100; 二 and 三 for =; 》, 之 and Z for ≥.
_SIGN = re.compile(r"2(?=(?:\d\d(?:\.\d+)?|100(?:\.0+)?)(?:%|百分))")
_WORD_FOR_SIGN = re.compile(r"(?:[=><]*[二三]|>?(?P<floor>[》〉之zZ]))(?=\d)")
# O for 0, l for 1; but no 10l (litres), O3, CO2.
_LETTER = re.compile(
    r"(?<![A-Za-z\d])"
    r"(?:\d[\d.]*(?:[Oo]|[lI](?=[\dOolI%‰]))[\dOolI.]*|[OolI][\dOolI.]+(?=[%‰]))(?![A-Za-z])"
)
_DIGITS = str.maketrans("OolI", "0011")


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.MISMATCH,
    basis="mof/2015-88#form",
    title=Message("数字像是认错或打错的", "A numeral that looks misread"),
    found=Message("指标值“{value}”像是“{meant}”", "the target “{value}” looks like {meant}"),
    required=Message("数字和比较符要与原件一致", "numbers and signs are those of the original"),
    advice=Message(
        "对照原件核对；是“{meant}”的，照此改正", "compare with the original; if it is {meant}, write that"
    ),
)
def numeral_looks_misread(measure: Measure) -> Iterator[Remark]:
    if meant := _meant(measure):
        yield remark(meant=meant, correction=measure.correction(meant, is_safe=False))


def _meant(measure: Measure) -> str:
    value = measure.value
    if _SIGN.match(value) and measure.kind is Kind.RATE and measure.name.plain not in WORDS["beyond_whole"]:
        return "≥" + value[1:]
    if found := _WORD_FOR_SIGN.match(value):
        return ("≥" if found["floor"] else "=") + value[found.end() :]
    if found := _LETTER.search(value):
        return value[: found.start()] + found[0].translate(_DIGITS) + value[found.end() :]
    return ""
