"""One indicator decides alone, or counts for nothing."""

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
    level=Level.WARNING,
    opinion=Opinion.OTHER,
    basis="mof/practice#weights",
    title=Message("单个指标的分值过高或为零", "One indicator outweighs the others, or has no weight"),
    found=Message("分值为{points}分", "it has {points} points"),
    required=Message(
        "单个指标的分值应大于0，不超过{most}分", "an indicator should have more than 0 and at most {most}"
    ),
    advice=Message(
        "拆成几个指标分担，或按重要程度重新分配；不计分的指标可以删去",
        "split it, or share the points by importance; what has no points can go",
    ),
)
def one_indicator_outweighs(case: TableCase) -> Iterator[Remark]:
    most = case.in_force.thresholds["heaviest"]
    for measure, points in weighed(case):
        if not 0 < points <= most:
            yield remark(at=measure, points=said(points), most=said(most))
