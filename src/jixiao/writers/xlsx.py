"""A workbook to work on: indicators, funds, tables and findings, a sheet each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.model.errors import UsageError
from jixiao.model.message import Language, Message
from jixiao.model.table import Document, Form
from jixiao.writers.printed import place_of, valid
from jixiao.writers.rows import fund_rows, indicator_rows, numbered
from jixiao.writers.words import CLOSINGS, FORMS, HEADINGS, LEVELS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MAX_ROWS = 1_048_576 - 1  # of a sheet, below its heading
MAX_TEXT = 32_767  # characters of a cell
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?|-?\d{1,15}(\.\d+)?")
_BORN = datetime(1980, 1, 1, tzinfo=UTC)  # the same content gives the same bytes


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: the word above it, its width, how its cells look."""

    name: str
    width: int
    style: str = "text"


INDICATORS = (
    Column("document", 18),
    Column("table", 6),
    Column("form", 18),
    Column("year", 7),
    Column("subject", 28),
    Column("level1", 12),
    Column("level2", 14),
    Column("level3", 34),
    Column("target", 20, "strong"),
    Column("comparator", 8),
    Column("value", 10, "number"),
    Column("value_unit", 10),
    Column("weight", 8, "number"),
    Column("actual", 20),
    Column("score", 8, "number"),
    Column("reason", 30),
    Column("place", 22, "faint"),
)
FUNDS = (
    Column("document", 18),
    Column("table", 6),
    Column("year", 7),
    Column("subject", 28),
    Column("label", 26),
    Column("column", 18),
    Column("amount", 20, "money"),
)
TABLES = (
    Column("document", 18),
    Column("table", 6),
    Column("form", 18),
    Column("title", 28),
    Column("year", 7),
    Column("subject", 28),
    Column("unit", 24),
    Column("department", 24),
    Column("goals", 80),
    Column("amount_unit", 9),
    Column("closing", 16),
)
FINDINGS = (
    Column("document", 18),
    Column("level", 8),
    Column("subject", 28),
    Column("indicator", 34),
    Column("message", 80),
    Column("suggestion", 50),
    Column("basis", 30),
    Column("rule", 24, "faint"),
    Column("place", 22, "faint"),
)


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    from xlsxwriter import Workbook

    every = list(documents)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _BORN})
        sheets = Sheets(book, language)
        sheets.add("indicators", INDICATORS, _indicators(every, language))
        sheets.add("funds", FUNDS, ([*row[:2], row.year, row.subject, *row[5:]] for row in fund_rows(every)))
        sheets.add("tables", TABLES, _tables(every, language))
        sheets.add("findings", FINDINGS, _findings(every, language))
    yield out.getvalue()


class Sheets:
    """The sheets of one workbook, with a frozen heading and filters on each."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book = book
        self.language = language
        look = {"valign": "top", "text_wrap": True}
        self.styles = {
            "heading": book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1, **look}),
            "text": book.add_format(look),
            "strong": book.add_format({"bold": True, **look}),
            "faint": book.add_format({"font_color": "#808080", **look}),
            "number": book.add_format({"align": "right", **look}),
            "money": book.add_format({"num_format": "#,##0.00", **look}),
        }

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
        sheet = self.book.add_worksheet(HEADINGS[name].said_in(self.language))
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, HEADINGS[column.name].said_in(self.language), self.styles["heading"])
        last = 0
        for last, row in enumerate(rows, start=1):
            _refuse_beyond(last)
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, last, place, value, column.style)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write(self, sheet: Any, row: int, column: int, value: object, style: str) -> None:
        """Texts as texts, never as formulas; numbers as numbers where they are plain."""
        if isinstance(value, int | Decimal):
            sheet.write_number(row, column, value, self.styles[style])
        elif style == "number" and isinstance(value, str) and _NUMBER.fullmatch(value):
            sheet.write_number(row, column, Decimal(value.replace(",", "")), self.styles[style])
        elif value:
            sheet.write_string(row, column, str(value)[:MAX_TEXT], self.styles[style])


def _indicators(documents: list[Document], language: Language) -> Iterator[list[object]]:
    places = (place_of(each.source) for _, _, table in numbered(documents) for each in table.indicators)
    for row, place in zip(indicator_rows(documents), places, strict=True):
        form = FORMS[Form(row.form)].said_in(language)
        yield [row.document, row.table, form, row.year, row.subject, *row[8:19], place.said_in(language)]


def _tables(documents: list[Document], language: Language) -> Iterator[list[object]]:
    for name, number, table in numbered(documents):
        yield [
            name,
            number,
            FORMS[table.form].said_in(language),
            table.title,
            table.year,
            table.subject,
            table.unit,
            table.department,
            "\n".join(goal.text for goal in table.goals),
            table.amount_unit.unit,
            CLOSINGS[table.closing].said_in(language),
        ]


def _findings(documents: list[Document], language: Language) -> Iterator[list[object]]:
    for document in documents:
        for found in document.findings:
            yield [
                valid(document.name),
                LEVELS[found.level].said_in(language),
                found.table,
                found.indicator,
                found.message.said_in(language),
                found.suggestion.said_in(language) if found.suggestion else "",
                found.basis,
                found.rule,
                place_of(found.source).said_in(language),
            ]


def _refuse_beyond(row: int) -> None:
    if row > MAX_ROWS:
        raise UsageError(
            Message(
                f"Excel 的一个工作表放不下 {MAX_ROWS:,} 行以上；请用 csv 或 parquet",
                f"A sheet of Excel holds no more than {MAX_ROWS:,} rows; write csv or parquet instead",
            )
        )
