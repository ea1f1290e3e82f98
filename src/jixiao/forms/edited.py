"""A table with some of its cells changed by a person.

Cells go by address: ``subject``, ``goal.0``, ``fund.current-fiscal``,
``fund.total.executed``, ``indicator.5.target``. An edit says what the person
saw there before, so that two who change the same cell cannot undo each other
unseen; edits of different cells go together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from jixiao.forms.rows import amount_in
from jixiao.forms.settle import YUAN
from jixiao.forms.sums import sums_of
from jixiao.model.difference import FIELDS as MEMBERS
from jixiao.model.errors import UsageError
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import AmountUnit, Form, Fund, FundsColumn, FundsItem, Goal, GoalSpan, Table
from jixiao.model.target import Blank, parse_target

NAMES = ("title", "year", "subject", "unit", "department")
_BLANK = {"title": "", "subject": ""}  # the others are None when nothing stands there
FIELDS = tuple("target" if each == "printed" else each for each in MEMBERS)
LABELS: Mapping[FundsItem, str] = {
    FundsItem.TOTAL: "资金总额",
    FundsItem.ANNUAL_TOTAL: "年度资金总额",
    FundsItem.FISCAL: "财政拨款",
    FundsItem.CURRENT_FISCAL: "当年财政拨款",
    FundsItem.CARRIED_OVER: "上年结转资金",
    FundsItem.OTHER_SOURCES: "其他资金",
    FundsItem.CENTRAL: "中央补助",
    FundsItem.LOCAL: "地方资金",
    FundsItem.PERSONNEL: "人员经费",
    FundsItem.OPERATION: "公用经费",
    FundsItem.BASIC: "基本支出",
    FundsItem.PROJECTS: "项目支出",
    FundsItem.EXPENDITURE_TOTAL: "支出预算合计",
    FundsItem.INCOME_TOTAL: "收入预算合计",
}
_Row = TypeVar("_Row")
_LONGEST = 20_000  # characters of a cell
_SILENT = Source(0, 1, 0, "")


class Edit(NamedTuple):
    """A new text for a cell. ``was`` is what the person saw there."""

    address: str
    was: str
    text: str


class Refused(NamedTuple):
    """An edit that was not made: what stands there now, and why."""

    edit: Edit
    now: str
    why: Message


@dataclass(frozen=True, slots=True)
class Edited:
    """The table with the edits that could be made, and those that could not."""

    table: Table
    refused: tuple[Refused, ...]


def empty_table(form: Form, title: str, *, year: int, subject: str, unit: str, department: str) -> Table:
    """A form nobody has filled in yet: one goal, no amounts, no indicators; amounts in 万元."""
    goal = Goal("", GoalSpan.ANNUAL, _SILENT)
    stated = AmountUnit("万元", stated=True)
    return Table(form, title, year, subject, unit or None, department or None, (goal,), stated, (), ())


def text_at(table: Table, address: str) -> str:
    """What stands in a cell; amounts in the table's unit. Raises `UsageError` for no such cell."""
    part, _, rest = address.partition(".")
    try:
        match part:
            case "goal":
                return table.goals[_place(rest)].text
            case "fund":
                fund = _fund_at(table, rest)
                return amount_text(fund.yuan, table.amount_unit) if fund else ""
            case "indicator":
                place, _, name = rest.partition(".")
                return _field(table.indicators[_place(place)], name)
            case _ if address in NAMES:
                return str(getattr(table, address) or "")
    except (ValueError, IndexError, KeyError) as error:
        raise _no_such(address) from error
    raise _no_such(address)


def edited(table: Table, edits: Iterable[Edit]) -> Edited:
    """The table after the edits, its sums added up anew. Raises `UsageError` for a cell that cannot be."""
    refused = []
    for edit in edits:
        now = text_at(table, edit.address)
        if now == edit.text:
            continue
        if now != edit.was:
            refused.append(Refused(edit, now, _CHANGED))
        elif why := _unfit(edit):
            refused.append(Refused(edit, now, why))
        else:
            table = _with(table, edit.address, edit.text)
    return Edited(replace(table, sums=sums_of(table.funds)), tuple(refused))


def with_indicator(table: Table, place: int, level1: str = "", level2: str = "") -> Table:
    """With a blank row at a place; levels not said are those of the row above."""
    rows = table.indicators
    above = rows[place - 1] if 0 < place <= len(rows) else None
    first = level1 or (above.level1 if above else "")
    second = level2 or (above.level2 if above and not level1 else "")
    row = Indicator(first, second, "", "", Blank(), _SILENT)
    return replace(table, indicators=(*rows[:place], row, *rows[place:]))


def without_indicator(table: Table, place: int) -> Table:
    rows = table.indicators
    return replace(table, indicators=(*rows[:place], *rows[place + 1 :]))


def with_rows(table: Table, place: int, rows: Sequence[Indicator]) -> Table:
    """With rows put in at a place: pasted ones, or suggested ones that were taken."""
    held = table.indicators
    return replace(table, indicators=(*held[:place], *rows, *held[place:]))


def with_indicator_moved(table: Table, place: int, to: int) -> Table:
    """With a row moved to another place; the same table where there is no such place."""
    rows = [*table.indicators]
    if not (0 <= place < len(rows) and 0 <= to < len(rows)):
        return table
    rows.insert(to, rows.pop(place))
    return replace(table, indicators=tuple(rows))


