"""What a user gives to a score in files: deductions with their reasons, inputs of common indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from jixiao.cli.settings import toml_of
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.table import EVALUATIONS, Document, Table
from jixiao.scoring.score import Deduction, Place

EXECUTION = "execution"
_MEMBERS = frozenset({"table", "indicator", "row", "points", "reason"})


@dataclass(frozen=True, slots=True)
class Given:
    """One entry of a file of deductions.

    The row is an indicator by its name or its number from 1, or the budget's
    execution (None); ``table`` is the subject of its table, empty for any.
    """

    table: str
    row: str | int | None
    points: Decimal
    reason: str

    def places(self, document: Document) -> list[Place]:
        """The rows of the document that it means."""
        tables = enumerate(document.tables)
        scored = ((n, each) for n, each in tables if each.form in EVALUATIONS)
        fitting = ((n, each) for n, each in scored if self.table in ("", each.subject))
        return [Place(n, row) for n, each in fitting for row in self._rows(each)]

    def _rows(self, table: Table) -> Iterator[int | None]:
        if self.row is None:
            yield None
        elif isinstance(self.row, int):
            yield from [self.row - 1] if self.row <= len(table.indicators) else []
        else:
            yield from (n for n, each in enumerate(table.indicators) if each.level3 == self.row)

    @property
    def said(self) -> str:
        row = EXECUTION if self.row is None else str(self.row)
        return " ".join(filter(None, (self.table, row, f"{self.points}", self.reason)))


def deductions_of(path: Path) -> tuple[Given, ...]:
    """The entries of a file. Raises `UsageError` for one that cannot be meant."""
    return tuple(_given(path, where, entry) for where, entry in entries_of(path, "deduction", _MEMBERS))


def entries_of(path: Path, kind: str, members: frozenset[str]) -> Iterator[tuple[Message, Mapping[str, Any]]]:
    """The entries ``[[kind]]`` of a file that holds nothing else, each after where it stands.

    Raises `UsageError` for a file that is none, and for a member that is not known.
    """
    held = toml_of(path)
    entries = held.get(kind)
    is_list = isinstance(entries, list) and all(isinstance(each, dict) for each in entries)
    if held.keys() != {kind} or not is_list:
        raise unfit(path, Message(f"应只含 [[{kind}]]", f"it holds [[{kind}]] and nothing else"))
    for number, entry in enumerate(held[kind], 1):
        where = Message(f"第 {number} 个 [[{kind}]]：", f"[[{kind}]] {number}: ")
        if unknown := "、".join(sorted(entry.keys() - members)):
            raise unfit(
                path, Message(f"{where.zh}没有 {unknown} 这一项", f"{where.en}{unknown} is not known")
            )
        yield where, entry


def _given(path: Path, where: Message, entry: Mapping[str, Any]) -> Given:
    row, points, reason = _row(entry), number_in(entry.get("points")), entry.get("reason")
    if row == "":
        fault = Message(
            "写明 indicator（指标名称），或 row（第几项，或 execution）",
            "give indicator, the name, or row, its number or execution",
        )
    elif points is None or points <= 0:
        fault = Message("points 应为大于零的数", "points is a number above zero")
    elif not isinstance(reason, str) or not reason.strip():
        fault = Message("写明 reason（扣分原因）", "give the reason")
    else:
        return Given(str(entry.get("table", "")), None if row == EXECUTION else row, points, reason)
    raise unfit(path, Message(where.zh + fault.zh, where.en + fault.en))


def _row(entry: Mapping[str, Any]) -> str | int:
    """The row that an entry names; "" where it names none, or two."""
    row, name = entry.get("row"), entry.get("indicator")
    if (row is None) == (name is None):
        return ""
    if isinstance(name, str):
        return name
    return row if row == EXECUTION or (type(row) is int and row > 0) else ""


def deductions_for(document: Document, given: tuple[Given, ...]) -> Iterator[tuple[Given, Deduction]]:
    """What is deducted in a document. Raises `UsageError` where an entry could mean several rows."""
    for each in given:
        places = each.places(document)
        if len(places) > 1:
            raise UsageError(
                Message(
                    f"扣分“{each.said}”对应多行；请写明 table 或 row",
                    f"the deduction “{each.said}” fits several rows; give table or row",
                )
            )
        yield from ((each, Deduction(place, each.points, each.reason)) for place in places)


def facts_of(path: Path) -> Mapping[str, Mapping[str, Decimal]]:
    """Inputs of common indicators by the subject of their table; under "" those for every table."""
    held = toml_of(path)
    tables = {"": {name: each for name, each in held.items() if not isinstance(each, dict)}}
    tables |= {name: each for name, each in held.items() if isinstance(each, dict)}
    return {
        table: {name: _fact(path, name, each) for name, each in inputs.items()}
        for table, inputs in tables.items()
    }


def _fact(path: Path, name: str, given: Any) -> Decimal:
    number = number_in(given)
    if number is None:
        raise unfit(path, Message(f"{name}：应为数", f"{name}: a number is wanted"))
    return number


def number_in(given: object) -> Decimal | None:
    """Numbers may be given as text, which keeps every digit."""
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def unfit(path: Path, fault: Message) -> UsageError:
    return UsageError(Message(f"{path}：{fault.zh}", f"{path}: {fault.en}"))
