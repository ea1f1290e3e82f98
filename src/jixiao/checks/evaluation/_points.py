"""What points should be: of the budget's execution, and how they are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from jixiao.checks.case import TableCase
from jixiao.checks.evaluation._told import executed_of, percent, rate_in, says_nothing
from jixiao.checks.rule import Remark, remark
from jixiao.model.message import Message
from jixiao.scoring.compare import points_in
from jixiao.scoring.formulas import execution_score, execution_steps

_CENT = Decimal("0.01")
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_FULL_FROM = Decimal("0.9")  # rates from which some issuers give full points
_MOST = Decimal(50)  # points of the execution; more are those of the whole table


def of_execution(table: TableCase) -> Remark | None:
    """Points of the budget's execution that its rate does not give."""
    execution = table.table.execution
    printed, weight = (points_in(execution.score), points_in(execution.weight)) if execution else (None, None)
    if execution is None or printed is None or weight is None or not 0 < weight <= _MOST:
        return None
    rates = _rates(table)
    due = _execution_due(printed, weight, rates, is_explained=not says_nothing(execution.reason))
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
    printed: Decimal, weight: Decimal, rates: Sequence[Decimal], *, is_explained: bool
) -> Message | None:
    if not 0 <= printed <= weight:
        return within(Decimal(0), weight)
    if not rates or max(rates) > _ONE:
        return None  # of overspending each issuer thinks its own
    due = list(chain.from_iterable(_earned(rate, weight) for rate in rates))
    room = rounding(printed)
    if any(abs(printed - each) <= room for each in due) or (is_explained and printed < min(due)):
        return None
    return either(due[:1])


def _earned(rate: Decimal, weight: Decimal) -> Iterator[Decimal]:
    """Pro rata, by steps, or in full where nearly all was spent."""
    yield execution_score(rate, _ONE, weight) or Decimal(0)
    yield execution_steps(rate, weight)
    if rate >= _FULL_FROM:
        yield weight


def rounding(*printed: Decimal) -> Decimal:
    """Half of the last digit of the finest, and never less than a cent."""
    return max(_CENT, _HALF.scaleb(-max(map(_digits, printed))))


def _digits(points: Decimal) -> int:
    """The decimals of a number as printed: 2 for 9.44."""
    exponent = points.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def within(least: Decimal, most: Decimal) -> Message:
    return Message(f"{_plain(least)} 至 {_plain(most)} 分", f"between {_plain(least)} and {_plain(most)}")


def either(due: Sequence[Decimal]) -> Message:
    return Message("或".join(map(_plain, due)) + " 分", " or ".join(map(_plain, due)))


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"
