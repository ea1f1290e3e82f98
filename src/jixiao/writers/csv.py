"""Tidy CSV: one indicator a row, under the names of the contract.

UTF-8 with a mark, so that Excel opens it right. A text that a spreadsheet
would run as a formula gets an apostrophe before it: ``=100%`` is written
``'=100%``; comparator, value and value_unit say the same without it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.rows import IndicatorRow, indicator_rows

_FORMULA = re.compile(r"[=+\-@\t\r]")
_HARMLESS = re.compile(r"[=+-]|[+-]?[\d.,]+[%％]?")


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    del language  # a data file has one heading
    yield b"\xef\xbb\xbf" + line(IndicatorRow._fields)
    for row in indicator_rows(documents):
        yield line([guarded(value) for value in row])


def guarded(value: str | int | None) -> str | int | None:
    """The value, with an apostrophe where a spreadsheet would take it for a formula.

    >>> guarded("=HYPERLINK(A1)"), guarded("=100%"), guarded("-5"), guarded("=")
    ("'=HYPERLINK(A1)", "'=100%", '-5', '=')
    """
    if isinstance(value, str) and _FORMULA.match(value) and not _HARMLESS.fullmatch(value):
        return f"'{value}"
    return value


def line(values: Iterable[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue().encode()
