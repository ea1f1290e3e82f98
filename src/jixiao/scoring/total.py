"""The total that a form prints, beside the sum of its scores."""

from __future__ import annotations

from decimal import Decimal

from jixiao.model.table import Table
from jixiao.scoring.compare import points_in
from jixiao.scoring.weights import HUNDRED

_TOLERANCE = Decimal("0.011")  # each score is rounded to the cent
_ZERO = Decimal(0)


def wrong_total(table: Table) -> tuple[Decimal, Decimal] | None:
    """The printed total and what the scores add up to, where the two differ."""
    total = points_in(table.conclusion.score) if table.conclusion else None
    scores = _scores(table)
    if total is None or not scores:
        return None
    of_money = points_in(table.execution.score) if table.execution else None
    added = sum(scores, of_money or _ZERO)
    # Points of the execution that the form prints nowhere may be in the total.
    room = _ZERO if of_money is not None else _rest(table)
    return None if -_TOLERANCE <= total - added <= room + _TOLERANCE else (total, added)


def _rest(table: Table) -> Decimal:
    """What the indicators' weights leave of 100."""
    weights = (points_in(each.weight) or _ZERO for each in table.indicators)
    return max(_ZERO, HUNDRED - sum(weights, _ZERO))


def _scores(table: Table) -> list[Decimal]:
    """All scores; nothing when one that should be there is not a number."""
    found: list[Decimal] = []
    for each in table.indicators:
        score = points_in(each.score)
        if score is not None:
            found.append(score)
        elif points_in(each.weight):
            return []
    return found
