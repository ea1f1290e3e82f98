"""What evaluations say in their free cells, and the numbers beside them."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.names import Aim
from jixiao.model.comparator import Comparator
from jixiao.scoring.compare import paired
from jixiao.scoring.formulas import LIMITS, is_met
from jixiao.scoring.money import spent_in
from jixiao.scoring.pair import Pair
from jixiao.scoring.told import reason_of


def is_explained(measure: Measure) -> bool:
    """Whether the row, or the table as a whole, gives a reason."""
    return reason_of(measure.indicator, measure.table.table) is not None


def achieved(measure: Measure) -> Pair | None:
    """Target and actual as numbers of one unit, where both are."""
    bound, actual = measure.bound, measure.indicator.actual
    return paired(bound, actual) if bound and actual else None


def is_limit(measure: Measure, pair: Pair) -> bool:
    """Whether less is better: by the comparator, or by the name where it says nothing."""
    if pair.comparator in (*LIMITS, Comparator.AT_LEAST, Comparator.ABOVE):
        return pair.comparator in LIMITS
    return measure.aim is Aim.LIMIT


def is_missed(measure: Measure, pair: Pair) -> bool:
    return not is_met(pair, is_limit=is_limit(measure, pair))


def executed_of(table: TableCase) -> tuple[Decimal, list[Decimal]]:
    """What was executed of the total, and the budgets it may be held against; 0 and none if not printed."""
    spent = spent_in(table.table)
    if spent.executed is None:
        return Decimal(0), []
    return spent.executed.yuan, [each.yuan for each in spent.budgets if each.yuan]
