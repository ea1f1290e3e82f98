"""The points of a table's indicators, in hundredths of the whole, and what they should add up to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jixiao.checks.case import Measure, TableCase
from jixiao.scoring import weights

Weighed = Sequence[tuple[Measure, Decimal]]
_MISSING = 3  # one in so many may be blank


def weighed(case: TableCase) -> Weighed:
    """Every indicator that has a weight, with it; nothing where the form has none or most are blank.

    Nothing either where weights are those of whole second levels, printed once
    and read into each of their rows.
    """
    if not any(each.indicator.weight for each in case.measures):
        return ()
    printed = weights.printed_weights(case.table)
    held = [(each, points) for each, points in zip(case.measures, printed, strict=True) if points is not None]
    if (len(case.measures) - len(held)) * _MISSING > len(case.measures):
        return ()
    return () if weights.are_groups(case.table, printed, totals_of(case)) else held


def added(held: Weighed) -> Decimal:
    return sum((points for _, points in held), Decimal(0))


def adds_up(case: TableCase, total: Decimal) -> bool:
    return weights.adds_up(total, totals_of(case))


def execution_of(case: TableCase) -> Decimal | None:
    """The points of the budget's execution, where the form prints them beside the money."""
    return weights.execution_weight(case.table)


def totals_of(case: TableCase) -> tuple[Decimal, ...]:
    """What the indicators' weights may add up to: less than a hundred when execution has its own points."""
    return weights.totals_of(case.table, case.in_force)
