"""A table whose timeliness indicators are words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.names import Topic
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import DateBound

_TIME = re.compile("[年月季旬周日天]|小时|学期|汛期|春|夏|秋|冬|节前|假前")
_DATED = re.compile(r"\d|年底|月底|季末|年内|当年|汛期|节前|[天时日]内")


def _has_time(measure: Measure) -> bool:
    """Whether a number or a time stands in the target, or a time in the name."""
    if measure.has_number or isinstance(measure.target, DateBound):
        return True
    return bool(_TIME.search(measure.value) or _DATED.search(measure.name.plain))


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2021-101#timeliness",
    title=Message("时效指标没有时间", "Timeliness without a date"),
    found=Message(
        "时效指标（{count}项）只写“{words}”", "timeliness ({count} in all) is nothing but “{words}”"
    ),
    required=Message("时效指标写明完成时间、关键节点或时限", "timeliness is a date, a milestone or a limit"),
    advice=Message(
        "写明时间，如“2024年11月底前”“≤5个工作日”", "give a time, such as 2024年11月底前 or ≤5个工作日"
    ),
)
def timeliness_without_date(table: TableCase) -> Iterator[Remark]:
    timed = [each for each in table.measures if each.topic is Topic.TIMELINESS and not each.is_blank]
    if timed and not any(map(_has_time, timed)):
        words = "、".join(dict.fromkeys(each.value for each in timed))
        yield remark(count=str(len(timed)), words=words)
