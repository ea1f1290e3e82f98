"""The sums a form implies: when they close, the table was read right.

Basis: the forms of the project and unit targets add their parts up by
construction (基本支出 = 人员 + 公用; 支出 = 基本 + 项目; 收入 = 财政拨款 +
结转 + 其他; 年度资金总额 = its sources; 收入 = 支出).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jixiao.model.message import Message
from jixiao.model.table import Fund, FundsColumn, FundsItem, Sum

_I = FundsItem
_PRINTED = re.compile(r"\d+(?:\.\d+)?")
_ANNUAL_SOURCES = (_I.CURRENT_FISCAL, _I.FISCAL, _I.CARRIED_OVER, _I.OTHER_SOURCES, _I.CENTRAL, _I.LOCAL)
_INCOME = (_I.CURRENT_FISCAL, _I.FISCAL, _I.CARRIED_OVER, _I.OTHER_SOURCES)


def sums_of(funds: Sequence[Fund]) -> tuple[Sum, ...]:
    """Every sum the amounts of one table imply, column by column."""
    found: list[Sum] = []
    for column in FundsColumn:
        of_column = [f for f in funds if f.column is column]
        if of_column:
            found += _unit_sums(of_column)
            found += _project_sums(of_column)
    return tuple(found)


def _unit_sums(funds: Sequence[Fund]) -> Iterator[Sum]:
    items = {f.item: f for f in funds}
    if not ({_I.EXPENDITURE_TOTAL, _I.INCOME_TOTAL, _I.BASIC} & items.keys()):
        return
    basic = items.get(_I.BASIC) or _total_after(funds, _I.OPERATION)
    parts = [items.get(_I.PERSONNEL), items.get(_I.OPERATION)]
    if basic:
        yield from _sum("基本支出", "basic expenditure", basic, parts)
    projects = items.get(_I.PROJECTS)
    if total := items.get(_I.EXPENDITURE_TOTAL):
        yield from _sum("支出预算合计", "total expenditure", total, [basic, projects])
    elif basic and projects and (total := _only_total(funds)):
        yield from _sum("资金总额", "total funds", total, [basic, projects])
    if total := items.get(_I.INCOME_TOTAL):
        yield from _sum("收入预算合计", "total income", total, [items.get(i) for i in _INCOME if i in items])
    both = [items.get(_I.INCOME_TOTAL), items.get(_I.EXPENDITURE_TOTAL)]
    if both[0] and both[1]:
        yield from _sum("收入合计 = 支出合计", "income = expenditure", both[0], [both[1]], least=1)
    elif _I.INCOME_TOTAL not in items and _I.EXPENDITURE_TOTAL not in items:
        yield from _two_sided(items, basic)


def _only_total(funds: Sequence[Fund]) -> Fund | None:
    """The one total of a form that calls it 资金总额 and divides it into 基本支出 and 项目支出."""
    totals = [f for f in funds if f.item in (_I.TOTAL, _I.ANNUAL_TOTAL)]
    return totals[0] if len(totals) == 1 else None


def _two_sided(items: dict[FundsItem, Fund], basic: Fund | None) -> Iterator[Sum]:
    """Forms without totals print expenditure on one side and income on the other."""
    income = [items[i] for i in _INCOME if i in items]
    projects = items.get(_I.PROJECTS)
    if basic and projects and income:
        total = sum((f.yuan for f in income), Decimal(0))
        parts = (basic.yuan, projects.yuan)
        yield Sum(Message("收入合计 = 支出合计", "income = expenditure"), total, parts, total == sum(parts))


def _total_after(funds: Sequence[Fund], item: FundsItem) -> Fund | None:
    """The 合计 printed right after the parts of 基本支出."""
    for part, total in _pairs(funds, item):
        if total.item is _I.TOTAL and part is not total:
            return total
    return None


def _pairs(funds: Sequence[Fund], item: FundsItem) -> Iterator[tuple[Fund, Fund]]:
    at = next((i for i, f in enumerate(funds) if f.item is item), None)
    if at is not None:
        yield from ((funds[at], later) for later in funds[at + 1 :])


def _project_sums(funds: Sequence[Fund]) -> Iterator[Sum]:
    """A total and the sources printed below it, to the next total."""
    items = {f.item for f in funds}
    if items & {_I.EXPENDITURE_TOTAL, _I.INCOME_TOTAL, _I.BASIC, _I.PERSONNEL}:
        return
    annual = [f for f in funds if f.item is _I.ANNUAL_TOTAL]
    whole = [f for f in funds if f.item is _I.TOTAL]
    if len(annual) + len(whole) == 1:
        total = (annual or whole)[0]
        parts = _outermost([f for f in funds if f is not total])
        yield from _sum("年度资金总额" if annual else "资金总额", "total funds", total, parts)
    elif len(annual) == 1 and len(whole) == 1:
        yield from _halves(funds, whole[0], annual[0])


def _halves(funds: Sequence[Fund], whole: Fund, annual: Fund) -> Iterator[Sum]:
    """Whole term on the left, this year on the right: told apart by the columns they stand in."""
    left, right = sorted((whole, annual), key=lambda f: f.source.column)
    if left.source.column == right.source.column:
        return
    for total, name, english in (
        (whole, "项目资金总额", "total funds"),
        (annual, "年度资金总额", "funds of the year"),
    ):
        side = total is right
        parts = [
            f for f in funds if f not in (whole, annual) and (f.source.column >= right.source.column) is side
        ]
        yield from _sum(name, english, total, _outermost(parts))


def _outermost(funds: Sequence[Fund]) -> list[Fund]:
    """The sources themselves, without what they are again divided into.

    "（一）财政拨款小计" is followed by "1、一般公共预算" and the like; where
    numbered subtotals are printed only they are added up.
    """
    subtotals = [
        f
        for f in funds
        if f.label.lstrip().startswith(("(一", "(二", "(三", "(四", "（一", "（二", "（三", "（四"))
    ]
    if subtotals:
        return subtotals
    known = [f for f in funds if f.item in _ANNUAL_SOURCES]
    return known if len(known) >= len(funds) - 1 else []


def _sum(zh: str, en: str, total: Fund, parts: Iterable[Fund | None], least: int = 1) -> Iterator[Sum]:
    """One sum, unless the form prints none of its parts."""
    held = [part for part in parts if part is not None]
    if held and len(held) >= least:
        yield sum_of(zh, en, total, held)


def sum_of(zh: str, en: str, total: Fund, parts: Sequence[Fund]) -> Sum:
    """One sum, closed within what rounding may hide."""
    amounts = tuple(part.yuan for part in parts)
    closes = abs(total.yuan - sum(amounts)) <= _tolerance(total, len(amounts))
    return Sum(Message(zh, en), total.yuan, amounts, closes)


def _tolerance(total: Fund, parts: int) -> Decimal:
    """Half of the last printed digit for each rounded part: 万元 with two digits hide up to 50 yuan each."""
    found = _PRINTED.search(total.source.text.replace(",", ""))
    if found is None or not Decimal(found[0]):
        return Decimal(0)
    printed = Decimal(found[0])
    last_digit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    return total.yuan / printed * last_digit / 2 * parts
