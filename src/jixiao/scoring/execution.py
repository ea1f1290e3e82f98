"""The points of the budget's execution."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.model.message import Message
from jixiao.model.table import Execution, Fund, Table
from jixiao.regulations.method import Method, Way
from jixiao.scoring.compare import points_in
from jixiao.scoring.formulas import execution_points
from jixiao.scoring.money import Spent, percent, rate_in, spent_in
from jixiao.scoring.outcome import Note, Other, Outcome, Printed, computed, left_out, settled
from jixiao.scoring.rules import Rules
from jixiao.scoring.told import says_nothing

_ZERO, _ONE = Decimal(0), Decimal(1)


class Money(NamedTuple):
    """What the execution is scored by: the amounts, or else the printed rate."""

    row: Execution
    spent: Spent
    weight: Decimal

    @property
    def budget(self) -> Fund | None:
        """The adjusted budget, or else the original one."""
        return self.spent.budgets[0] if self.spent.budgets else None

    @property
    def rate(self) -> Decimal | None:
        executed, budget = self.spent.executed, self.budget
        if executed and budget:
            return executed.yuan / budget.yuan if budget.yuan > _ZERO else None
        printed = rate_in(self.row.rate)
        return printed.share if printed else None


def money_of(table: Table, weight: Decimal | None) -> Money | None:
    """The row of the execution, where the form has one or prints what was executed."""
    spent = spent_in(table)
    row = table.execution or (Execution(spent.executed.source) if spent.executed else None)
    return Money(row, spent, weight) if row and weight is not None else None


def way_of_execution(method: Method) -> Way:
    return Way.EXECUTION_STEPS if method.execution else Way.EXECUTION_RATIO


def execution_outcome(money: Money, rules: Rules) -> Outcome:
    way, rate = way_of_execution(rules.method), money.rate
    if rate is None:
        return left_out(way, _missing(money))
    if rate < _ZERO:
        return left_out(way, Note.NEGATIVE_EXECUTED)
    due = execution_points(rate, money.weight, rules.method)
    outcome = computed(way, due, (Note.OVERSPENT,) if rate > _ONE else ())
    points = points_in(money.row.score)
    if points is None or points == due:
        return outcome
    printed = Printed(points, money.weight, execution_reason(money.row, rules.table))
    if printed.fits(due, rules):
        return outcome
    return settled(outcome, due, printed, _others(money, rules))


def _missing(money: Money) -> Note:
    return Note.NO_BUDGET if money.spent.executed else Note.NO_EXECUTED


def execution_reason(row: Execution, table: Table) -> str | None:
    """Why money was not spent: beside it, or for the table as a whole."""
    if not says_nothing(row.reason):
        return row.reason
    reasons = table.conclusion.reasons if table.conclusion else None
    return None if says_nothing(reasons) else reasons


def _others(money: Money, rules: Rules) -> Iterator[Other]:
    """By the other methods, against the other budgets, by the printed rate, or in full when nearly spent."""
    least = rules.in_force.thresholds["execution-full-from"]
    for rate in filter(None, (money.rate, *_other_rates(money))):
        for method in (rules.method, *rules.others):
            points = execution_points(rate, money.weight, method)
            said = rules.basis(way_of_execution(method), method).said
            yield Other(points, points, _at(rate, said) if rate != money.rate else said)
        if rate >= least:
            yield Other(money.weight, money.weight, _full_from(least))


def _at(rate: Decimal, said: Message) -> Message:
    return Message(f"执行率取{percent(rate)}，{said.zh}", f"with a rate of {percent(rate)}, {said.en}")


def _full_from(least: Decimal) -> Message:
    return Message(f"执行率{percent(least)}以上得满分", f"full points from {percent(least)}")


def _other_rates(money: Money) -> Iterator[Decimal]:
    executed = money.spent.executed
    for budget in money.spent.budgets[1:] if executed else ():
        if executed and budget.yuan > _ZERO:
            yield executed.yuan / budget.yuan
    printed, rate = rate_in(money.row.rate), money.rate
    if printed and rate is not None and abs(printed.share - rate) <= printed.half:
        yield printed.share  # the same rate, rounded before it was used
