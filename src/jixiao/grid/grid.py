"""A table as it was printed, and the document it stood in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from jixiao.model.finding import Finding
from jixiao.model.source import Source


class Cell(NamedTuple):
    """A cell by its top left corner; rows and columns count from 1.

    ``text`` is as printed, line breaks kept. A merged cell covers ``rowspan``
    by ``colspan`` places and is listed once, at its first place. ``box`` is
    (left, top, right, bottom) in points from the page's top left, the page
    turned so that its text reads upright; ``page`` is None on the grid's own page.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    box: tuple[float, float, float, float] | None = None
    page: int | None = None


class Borders(Enum):
    """How much of the cell borders a document still shows."""

    DRAWN = "drawn"  # every cell with its place and span
    ROWS = "rows"  # row ends known; blank cells dropped, so columns are not
    CELLS = "cells"  # cell ends known, row ends not
    LINES = "lines"  # line ends only; a cell may run over several lines


@dataclass(frozen=True)
class Grid:
    """One table. ``number`` counts the tables of the document from 1.

    With ``borders`` DRAWN, cells stand at their true places. Otherwise
    ``row`` is the line of the text and ``column`` the order in that line;
    ``open_rows`` are lines whose end is not marked, so that the next line may
    belong to the same row (ROWS) or the same cell (CELLS). Cells are sorted by row and column.
    ``recognised`` says that characters were read from a picture, so that some may be others.
    """

    cells: tuple[Cell, ...]
    number: int
    page: int | None = None
    sheet: str | None = None
    borders: Borders = Borders.DRAWN
    open_rows: frozenset[int] = frozenset()
    recognised: bool = False

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells by the row they begin in; rows without a cell are left out."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return tuple(tuple(cells) for cells in found.values())

    @cached_property
    def places(self) -> dict[tuple[int, int], Cell]:
        """Every place (row, column) to the cell that covers it."""
        covered: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            row, column, _, rowspan, colspan, _, _ = cell
            if rowspan == 1 and colspan == 1:
                covered[row, column] = cell
                continue
            for r in range(row, row + rowspan):
                for c in range(column, column + colspan):
                    covered[r, c] = cell
        return covered

    def source(self, cell: Cell) -> Source:
        page = self.page if cell.page is None else cell.page
        return Source(self.number, cell.row, cell.column, cell.text, page, self.sheet, cell.box)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text outside tables: titles, years, units of amounts, prose."""

    text: str
    page: int | None = None
    sheet: str | None = None


Block = Paragraph | Grid


@dataclass(frozen=True)
class Reading:
    """What a reader found in one file: paragraphs and grids in reading order.

    ``name`` is the file's name, with the path inside an archive behind a
    ``/``; ``format`` is what the content is ("docx"), not what the suffix
    claims; ``sha256`` is of the file's bytes.
    """

    name: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))
