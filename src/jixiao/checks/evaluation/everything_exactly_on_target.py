"""Every actual equals its target."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.evaluation._told import achieved
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.comparator import Comparator
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.number import plain
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS
from jixiao.scoring.told import WORDS

_LEAST = 5  # rows with an actual; fewer can be so by chance
_OPEN = (Comparator.AT_LEAST, Comparator.ABOVE, Comparator.AT_MOST, Comparator.BELOW)


@table_rule(
    level=Level.NOTE,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#actual",
    title=Message("完成值与指标值全部相同", "Every actual is its target"),
    found=Message("{count} 项指标的完成值都正好等于指标值", "all {count} actuals equal their targets"),
    required=Message("完成值据实填写", "actuals are what was measured"),
    advice=Message(
        "按业务记录核对，写实际达到的数，如“≥90%”写“93.6%”",
        "compare with the records and enter what was reached: 93.6% under ≥90%",
    ),
    forms=EVALUATIONS,
)
def everything_exactly_on_target(table: TableCase) -> Iterator[Remark]:
    told = [each for each in table.measures if each.indicator.actual and not each.is_blank]
    if len(told) < _LEAST or len(told) < len(table.measures):
        return
    # ＝100% is met by 100% as a rule: what speaks are limits and floors hit to the digit.
    open_ended = [each for each in told if each.bound and each.bound.comparator in _OPEN]
    if len(open_ended) > 1 and all(map(_is_exact, told)):
        yield remark(count=f"{len(told)}")


def _is_exact(measure: Measure) -> bool:
    actual = plain(measure.indicator.actual or "")
    pair = achieved(measure)
    if pair is not None:
        return pair.actual == pair.target
    return actual == measure.value or (measure.bound is None and actual in WORDS["met"])
