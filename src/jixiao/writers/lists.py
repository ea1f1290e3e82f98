"""Plain lists as a workbook: forms to fill in, and what a page shows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, BinaryIO

from jixiao.writers.printed import width_of

_WIDEST = 40
_CHECKED = 1_000  # rows in which a choice is offered
_MEASURED = 200  # rows by which the columns of a long list are made as wide as they need to be
_SHEET = 1_000_000  # rows; Excel takes 48,576 more


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``choices`` are the words offered below it."""

    heading: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """One sheet. All cells are texts, so that a code keeps its zeros."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]] = ()


def write_lists(lists: Iterable[List]) -> bytes:
    from xlsxwriter import Workbook  # slow to load

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#EEF2F6", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        for each in lists:
            sheet = book.add_worksheet(each.name)
            for place, column in enumerate(each.columns):
                widths = map(width_of, (column.heading, *column.choices, *(row[place] for row in each.rows)))
                sheet.set_column(place, place, min(max(widths) + 4, _WIDEST), text)
                sheet.write_string(0, place, column.heading, head)
                if column.choices:
                    offer = {"validate": "list", "source": list(column.choices)}
                    sheet.data_validation(1, place, _CHECKED, place, offer)
            for number, row in enumerate(each.rows, start=1):
                for place, value in enumerate(row):
                    sheet.write_string(number, place, value, text)
            sheet.freeze_panes(1, 0)
    return out.getvalue()


def write_rows(out: BinaryIO, name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A list of any length, row by row; what goes beyond a sheet stands on the next."""
    from xlsxwriter import Workbook  # slow to load

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#EEF2F6", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        left, number = iter(rows), 1
        while (first := list(islice(left, _MEASURED))) or number == 1:
            sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
            for place, heading in enumerate(headings):
                widths = map(width_of, (heading, *(row[place] for row in first)))
                sheet.set_column(place, place, min(max(widths) + 4, _WIDEST), text)
                sheet.write_string(0, place, heading, head)
            sheet.freeze_panes(1, 0)
            _fill(sheet, chain(first, islice(left, _SHEET - len(first))), text)
            number += 1


def _fill(sheet: Any, rows: Iterable[Sequence[str]], text: Any) -> None:
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            sheet.write_string(number, place, value, text)
