"""Two targets in one value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.comparator import Comparator
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import Bound, FreeText, quantities

# No second target: how often (每2个月1次), within which time (3天内办结率100%), a sum (50人×2天).
_FRAME = re.compile(
    r"每[^\d,;、。]{0,2}\d+[^\d,;、。扣]{1,4}(?:扣[\d.]+分)?|/\d+[^\d,;、。/]{1,4}"
    r"|[≤<]?\d+个?(?:工作日|小时|分钟|天|日|周|月|季度|年)[之以]?内"
)
_FLOORS = {Comparator.AT_LEAST, Comparator.ABOVE}
_CEILINGS = {Comparator.AT_MOST, Comparator.BELOW}
_UNSAID = (UnitFamily.NONE, UnitFamily.UNKNOWN)
_WORKED_OUT = re.compile(r"\d[^,;。]{0,6}[×*xX÷+][^,;。]{0,3}\d|\d:\d")


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.TO_SPLIT,
    basis="mof/2015-88#specific",
    title=Message("一个指标值里有几个目标", "Several targets in one value"),
    found=Message("指标值“{value}”里有{count}个数", "the target “{value}” holds {count} numbers"),
    required=Message("一个指标只有一个目标", "an indicator has one target"),
    advice=Message("拆成几个指标，各写各的指标值", "split it into indicators with a target each"),
)
def several_numbers_in_value(measure: Measure) -> Iterator[Remark]:
    if not isinstance(measure.target, FreeText) or _WORKED_OUT.search(measure.value):
        return
    found = _told(_FRAME.sub("", measure.value)) or _told(measure.value)
    if len(found) > 1 and not _is_range(found):
        yield remark(count=str(len(found)))


def _is_range(found: list[Bound]) -> bool:
    """≥85%且≤100% has two ends and is one target."""
    signs = {each.comparator for each in found}
    one_unit = len({each.unit.canonical for each in found}) == 1
    return len(found) == 2 and one_unit and bool(signs & _FLOORS) and bool(signs & _CEILINGS)


def _told(text: str) -> list[Bound]:
    """What is counted or compared; a bare number may be part of a name."""
    return [each for each in quantities(text) if each.comparator or each.unit.family not in _UNSAID]
