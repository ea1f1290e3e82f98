"""A number without ≥ ＞ ＝ ＜ ≤."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Aim, Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Correction, Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import Bound

_LAST_MONTH = 12
# The number with its unit, and at most a verb before it: 280人次, 较上年提升30%.
# 每月1次 and 全年完成33所 say more.
_BARE = re.compile(
    r"(?:同比|环比)?(?:[较比](?:20\d\d年|[^\d,;。:]{1,5}))?(?:提升|提高|增长|增加|上升|下降|降低|减少|缩短|压减|节约|节省|改善|增产|增收|减产)?(?:了|至|到|为)?-?\d[\d,.]*[^\d,;。:]{0,12}"
)


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#values",
    title=Message("缺少比较符", "A number without a comparator"),
    found=Message("指标值“{value}”没有比较符", "the target “{value}” has no comparator"),
    required=Message("数字前要有≥、＞、＝、＜或≤", "before a number stands ≥, ＞, ＝, ＜ or ≤"),
    advice=Message(
        "越多越好的写“≥”，要控制的写“≤”，必须相等的写“＝”",
        "≥ for what should be much, ≤ for what is limited, ＝ for what must be equal",
    ),
    gives_way_to=("vague-quantity", "numeral-looks-misread"),
)
def comparator_missing(measure: Measure) -> Iterator[Remark]:
    bound = measure.bound
    if bound is None or bound.comparator is not None or bound.number.approximate:
        return
    if not _is_date(measure, bound) and _BARE.fullmatch(measure.value):
        yield remark(correction=_correction(measure, bound))


def _is_date(measure: Measure, bound: Bound) -> bool:
    """9月, 25日; 18月 is a duration, whatever the name asks for."""
    unit = bound.unit.printed
    is_day = unit in ("月", "年", "日") and measure.kind is Kind.DATE
    return is_day and (unit != "月" or bound.number.value <= _LAST_MONTH)


def _correction(measure: Measure, bound: Bound) -> Correction | None:
    sign = {Aim.LIMIT: "≤", Aim.REACH: "≥"}.get(measure.aim)
    if sign is None or not measure.value[0].isdigit():
        return None
    if bound.number.value == 0 or (measure.aim is Aim.REACH and bound.amount == 1):
        sign = "="
    return measure.correction(sign + measure.value, is_safe=False)
