"""A sheet of a workbook as its file has it, whichever of the file formats that is."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple

from jixiao.grid import locked
from jixiao.grid.grid import Cell
from jixiao.readers.number_format import Printer, general, printer, text_printer

# As Cell(row, column, text), in a third of the time: a sheet has many.
new_cell: Callable[[tuple[int, int, str, int, int, None, None]], Cell] = partial(tuple.__new__, Cell)

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Area(NamedTuple):
    """A merged range; rows and columns count from 1, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


new_area: Callable[[tuple[int, int, int, int]], Area] = partial(tuple.__new__, Area)  # as with cells


class Trouble(NamedTuple):
    """Something about a cell that becomes a finding. ``text`` is what stands there."""

    rule: str
    row: int
    column: int
    text: str


@dataclass
class Sheet:
    """What a sheet prints: its cells with something in them, still without their spans."""

    name: str
    is_hidden: bool = False
    has_hidden_rows: bool = False  # or columns
    cells: list[Cell] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    boxes: list[tuple[int, str]] = field(default_factory=list)  # text boxes: the row they hang at, the text
    troubles: list[Trouble] = field(default_factory=list)
    read_to_row: int = 0  # if reading stopped early, because of `Limits.cells`
    has_more_columns: bool = False  # than `Limits.columns`


class Hidden:
    """Rows and columns that are hidden. What matters is whether anything stands in them.

    Templates hide all columns to the right of the form, which nobody misses.
    """

    _LAST = 1_024  # column; no form is wider

    def __init__(self) -> None:
        self._rows: set[int] = set()
        self._columns: set[int] = set()

    def row(self, number: int) -> None:
        self._rows.add(number)

    def columns(self, first: int, last: int) -> None:
        if len(self._columns) < self._LAST:
            self._columns.update(range(first, min(last, self._LAST) + 1))

    def touches(self, cells: list[Cell]) -> bool:
        if not self._rows and not self._columns:
            return False
        return any(cell[0] in self._rows or cell[1] in self._columns for cell in cells)


@dataclass
class Styles:
    """The number formats of a workbook, by the number of the cell's style."""

    codes: list[str]
    since_1904: bool = False

    def __post_init__(self) -> None:
        self.printers: list[Printer] = [printer(code, since_1904=self.since_1904) for code in self.codes]
        # By the number as text, as XML has it; a cell without one has the first style.
        self.by_digits = {str(style): show for style, show in enumerate(self.printers)}
        self.by_digits[""] = self.by_digits.get("0", general)
        found = {index: text_printer(code) for index, code in enumerate(self.codes)}
        self.text_printers = {index: shown for index, shown in found.items() if shown}

    def number(self, style: int, value: float) -> str:
        return self.printers[style](value) if 0 <= style < len(self.printers) else general(value)

    def text(self, style: int, text: str) -> str:
        shown = self.text_printers.get(style)
        return shown(text) if shown else text


@contextmanager
def many_cells() -> Iterator[None]:
    """Around the making of cells: they refer to nothing that could refer back.

    Python's collector does not know that and looks at all of them again and
    again, which takes as long as making them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def clean(text: str) -> str:
    """A stored text as it prints: line ends are ``\\n``, ``_x000D_`` is undone, NULs are removed.

    Of blanks alone, nothing is left.
    """
    text = text.replace("\r\n", "\n")  # before the escapes: _x000D_ and a line end of the file are two
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        # Halves of a pair come one by one; a half alone is no character.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return "" if text.isspace() else text


def is_left_out(name: str, *, is_hidden: bool) -> bool:
    """Whether a sheet is hidden, but for the one that keeps the locked cells."""
    return is_hidden and name != locked.SHEET


def serial(value: str) -> str:
    """An ISO date as the number that other programs store for it."""
    try:
        moment = datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return value
    return str((moment - datetime(1899, 12, 30)).total_seconds() / 86_400)  # noqa: DTZ001 - sheets know no zones


def column_letters(number: int) -> str:
    """1 is ``A``, 27 is ``AA``."""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
