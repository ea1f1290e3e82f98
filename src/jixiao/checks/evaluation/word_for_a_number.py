"""A number was to be reached, and a word tells what was."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS, MONITORING
from jixiao.model.target import Bound, DateBound, Range, parse_target
from jixiao.scoring.told import says_nothing

_NUMERALS = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万零")


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/2020-10#actual",
    title=Message("指标值是数字，完成值是文字", "A word where a number was achieved"),
    found=Message("指标值是“{value}”，完成值写“{actual}”", "the target is “{value}”, the actual “{actual}”"),
    required=Message("完成值与指标值口径一致，填数字", "the actual is a number of the same kind"),
    advice=Message("填实际达到的数字和单位", "enter the number that was reached, with its unit"),
    forms=EVALUATIONS | MONITORING,
    cell=Cell.ACTUAL,
)
def word_for_a_number(measure: Measure) -> Iterator[Remark]:
    actual = measure.indicator.actual
    if not isinstance(measure.target, Bound | Range) or actual is None or says_nothing(actual):
        return
    if _NUMERALS.isdisjoint(actual) and not isinstance(parse_target(actual), DateBound):
        yield remark(actual=actual)
