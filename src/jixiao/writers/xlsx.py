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
from jixiao.model.finding import Finding
from jixiao.model.message import Language, Message
from jixiao.model.table import Document, Form
from jixiao.writers.printed import place_of, valid, width_of
from jixiao.writers.rows import fund_rows, indicator_rows, numbered
from jixiao.writers.words import CLOSINGS, COMPARATORS, FORMS, HEADINGS, LEVELS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MAX_ROWS = 1_048_576 - 1  # of a sheet, below its heading
MAX_TEXT = 32_767  # characters of a cell
LINE, WRAPPED, MAX_HEIGHT = 15.0, 16.5, 409.0  # points of a row: of one line, of each of several, at most
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?|-?\d{1,15}(\.\d+)?")
SLACK = 1.05  # lines do not break at their very end
BORN = datetime(1980, 1, 1, tzinfo=UTC)  # the same content gives the same bytes


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: the word above it, its width, how its cells look.

    One that ``may_lack`` is left out where no row has anything for it.
    """

    name: str
    width: int
    style: str = "text"
    may_lack: bool = False


INDICATORS = (
    Column("document", 20, "line"),
    Column("table", 6, "count"),
    Column("form", 20, "line"),
    Column("year", 7, "count"),
    Column("subject", 28),
    Column("level1", 14),
    Column("level2", 18),
    Column("level3", 36),
    Column("target", 20, "strong"),
    Column("comparator", 9),
    Column("value", 10, "number"),
    Column("value_unit", 10),
    Column("weight", 8, "number", may_lack=True),
    Column("actual", 20, may_lack=True),
    Column("expected", 20, may_lack=True),
    Column("score", 8, "number", may_lack=True),
    Column("reason", 30, may_lack=True),
    Column("place", 20, "faint"),
)
FUNDS = (
    Column("document", 20, "line"),
    Column("table", 6, "count"),
    Column("year", 7, "count"),
    Column("subject", 28),
    Column("label", 28),
    Column("column", 18, may_lack=True),
    Column("amount", 20, "money"),
)
TABLES = (
    Column("document", 20, "line"),
    Column("table", 6, "count"),
    Column("form", 20, "line"),
    Column("title", 26),
    Column("year", 7, "count"),
    Column("subject", 28),
    Column("unit", 24, may_lack=True),
    Column("department", 24, may_lack=True),
    Column("goals", 80),
    Column("achieved", 60, may_lack=True),
    Column("amount_unit", 10),
    Column("closing", 16),
)
FINDINGS = (
    Column("document", 20, "line"),
    Column("level", 8, "level"),
    Column("subject", 28),
    Column("indicator", 30, may_lack=True),
    Column("message", 70),
    Column("suggestion", 40, may_lack=True),
    Column("basis", 30, may_lack=True),
    Column("rule", 22, "faint"),
    Column("place", 20, "faint"),
)


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    from xlsxwriter import Workbook

    every = list(documents)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": BORN})
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
        self.levels = {said.said_in(language): level.value for level, said in LEVELS.items()}
        looks: dict[str, dict[str, object]] = {
            "heading": {"bold": True, "bg_color": "#DCE6F1", "bottom": 1},
            "line": {"text_wrap": False},
            "text": {},
            "strong": {"bold": True},
            "faint": {"font_color": "#808080", "text_wrap": False},
            "count": {"align": "left"},
            "error": {"bold": True, "font_color": "#B42318"},
            "warning": {"font_color": "#93570A"},
            "note": {"font_color": "#175CD3"},
            "number": {"align": "right"},
            "money": {"num_format": "#,##0.00"},
        }
        self.styles = {
            name: book.add_format({"valign": "top", "text_wrap": True, **look})
            for name, look in looks.items()
        }

    def add(self, name: str, every: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
        """A sheet of these rows, without the columns that none of them fills."""
        columns, rows = _used(every, list(rows))
        self.stream(name, columns, rows)

    def stream(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
        """A sheet of these rows, written as they come."""
        sheet = self.book.add_worksheet(HEADINGS[name].said_in(self.language))
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, HEADINGS[column.name].said_in(self.language), self.styles["heading"])
        number = 0
        for number, row in enumerate(rows, start=1):
            if number > MAX_ROWS:
                raise _too_many_rows()
            sheet.set_row(number, _height(columns, row))
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, number, place, value, self._style(column, value))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, number, len(columns) - 1)
        _print_on_a4(sheet)

    def _style(self, column: Column, value: object) -> str:
        """Levels have a colour of their own."""
        return self.levels.get(str(value), "text") if column.style == "level" else column.style

    def _write(self, sheet: Any, row: int, column: int, value: object, style: str) -> None:
        """Texts as texts, never as formulas; numbers as numbers where they are plain."""
        if isinstance(value, int | Decimal):
            sheet.write_number(row, column, value, self.styles[style])
        elif style == "number" and isinstance(value, str) and _NUMBER.fullmatch(value):
            sheet.write_number(row, column, Decimal(value.replace(",", "")), self.styles[style])
        elif value:
            sheet.write_string(row, column, str(value)[:MAX_TEXT], self.styles[style])


def _used(
    columns: Sequence[Column], rows: list[Sequence[object]]
) -> tuple[list[Column], list[Sequence[object]]]:
    kept = [n for n, each in enumerate(columns) if not each.may_lack or any(row[n] for row in rows)]
    return [columns[n] for n in kept], [[row[n] for n in kept] for row in rows]


def _height(columns: Sequence[Column], row: Sequence[object]) -> float:
    """Room for the longest text once it is wrapped; not every program finds that out by itself."""
    lines = (
        sum(-(-(width_of(part) * SLACK + 1) // column.width) for part in str(value).split("\n"))
        for column, value in zip(columns, row, strict=True)
        if value and column.style in {"text", "strong"}
    )
    most = max(lines, default=1)
    return LINE if most <= 1 else min(WRAPPED * most, MAX_HEIGHT)


def _print_on_a4(sheet: Any) -> None:
    """Offices print: all columns on a landscape page, lines between them, the heading on each."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)  # printed as well


