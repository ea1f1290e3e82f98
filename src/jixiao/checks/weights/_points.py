"""The points of a table's indicators, in hundredths of the whole, and what they should add up to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.checks.case import Measure, TableCase
from jixiao.scoring.compare import points_in

Weighed = Sequence[tuple[Measure, Decimal]]
_SHARE = Decimal("1.001")  # weights that add up to less are shares of one: 0.05
_MISSING = 3  # one in so many may be blank
CLOSE = Decimal("0.05")  # 33.3 three times, or 11.11 nine times
HUNDRED = Decimal(100)
_MOST = Decimal(50)  # points of the execution; more are those of the whole table
_USUAL = Decimal(90)  # where no regulation speaks of the form: 10 for the budget's execution


def weighed(case: TableCase) -> Weighed:
    """Every indicator that has a weight, with it; nothing where the form has none or most are blank.

    Nothing either where weights are those of whole second levels, printed once
    and read into each of their rows.
    """
    if not any(each.indicator.weight for each in case.measures):
        return ()
    held = [
        (each, points) for each in case.measures if (points := points_in(each.indicator.weight)) is not None
    ]
    if (len(case.measures) - len(held)) * _MISSING > len(case.measures):
        return ()
    scale = HUNDRED if 0 < sum(points for _, points in held) <= _SHARE else Decimal(1)
    weights = [(each, points * scale) for each, points in held]
    return () if _are_groups(case, weights) else weights


def added(held: Weighed) -> Decimal:
    return sum((points for _, points in held), Decimal(0))


def _are_groups(case: TableCase, held: Weighed) -> bool:
    groups = groupby(held, key=lambda each: (each[0].indicator.level1, each[0].indicator.level2, each[1]))
    once = sum((key[2] for key, _ in groups), Decimal(0))
    return not adds_up(case, added(held)) and adds_up(case, once)


def adds_up(case: TableCase, total: Decimal) -> bool:
    return any(abs(total - right) <= CLOSE for right in totals_of(case))


def execution_of(case: TableCase) -> Decimal | None:
    """The points of the budget's execution, where the form prints them beside the money."""
    points = points_in(case.table.execution.weight) if case.table.execution else None
    return points if points and 0 < points <= _MOST else None


def totals_of(case: TableCase) -> tuple[Decimal, ...]:
    """What the indicators' weights may add up to: less than a hundred when execution has its own points."""
    if execution := execution_of(case):
        # Where the rate is an indicator too, its points may be the same ones, printed again.
        is_again = any("执行率" in each.name.plain for each in case.measures)
        return (HUNDRED - execution, HUNDRED) if is_again else (HUNDRED - execution,)
    known = [each.total for each in case.in_force.weights] or [_USUAL]
    return tuple(dict.fromkeys([*known, HUNDRED]))


def said(points: Decimal) -> str:
    """Points as people write them: 10, 7.5.

    >>> said(Decimal("10.0")), said(Decimal("7.50")), said(Decimal("100"))
    ('10', '7.5', '100')
    """
    return f"{points.normalize():f}"
