"""Where a value was printed."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """The cell that a value was read from; counting starts at 1.

    ``table`` counts the grids of the document, ``row`` and ``column`` the
    cells of that grid (of the sheet, in a workbook, so that ``row=5,
    column=3`` is C5). Texts without cells give the line as ``row``.
    ``box`` is (left, top, right, bottom) in points from the page's top left.
    """

    table: int
    row: int
    column: int
    text: str
    page: int | None = None
    sheet: str | None = None
    box: tuple[float, float, float, float] | None = None