def spans_of(table: Table) -> tuple[GoalSpan, ...]:
    """The times for which its form asks goals, and those that it has."""
    asked = {GoalSpan.ANNUAL} if table.form is Form.UNIT_TARGETS else {GoalSpan.TOTAL, GoalSpan.ANNUAL}
    held = asked | {goal.span for goal in table.goals}
    return tuple(span for span in (GoalSpan.UNSAID, GoalSpan.TOTAL, GoalSpan.ANNUAL) if span in held)


def with_goal(table: Table, span: GoalSpan) -> Table:
    """With a blank goal, behind those of the same time; the term stands before the year."""
    order = spans_of(table)
    if span not in order:
        return table
    before = [goal for goal in table.goals if order.index(goal.span) <= order.index(span)]
    place = table.goals.index(before[-1]) + 1 if before else 0
    return replace(table, goals=(*table.goals[:place], Goal("", span, _SILENT), *table.goals[place:]))


def without_goal(table: Table, place: int) -> Table:
    return replace(table, goals=(*table.goals[:place], *table.goals[place + 1 :]))


def in_unit(table: Table, unit: str) -> Table:
    """With its amounts in another unit: the same money, written anew. Raises `UsageError` for no unit."""
    if unit not in YUAN:
        raise UsageError(Message(f"不是金额单位：{unit}", f"no unit of amounts: {unit}"))
    stated = AmountUnit(unit, stated=True)
    funds = tuple(
        replace(each, source=each.source._replace(text=amount_text(each.yuan, stated)))
        for each in table.funds
    )
    return replace(table, amount_unit=stated, funds=funds)


def amount_text(yuan: Decimal, unit: AmountUnit) -> str:
    """An amount as one would write it into the form.

    >>> amount_text(Decimal("22728800.00"), AmountUnit("万元", stated=True))
    '2272.88'
    """
    amount = (yuan / YUAN[unit.unit]).normalize()
    return f"{amount:f}"


_CHANGED = Message("此格已被他人修改", "someone else has changed this cell")
_NO_AMOUNT = Message("这里要填金额数字，例如 1,234.56", "an amount is wanted here, such as 1,234.56")
_NO_YEAR = Message("这里要填四位年份", "a year of four digits is wanted here")
_TOO_LONG = Message(f"文字超过 {_LONGEST:,} 字", f"more than {_LONGEST:,} characters")


def _unfit(edit: Edit) -> Message | None:
    if len(edit.text) > _LONGEST:
        return _TOO_LONG
    if not edit.text.strip():
        return None
    if edit.address.startswith("fund.") and amount_in(edit.text.strip()) is None:
        return _NO_AMOUNT
    if edit.address == "year" and not (edit.text.isascii() and edit.text.isdigit() and len(edit.text) == 4):
        return _NO_YEAR
    return None


def _with(table: Table, address: str, text: str) -> Table:
    part, _, rest = address.partition(".")
    match part:
        case "goal":
            return replace(table, goals=_at(table.goals, int(rest), lambda goal: replace(goal, text=text)))
        case "fund":
            return replace(table, funds=_funds_with(table, rest, text.strip()))
        case "indicator":
            place, _, name = rest.partition(".")
            rows = _at(table.indicators, int(place), lambda row: _row_with(row, name, text.strip()))
            return replace(table, indicators=rows)
        case "year":
            return replace(table, year=int(text) if text else None)
        case _:
            changes: dict[str, Any] = {part: text.strip() or _BLANK.get(part)}
            return replace(table, **changes)


def _at(held: tuple[_Row, ...], place: int, change: Callable[[_Row], _Row]) -> tuple[_Row, ...]:
    return (*held[:place], change(held[place]), *held[place + 1 :])


def _place(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _field(row: Indicator, name: str) -> str:
    if name not in FIELDS:
        raise KeyError(name)
    return row.printed if name == "target" else str(getattr(row, name) or "")


def _row_with(row: Indicator, name: str, text: str) -> Indicator:
    if name == "target":
        return replace(row, printed=text, target=parse_target(text), source=row.source._replace(text=text))
    changes: dict[str, Any] = {name: text if name.startswith("level") else text or None}
    return replace(row, **changes)


def _item(address: str) -> tuple[FundsItem, FundsColumn]:
    item, _, column = address.partition(".")
    return FundsItem(item), FundsColumn(column)


def _fund_at(table: Table, address: str) -> Fund | None:
    """An amount by its item and column, or by its place among all: ``#3``, where items do not tell it."""
    if address.startswith("#"):
        return table.funds[_place(address[1:])]
    item, column = _item(address)
    return next((each for each in table.funds if (each.item, each.column) == (item, column)), None)


def _funds_with(table: Table, address: str, text: str) -> tuple[Fund, ...]:
    held = _fund_at(table, address)
    others = tuple(each for each in table.funds if each is not held)
    amount = amount_in(text) if text else None
    if amount is None:
        return others
    digits, unit = amount
    yuan = Decimal(digits.replace(",", "")) * YUAN[unit or table.amount_unit.unit]
    if held:
        changed = replace(held, yuan=yuan, source=held.source._replace(text=text))
        return tuple(changed if each is held else each for each in table.funds)
    item, column = _item(address)
    added = Fund(item, LABELS.get(item, ""), column, "", yuan, _SILENT._replace(text=text))
    return (*others, added)


def _no_such(address: str) -> UsageError:
    return UsageError(Message(f"表中没有“{address}”这一格", f"the table has no cell “{address}”"))
