"""The money of an evaluation: what was executed, of which budget, at which rate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from jixiao.model.number import half_width
from jixiao.model.table import Fund, FundsColumn, FundsItem, Table

_TOTALS = (FundsItem.ANNUAL_TOTAL, FundsItem.TOTAL, FundsItem.EXPENDITURE_TOTAL)
_BUDGETS = (FundsColumn.ADJUSTED, FundsColumn.ORIGINAL, FundsColumn.ONLY)
_HUNDRED = Decimal(100)
_RATE = re.compile(r"(\d+(?:\.\d+)?)(%?)")


class Spent(NamedTuple):
    """What was executed of the total, and the budgets it may be held against, the adjusted one first."""

    executed: Fund | None
    budgets: tuple[Fund, ...]


def spent_in(table: Table) -> Spent:
    """The total's amounts; a form with one line of amounts has no other total."""
    funds = table.funds
    is_one_line = all(fund.label == funds[0].label for fund in funds)
    held = {(fund.column, fund.item): fund for fund in reversed(funds)}  # the first of each stays
    items = tuple(FundsItem) if is_one_line else _TOTALS
    executed, *budgets = (_first(held, column, items) for column in (FundsColumn.EXECUTED, *_BUDGETS))
    return Spent(executed, tuple(filter(None, budgets)))


def _first(
    held: Mapping[tuple[FundsColumn, FundsItem], Fund], column: FundsColumn, items: Sequence[FundsItem]
) -> Fund | None:
    for item in items:
        if found := held.get((column, item)):
            return found
    return None


class Rate(NamedTuple):
    """A printed rate as a fraction, and half of its last digit."""

    share: Decimal
    half: Decimal


def rate_in(text: str | None) -> Rate | None:
    """The rate that a cell prints; a bare number above 1.5 is in percent.

    >>> rate_in("88.5%").share, rate_in("0.97").share, rate_in("—")
    (Decimal('0.885'), Decimal('0.97'), None)
    """
    found = _RATE.fullmatch(half_width(text or ""))
    if found is None:
        return None
    value = Decimal(found[1])
    exponent = value.as_tuple().exponent
    half = Decimal("0.51").scaleb(exponent if isinstance(exponent, int) else 0)
    is_percent = bool(found[2]) or value > Decimal("1.5")
    return Rate(value / _HUNDRED, half / _HUNDRED) if is_percent else Rate(value, half)


@lru_cache(maxsize=1024)
def percent(share: Decimal) -> str:
    """As people write it.

    >>> percent(Decimal("0.885"))
    '88.5%'
    >>> percent(Decimal("0.88125"))
    '88.13%'
    """
    with localcontext(rounding=ROUND_HALF_UP):
        return f"{share * _HUNDRED:.2f}".rstrip("0").rstrip(".") + "%"