def _indicators(documents: list[Document], language: Language) -> Iterator[list[object]]:
    places = (place_of(each.source) for _, _, table in numbered(documents) for each in table.indicators)
    for row, place in zip(indicator_rows(documents), places, strict=True):
        yield [
            *row[:2],
            FORMS[Form(row.form)].said_in(language),
            *(row.year, row.subject, row.level1, row.level2, row.level3, row.target),
            COMPARATORS.get(row.comparator, Message(row.comparator, row.comparator)).said_in(language),
            *(row.value, row.value_unit, row.weight, row.actual, row.expected, row.score, row.reason),
            place.said_in(language),
        ]


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
            "\n".join(goal.achieved for goal in table.goals if goal.achieved),
            table.amount_unit.unit,
            CLOSINGS[table.closing].said_in(language),
        ]


def _findings(documents: list[Document], language: Language) -> Iterator[list[object]]:
    for document in documents:
        yield from (finding_cells(document, found, language) for found in document.findings)


def finding_cells(document: Document, found: Finding, language: Language) -> list[object]:
    """A row of `FINDINGS`."""
    return [
        valid(document.name),
        LEVELS[found.level].said_in(language),
        found.table,
        found.indicator,
        found.message.said_in(language),
        found.suggestion.said_in(language) if found.suggestion else "",
        found.basis.said_in(language) if found.basis else "",
        found.rule,
        place_of(found.source).said_in(language),
    ]


def _too_many_rows() -> UsageError:
    return UsageError(
        Message(
            f"Excel 的一个工作表最多 {MAX_ROWS:,} 行，放不下；请用 csv 或 parquet",
            f"A sheet of Excel holds no more than {MAX_ROWS:,} rows; write csv or parquet instead",
        )
    )
