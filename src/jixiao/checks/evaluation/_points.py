"""What points should be: of the budget's execution, and how they are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from jixiao.checks.case import TableCase
from jixiao.checks.evaluation._told import executed_of
from jixiao.checks.rule import Remark, remark
from jixiao.model.message import Message
from jixiao.scoring.compare import decimals, points_in
from jixiao.scoring.formulas import execution_points
from jixiao.scoring.money import percent, rate_in
from jixiao.scoring.rules import half_of_last
from jixiao.scoring.told import says_nothing
from jixiao.scoring.weights import said

_ONE = Decimal(1)
_MOST = Decimal(50)  # points of the execution; more are those of the whole table


def of_execution(table: TableCase) -> Remark | None:
    """Points of the budget's execution that its rate does not give."""
    execution = table.table.execution
    printed, weight = (points_in(execution.score), points_in(execution.weight)) if execution else (None, None)
    if execution is None or printed is None or weight is None or not 0 < weight <= _MOST:
        return None
    rates = _rates(table)
    due = _execution_due(table, printed, weight, rates)
    if due is None:
        return None
    rate = percent(rates[0]) if rates else ""
    told = Message(f"执行率{rate}", f"an execution rate {rate}")
    return remark(at=execution.source, score=f"{printed}", weight=f"{weight}", actual=told, due=due)


def _rates(table: TableCase) -> list[Decimal]:
    """Executed over each budget, and the rate as printed, which may be wrong."""
    executed, budgets = executed_of(table)
    printed = rate_in(table.table.execution.rate) if table.table.execution else None
    return [*(executed / budget for budget in budgets), *([printed.share] if printed else [])]


def _execution_due(
    table: TableCase, printed: Decimal, weight: Decimal, rates: Sequence[Decimal]
) -> Message | None:
    if not 0 <= printed <= weight:
        return within(Decimal(0), weight)
    if not rates or max(rates) > _ONE:
        return None  # of overspending each issuer thinks its own
    due = list(chain.from_iterable(_earned(table, rate, weight) for rate in rates))
    room = rounding(printed)
    if any(abs(printed - each) <= room for each in due) or (_is_explained(table) and printed < min(due)):
        return None
    return either(due[:1])


def _is_explained(table: TableCase) -> bool:
    execution = table.table.execution
    return execution is not None and not says_nothing(execution.reason)


def _earned(table: TableCase, rate: Decimal, weight: Decimal) -> Iterator[Decimal]:
    """By the method in force, by the others in use, or in full where nearly all was spent."""
    for method in table.methods:
        yield execution_points(rate, weight, method)
    if rate >= table.in_force.thresholds["execution-full-from"]:
        yield weight


def rounding(*printed: Decimal) -> Decimal:
    """Half of the last digit of the finest, and never less than a cent."""
    return half_of_last(max(map(decimals, printed)))


def within(least: Decimal, most: Decimal) -> Message:
    return Message(f"{said(least)} 至 {said(most)} 分", f"between {said(least)} and {said(most)}")


def either(due: Sequence[Decimal]) -> Message:
    return Message("或".join(map(said, due)) + " 分", " or ".join(map(said, due)))
