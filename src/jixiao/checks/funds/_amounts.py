"""The amounts of a table: which total holds which sources, and how money is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, combinations

from jixiao.checks.case import TableCase
from jixiao.model.table import Fund, FundsColumn, FundsItem, GoalSpan
from jixiao.model.unit import parse_unit

_I = FundsItem
SOURCES = (_I.CURRENT_FISCAL, _I.FISCAL, _I.CARRIED_OVER, _I.OTHER_SOURCES, _I.CENTRAL, _I.LOCAL)
#: Items of the form for units: there a bare 合计 may be that of a part.
OF_UNITS = frozenset(
    {_I.BASIC, _I.PERSONNEL, _I.OPERATION, _I.EXPENDITURE_TOTAL, _I.INCOME_TOTAL, _I.PROJECTS}
)
_NESTED = ((_I.FISCAL, _I.CURRENT_FISCAL), (_I.FISCAL, _I.CENTRAL), (_I.FISCAL, _I.LOCAL))
_WHOLE = ("总额", "总投资", "总预算", "合计", "总计")
_MOST = 8  # amounts of which every combination is tried
_DECIMALS = re.compile(r"\d\.(\d+)")


def said(case: TableCase, yuan: Decimal) -> str:
    """An amount in the unit that the table prints its amounts in: 1,150.00万元."""
    unit = case.table.amount_unit.unit
    text = f"{yuan / parse_unit(unit).scale:,.2f}"
    return (text.removesuffix(".00") if unit == "元" else text) + unit


def rounding(case: TableCase, fund: Fund) -> Decimal:
    """What rounding may hide in one amount: half of its last printed digit, in yuan."""
    unit = parse_unit(case.table.amount_unit.unit)
    found = _DECIMALS.search(fund.source.text)
    return unit.scale.scaleb(-len(found[1])) / 2 if found else Decimal("0.5") * min(unit.scale, Decimal(100))


def column_of(case: TableCase, total: Decimal, parts: Sequence[Decimal]) -> tuple[Fund, ...]:
    """The amounts of the column in which a sum stands: total and parts are all there."""
    for column in FundsColumn:
        held = tuple(each for each in case.table.funds if each.column is column)
        amounts = {each.yuan for each in held}
        if total in amounts and amounts.issuperset(parts):
            return held
    return case.table.funds


def is_nested(funds: Iterable[Fund]) -> bool:
    """Whether some amounts may be parts of others, so that not all of them are to be added up."""
    items = [each.item for each in funds if each.item in SOURCES or each.item in (_I.TOTAL, _I.ANNUAL_TOTAL)]
    held = set(items)
    return (
        len(items) != len(held)
        or {_I.TOTAL, _I.ANNUAL_TOTAL} <= held
        or any(outer in held and inner in held for outer, inner in _NESTED)
    )


def is_whole(fund: Fund) -> bool:
    """Whether an amount is a total of the project, also under a label of one place: 中期资金总额."""
    named = fund.item is _I.OTHER and any(word in fund.label for word in _WHOLE)
    return named or fund.item in (_I.TOTAL, _I.ANNUAL_TOTAL)


def can_make(total: Decimal, amounts: Sequence[Decimal], optional: Sequence[Decimal], slack: Decimal) -> bool:
    """Whether the amounts, with some of the optional ones, add up to the total."""
    if len(optional) > _MOST:
        return True
    fixed = sum(amounts, Decimal(0))
    return any(abs(fixed + sum(some, Decimal(0)) - total) <= slack for some in _combinations(optional))


def _combinations(amounts: Sequence[Decimal]) -> Iterable[tuple[Decimal, ...]]:
    return chain.from_iterable(combinations(amounts, size) for size in range(len(amounts) + 1))


def unnamed(funds: Iterable[Fund]) -> list[Decimal]:
    """Amounts under labels of one place only: whether they belong to a sum is not known."""
    return [each.yuan for each in funds if each.item is _I.OTHER and each.yuan]


def budget_of(case: TableCase) -> Fund | None:
    """The project's money of the year: the annual total, or the only total where no longer term is meant."""
    annual = case.fund(_I.ANNUAL_TOTAL, column=FundsColumn.ONLY) or case.fund(
        _I.ANNUAL_TOTAL, column=FundsColumn.ORIGINAL
    )
    if annual or any(goal.span is GoalSpan.TOTAL for goal in case.table.goals):
        return annual
    return case.fund(_I.TOTAL, column=FundsColumn.ONLY) or case.fund(_I.TOTAL, column=FundsColumn.ORIGINAL)
