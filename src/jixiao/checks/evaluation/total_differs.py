"""A total score that is not the sum of the scores."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import EVALUATIONS, TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.compare import points_in

_TOLERANCE = Decimal("0.011")  # each score is rounded to the cent


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#total",
    title=Message("总分与各项得分之和不符", "A total that is not the sum of its scores"),
    found=Message("总分 {total}", "the total is {total}"),
    required=Message("各项得分相加为 {added}", "the scores add up to {added}"),
    advice=Message("核对各项得分，重新加总", "check the scores and add them up again"),
    forms=EVALUATIONS,
)
def total_differs(table: TableCase) -> Iterator[Remark]:
    conclusion = table.table.conclusion
    total = points_in(conclusion.score) if conclusion else None
    scores = _scores(table)
    if conclusion is None or total is None or not scores:
        return
    execution = table.table.execution
    of_money = points_in(execution.score) if execution else None
    added = sum(scores, of_money or Decimal(0))
    # Points of the execution that the form prints nowhere may be in the total.
    room = Decimal(0) if of_money is not None else _rest(table)
    if not -_TOLERANCE <= total - added <= room + _TOLERANCE:
        yield remark(at=conclusion.source, total=f"{total}", added=f"{added}")


def _rest(table: TableCase) -> Decimal:
    """What the indicators' weights leave of 100."""
    weights = [points_in(each.indicator.weight) or Decimal(0) for each in table.measures]
    return max(Decimal(0), Decimal(100) - sum(weights, Decimal(0)))


def _scores(table: TableCase) -> list[Decimal]:
    """All scores; nothing when one that should be there is not a number."""
    found: list[Decimal] = []
    for measure in table.measures:
        score = points_in(measure.indicator.score)
        if score is not None:
            found.append(score)
        elif points_in(measure.indicator.weight):
            return []
    return found
