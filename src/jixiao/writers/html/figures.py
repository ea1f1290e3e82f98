"""What is shown of the cells of a source without pages: which rows, which spans, and what they became.

Nothing here says how it is drawn, so that each page draws it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.grid.grid import Block, Borders, Cell, Grid
from jixiao.writers.html.shown import Outlined, Shown

_WHOLE = 300  # rows of a grid that are shown even where nothing was read
_NEAR = 5  # rows around those that were read, in a longer one
_ABOVE = 6  # paragraphs above a table: its title, its year, its unit of amounts


class Piece(NamedTuple):
    """A text or a part of it, and its outline where it became something."""

    text: str
    outlined: Outlined | None = None


class Drawn(NamedTuple):
    """A cell, or what of it falls to the rows and columns that are shown; blank without a piece."""

    pieces: tuple[Piece, ...] = ()
    rowspan: int = 1
    colspan: int = 1


class Row(NamedTuple):
    number: int
    cells: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Paragraphs above a table, and one with a cell of it."""

    paragraphs: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A grid by runs of its rows; a number stands for so many rows that are left out."""

    grid: Grid
    columns: int
    runs: tuple[tuple[Row, ...] | int, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether cells stand at their true places; else there are lines with what is known of them."""
        return self.grid.borders is Borders.DRAWN


def figures_of(shown: Shown, others: Sequence[Shown], blocks: Sequence[Block]) -> Iterator[Texts | Figure]:
    """The grids with cells of the table, and the paragraphs above them or with a cell of it."""
    above: list[Piece] = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Grid):
            if any(place.table == block.number for place in shown.cells):
                yield from _texts(above[-_ABOVE:])
                yield _figure(block, shown, others)
            above = []
        elif cells := shown.at(0, number):
            yield from _texts([*above[-_ABOVE:], Piece(block.text, cells[0])])
            above = []
        else:
            above.append(Piece(block.text))


def _texts(paragraphs: Sequence[Piece]) -> Iterator[Texts]:
    if paragraphs:
        yield Texts(tuple(paragraphs))


def _figure(grid: Grid, shown: Shown, others: Sequence[Shown]) -> Figure:
    first, last = _span(grid, shown, others)
    is_drawn = grid.borders is Borders.DRAWN
    columns = _columns(grid) if is_drawn else 1
    runs: list[tuple[Row, ...] | int] = []
    reached = first - 1
    for run in _runs(grid, shown, first, last):
        if run.start > reached + 1:
            runs.append(run.start - reached - 1)
        runs.append(tuple(_drawn(grid, shown, run, columns) if is_drawn else _printed(grid, shown, run)))
        reached = run.stop - 1
    if last > reached:
        runs.append(last - reached)
    return Figure(grid, columns, tuple(runs))


def _span(grid: Grid, shown: Shown, others: Sequence[Shown]) -> tuple[int, int]:
    """From the last row of the table above to the last of its own; to the end if no table follows."""
    own = [place.row for place in shown.cells if place.table == grid.number]
    above = [each.last.row for each in others if each.last.table == grid.number and each.last < shown.last]
    follows = any(each.first.table == grid.number and each.first > shown.first for each in others)
    begin = max(max(above, default=0) + 1, min(cell.row for cell in grid.cells))
    end = max(cell.row + cell.rowspan - 1 for cell in grid.cells)
    return min(begin, *own), max(own) if follows else end


def _runs(grid: Grid, shown: Shown, first: int, last: int) -> Iterator[range]:
    """The rows that are shown: all, or of very many those around what was read."""
    if last - first < _WHOLE:
        yield range(first, last + 1)
        return
    start = stop = first
    for row in sorted({place.row for place in shown.cells if place.table == grid.number}):
        if row - _NEAR > stop:
            if stop > start:
                yield range(start, stop)
            start = row - _NEAR
        stop = min(row + _NEAR, last) + 1
    yield range(start, stop)


def _columns(grid: Grid) -> int:
    return max((cell.column + cell.colspan - 1 for cell in grid.cells if cell.text.strip()), default=1)


def _drawn(grid: Grid, shown: Shown, run: range, columns: int) -> Iterator[Row]:
    """Rows with their spans; a cell that begins above the run begins with it."""
    for row in run:
        cells = []
        column = 1
        while column <= columns:
            cell = grid.places.get((row, column))
            width = min(cell.colspan, columns - column + 1) if cell else 1
            if cell is None:
                cells.append(Drawn())
            elif row == max(cell.row, run.start) and column == cell.column:
                height = min(cell.row + cell.rowspan, run.stop) - row
                cells.append(Drawn((_whole(grid, cell, shown, row),), height, width))
            column += width
        yield Row(row, tuple(cells))


def _whole(grid: Grid, cell: Cell, shown: Shown, row: int) -> Piece:
    """A cell; its outline only where it begins, not where it goes on behind rows that are left out."""
    outlined = shown.at(grid.number, cell.row, cell.column) if row == cell.row else ()
    return Piece(cell.text, next(iter(outlined), None))


def _printed(grid: Grid, shown: Shown, run: range) -> Iterator[Row]:
    """Lines with the pieces that are known of them."""
    rows = {cells[0].row: cells for cells in grid.rows}
    for row in run:
        if row in rows:
            yield Row(row, tuple(Drawn(tuple(_parts(cell, shown, grid.number))) for cell in rows[row]))


def _parts(cell: Cell, shown: Shown, number: int) -> Iterator[Piece]:
    """A text with the parts of it that became something."""
    reached = 0
    for outlined in shown.at(number, cell.row, cell.column):
        start = outlined.place.start
        yield Piece(cell.text[reached:start])
        yield Piece(outlined.source.text, outlined)
        reached = start + len(outlined.source.text)
    yield Piece(cell.text[reached:])
