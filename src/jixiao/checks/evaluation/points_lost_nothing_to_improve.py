"""Points were lost, and there is nothing to improve."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS
from jixiao.scoring.compare import points_in
from jixiao.scoring.told import says_nothing


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#improve",
    title=Message("有失分，没有问题和改进", "Points lost and nothing to improve"),
    found=Message(
        "有失分（{lost}），“{label}”写“{text}”", "points were lost ({lost}), {label} says “{text}”"
    ),
    required=Message("失分的原因和改进措施要写明", "what cost points is named, with what will be done"),
    advice=Message(
        "针对失分的指标写明问题和改进措施", "name the problem behind the lost points and the measures"
    ),
    forms=EVALUATIONS,
)
def points_lost_nothing_to_improve(table: TableCase) -> Iterator[Remark]:
    conclusion = table.table.conclusion
    lost = _lost(table)
    if conclusion is None or not lost:
        return
    told = (("存在问题", conclusion.problems), ("改进措施", conclusion.improvements))
    for label, text in told:
        if text and says_nothing(text):
            english = "problems" if label == "存在问题" else "improvements"
            yield remark(at=conclusion.source, lost=lost[0], label=Message(label, english), text=text)
            return


def _lost(table: TableCase) -> list[str]:
    """The names of what lost points: indicators, or the execution of the budget."""
    execution = table.table.execution
    rows = [(each.indicator.level3, each.indicator.score, each.indicator.weight) for each in table.measures]
    if execution:
        rows.append(("预算执行率", execution.score, execution.weight))
    points = [(name, points_in(score), points_in(weight)) for name, score, weight in rows]
    return [name for name, score, weight in points if score is not None and weight and score < weight]
