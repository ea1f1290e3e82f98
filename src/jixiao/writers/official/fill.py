"""A table put into a layout: the sheet, and what the form has no place for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fnmatch import fnmatchcase

from jixiao.model.finding import Finding
from jixiao.model.table import FundsColumn, Table
from jixiao.writers.official.layout import Layout
from jixiao.writers.official.names import MERGED, align_of, holds_amounts, holds_goals, is_number
from jixiao.writers.official.omitted import omitted
from jixiao.writers.official.picture import ABOVE, FIELD, LEFT, Box, Mark, Row, boxes
from jixiao.writers.official.place import Placed, amount_rows, goal_rows, placed
from jixiao.writers.official.said import Said, Texts, said_in
from jixiao.writers.official.sheet import Align, Cell, Line, Look, Sheet

_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?")
_ROOM = "\u3000\u3000"  # to write in, where a field within words is blank
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with a table in it; the findings say what it has no place for."""

    sheet: Sheet
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Patterns of the fields that a person fills in, and of those that a person confirms.

    ``*.executed`` is every amount of that time of the year.
    """

    entries: Collection[str] = ()
    proposed: Collection[str] = ()

    def look(self, name: str) -> Look:
        if any(fnmatchcase(name, each) for each in self.proposed):
            return Look.PROPOSED
        is_entry = any(fnmatchcase(name, each) for each in self.entries)
        return Look.ENTRY if is_entry or (self.entries and not name) else Look.VALUE


NOTHING = Asked()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A row of the sheet: its marks, and what their fields say."""

    row: Row
    said: Texts
    entry: int | None = None


def fill(layout: Layout, table: Table, asked: Asked = NOTHING) -> Filled:
    """The table as the form prints it: texts as they are, amounts exact in the form's unit."""
    said = said_in(table, layout.amounts)
    sheet = sheet_of(layout, said, table.subject or table.title, asked)
    return Filled(sheet, tuple(omitted(layout, table, said)))


def sheet_of(layout: Layout, said: Said, name: str, asked: Asked = NOTHING) -> Sheet:
    """The sheet that shows what is said, by whatever says it."""
    once, goals = placed(layout, said), list(said.goals)
    texts = once.texts
    head = _around(layout.head, goals, once)
    rows = [*head, *(_Drawn(row, texts) for row in layout.heads), *_rows(layout.row, said.rows)]
    rows += _around(layout.tail, goals, once)
    cells = tuple(_cells(rows, layout, asked))
    return Sheet(
        name,
        tuple(_line(line, texts, asked) for line in layout.above),
        layout.widths,
        cells,
        tuple(_line(line, texts, asked) for line in layout.below),
        (len(head) + 1, len(head) + len(layout.heads)) if layout.heads else None,
        layout.is_wide,
        _formulas(layout.formulas, {cell.name for cell in cells}),
    )


def _around(rows: Sequence[Row], goals: list[Texts], once: Placed) -> list[_Drawn]:
    """The rows above or below the indicators; those of goals and of other amounts as often as needed.

    Goals that are placed are taken from the list.
    """
    drawn: list[_Drawn] = []
    for row in rows:
        if holds_amounts(row):
            drawn += _repeated(row, amount_rows(row, once.left), once.texts)
        elif holds_goals(row):
            drawn += _repeated(row, goal_rows(row, goals) or [{}], once.texts)
        else:
            drawn.append(_Drawn(row, once.texts))
    return drawn


def _repeated(row: Row, saids: Iterable[Texts], texts: Texts) -> Iterator[_Drawn]:
    """A row for each; the words of the form stand once, beside all of them."""
    again = tuple(mark if mark.is_field or mark == LEFT else ABOVE for mark in row)
    for at, said in enumerate(saids):
        yield _Drawn(again if at else row, {**texts, **said})


def _rows(row: Row, saids: Sequence[Texts]) -> Iterator[_Drawn]:
    """A row for each indicator; levels that stay the same stand once. A blank one where there is none."""
    before: Texts = {}
    for entry, said in enumerate(saids or [{}] if row else []):
        same = _same(before, said)
        yield _Drawn(tuple(ABOVE if same.intersection(mark.names) else mark for mark in row), said, entry)
        before = said


def _same(before: Texts, said: Texts) -> frozenset[str]:
    """The levels that both rows share, from the first on."""
    differs = next((at for at, name in enumerate(MERGED) if before.get(name) != said.get(name)), len(MERGED))
    return frozenset(name for name in MERGED[:differs] if name in said)


def _cells(rows: Sequence[_Drawn], layout: Layout, asked: Asked) -> Iterator[Cell]:
    for box in boxes([drawn.row for drawn in rows]):
        drawn = rows[box.row]
        mark = drawn.row[box.column]
        yield (_field if mark.is_field else _words)(box, mark, drawn, layout, asked)


def _words(box: Box, mark: Mark, drawn: _Drawn, _layout: Layout, asked: Asked) -> Cell:
    """Words of the form; a person writes what is to stand among them and is not known (1-7月执行数)."""
    text = _with_fields(mark.text, drawn.said)
    look = Look.ENTRY if asked.entries and _has_room(text) else Look.LABEL
    return Cell(*_place(box), text, box.rowspan, box.colspan, look, Align.CENTRE)


def _field(box: Box, mark: Mark, drawn: _Drawn, layout: Layout, asked: Asked) -> Cell:
    name, text = mark.names[0], _said(mark, drawn.said)
    is_plain = is_number(name) and _PLAIN.fullmatch(text)
    return Cell(
        *_place(box),
        text,
        box.rowspan,
        box.colspan,
        asked.look(name),
        align_of(name),
        Decimal(text.replace(",", "")) if is_plain else None,
        name,
        drawn.entry,
        layout.choices.get(name, ()),
    )


def _said(mark: Mark, said: Texts) -> str:
    """The first that is said of what may stand there."""
    return next((said[name] for name in mark.names if name in said), "")


def _place(box: Box) -> tuple[int, int]:
    return box.row + 1, box.column + 1


def _line(line: Line, said: Texts, asked: Asked) -> Line:
    text = _with_fields(line.text, said)
    return replace(line, text=text, is_open=bool(asked.entries) and _has_room(text))


def _with_fields(text: str, said: Texts) -> str:
    return FIELD.sub(lambda found: said.get(found[1], _ROOM), text)


def _has_room(text: str) -> bool:
    return _ROOM in text


def _formulas(formulas: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    """The formulas whose cell the form has; one of an item holds in every column of it."""
    found: dict[str, str] = {}
    for name, formula in formulas.items():
        if name in names:
            found[name] = formula
        for column in filter(None, FundsColumn):
            if f"{name}.{column}" in names:
                found[f"{name}.{column}"] = _NAME.sub(rf"\g<0>.{column}", formula)
    return found
