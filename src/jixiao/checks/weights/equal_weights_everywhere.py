"""Every indicator has the same weight."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.weights._points import weighed
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.weights import said


@table_rule(
    level=Level.NOTE,
    opinion=Opinion.OTHER,
    basis="mof/practice#weights",
    title=Message("所有指标分值相同", "Equal weights everywhere"),
    found=Message("{count}个指标都是{points}分", "all {count} indicators have {points} points"),
    required=Message("分值按重要程度分配", "weights should follow importance"),
    advice=Message(
        "核心的产出和效益指标分值高一些，次要的低一些",
        "give more to the core outputs and benefits, less to the rest",
    ),
)
def equal_weights_everywhere(case: TableCase) -> Iterator[Remark]:
    held = [points for _, points in weighed(case)]
    # 33.3 and 33.4 are the same weight, rounded.
    if len(held) >= _LEAST and min(held) > 0 and max(held) - min(held) <= max(held) / _ROUNDED:
        yield remark(count=str(len(held)), points=said(max(held)))


_LEAST = 5  # indicators, below which equal weights may well be meant
_ROUNDED = 50
