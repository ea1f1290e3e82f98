"""What a workbook to be filled in keeps of its locked cells, to be held against when it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jixiao.grid.grid import Cell

#: The hidden sheet that keeps them. Cells of a sheet are what Excel, WPS, LibreOffice and the
#: libraries all save again; custom properties end after 255 characters, and parts of one's own
#: are dropped.
SHEET = "jixiao-locked"
FIRST_ROW = 2  # the first one says what the sheet is for
ABOUT = (
    "本工作表由 jixiao 用来核对锁定的单元格，请勿改动。"
    " jixiao compares the locked cells with this sheet; please leave it as it is."
)


class Locked(NamedTuple):
    """A locked cell, and the text that stood in it when the workbook was made; "" if it was blank."""

    sheet: str
    row: int
    column: int
    text: str


def locked_cells(cells: Iterable[Cell]) -> Iterator[Locked]:
    """What the hidden sheet keeps: name of the sheet, row, column and text, a row for each cell.

    >>> list(locked_cells([Cell(2, 1, "自评表"), Cell(2, 2, "5"), Cell(2, 3, "4"), Cell(2, 4, "≥90%")]))
    [Locked(sheet='自评表', row=5, column=4, text='≥90%')]
    """
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        if cell.row >= FIRST_ROW:
            rows.setdefault(cell.row, {})[cell.column] = cell.text
    for held in rows.values():
        row, column = held.get(2, ""), held.get(3, "")
        if row.isdecimal() and column.isdecimal():
            yield Locked(held.get(1, ""), int(row), int(column), held.get(4, ""))
