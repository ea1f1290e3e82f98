"""What a table says, as texts by the names of a form's fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.model.indicator import Indicator
from jixiao.model.number import plain
from jixiao.model.source import Source
from jixiao.model.table import AmountUnit, Fund, FundsItem, Goal, Table
from jixiao.model.target import Bound, Graded, Range, facts, print_target
from jixiao.model.term import is_of_term
from jixiao.writers.printed import amount_in

Texts = Mapping[str, str]
_PERIOD = re.compile(r"\d{1,2}\s*[-—~至]\s*\d{1,2}月")  # 1-7月执行数
_CONCLUSION = ("weight", "score", "problems", "improvements", "reasons", "notes")
_EXECUTION = ("rate", "weight", "score", "reason")
_TICK = "√"
_ROW = ("weight", "actual", "expected", "score", "reason", "criterion", "chance", "remark")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with the names that a place for it may have.

    ``other`` is its name in a row for amounts that have no place of their own.
    """

    names: tuple[str, ...]
    other: str
    label: str
    heading: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Said:
    """The fields of the table, its amounts, its goals and its indicators, blank ones left out."""

    fields: Texts
    amounts: tuple[Amount, ...] = ()
    goals: tuple[Texts, ...] = ()
    rows: tuple[Texts, ...] = ()


def said_in(table: Table, amounts: str) -> Said:
    """What the table says, amounts in the given unit, exactly."""
    unit = AmountUnit(amounts, stated=True)
    return Said(
        _held(_fields(table)),
        tuple(_amount(fund, table.funds, unit) for fund in table.funds),
        tuple(_held(_goal(goal)) for goal in table.goals),
        tuple(_held(_row(each)) for each in table.indicators),
    )


def _held(said: Mapping[str, str | None]) -> Texts:
    return {name: text for name, text in said.items() if text}


def _fields(table: Table) -> dict[str, str | None]:
    return {
        "subject": table.subject,
        "unit": table.unit,
        "department": table.department,
        "year": str(table.year or ""),
        "period": _period(table.funds),
        **{f"execution.{name}": getattr(table.execution, name, None) for name in _EXECUTION},
        **{f"conclusion.{name}": getattr(table.conclusion, name, None) for name in _CONCLUSION},
    }


def _period(funds: Sequence[Fund]) -> str:
    """The months that a monitoring looks at, as the heads of its amounts name them."""
    found = (_PERIOD.search(fund.heading) for fund in funds)
    return next((months[0] for months in found if months), "")


def _goal(goal: Goal) -> dict[str, str | None]:
    name = f"goal.{goal.span.value}" if goal.span.value else "goal"
    return {name: goal.text, "goal.achieved": goal.achieved}


def _row(indicator: Indicator) -> dict[str, str | None]:
    comparator, value, unit = _parts(indicator)
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "target": indicator.printed,
        "comparator": comparator,
        "value": value,
        "unit": unit,
        **{name: getattr(indicator, name) for name in _ROW},
        f"chance={indicator.chance}": _TICK if indicator.chance else "",
    }


def _parts(indicator: Indicator) -> tuple[str, str, str]:
    """Comparator, value and unit, where they are all that is printed; else all of it is the value.

    不低于95% keeps its words: a sign would say the same, but is not what stands there.
    """
    target = indicator.target
    if isinstance(target, Graded):
        return "定性", indicator.printed, ""
    is_all = plain(print_target(target)) == plain(indicator.printed)
    if not isinstance(target, Bound | Range) or not is_all:
        return "", indicator.printed, ""
    sign = target.comparator.sign if isinstance(target, Bound) and target.comparator else ""
    _, value, unit = facts(target)
    return sign, value or "", unit or ""


def _names(fund: Fund, funds: Sequence[Fund]) -> tuple[str, ...]:
    """The names of places for the amount: with its label or heading, and by its item alone."""
    key = _key(fund)
    special = tuple(f"{key}@{_word(text)}" for text in (fund.label, fund.heading) if text)
    if fund.item is FundsItem.OTHER:
        return special
    return (*special, f"term.{key}" if is_of_term(fund, funds) else key)


def _word(label: str) -> str:
    """As a layout names it: without 其中 before and a colon behind."""
    return plain(label).removeprefix("其中").strip(":")


def _key(fund: Fund) -> str:
    return f"{fund.item.value}.{fund.column.value}" if fund.column.value else fund.item.value


def _amount(fund: Fund, funds: Sequence[Fund], unit: AmountUnit) -> Amount:
    other = f"amount.{fund.column.value}" if fund.column.value else "amount"
    text = amount_in(unit, fund.yuan)
    return Amount(_names(fund, funds), other, fund.label, fund.heading, text, fund.source)
