"""Which cell became what.

Most values know their cells. Levels and points keep their text alone: they are
found again where they must stand, and only if the very text is printed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from jixiao.grid.grid import Block, Borders, Cell, Grid, Paragraph
from jixiao.grid.text import compact
from jixiao.model.indicator import Indicator
from jixiao.model.source import Source
from jixiao.model.table import Table

_ABOVE = 80  # lines in which the level of an indicator stands where columns are lost
FACTS = ("subject", "unit", "department")
VALUES = ("weight", "actual", "expected", "score", "reason")


class Role(StrEnum):
    """What a cell became."""

    LEVEL = "level"
    NAME = "name"
    TARGET = "target"
    VALUE = "value"
    FUNDS = "funds"
    GOAL = "goal"
    FACT = "fact"


class Place(NamedTuple):
    """The first place of a cell; table 0 are the paragraphs, by their number.

    In a text without borders a value is a part of its line that begins at ``start``.
    """

    table: int
    row: int
    column: int
    start: int = 0


class Mark(NamedTuple):
    """A value that was read, by its name in the table (i3.target), and the cell that it came from."""

    value: str
    role: Role
    place: Place
    source: Source


class Grids:
    """The grids of a document by number, their cells by the rows that they cover."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        found = list(enumerate(blocks, 1))
        self._grids = {block.number: block for _, block in found if isinstance(block, Grid)}
        self._paragraphs = {n: block.text for n, block in found if isinstance(block, Paragraph)}
        self._rows: dict[int, dict[int, list[Cell]]] = {}

    def get(self, number: int) -> Grid | None:
        return self._grids.get(number)

    def row(self, grid: Grid, row: int) -> list[Cell]:
        """The cells of a row from left to right, those that reach into it from above included."""
        if grid.number not in self._rows:
            rows: dict[int, dict[Cell, None]] = {}
            for (at, _), cell in sorted(grid.places.items(), key=itemgetter(0)):
                rows.setdefault(at, {})[cell] = None
            self._rows[grid.number] = {at: list(cells) for at, cells in rows.items()}
        return self._rows[grid.number].get(row, [])

    def cell(self, source: Source, after: int = 0) -> tuple[Place, Source] | None:
        """The cell that covers a source; where columns are lost, its text in the line, behind ``after``."""
        grid = self.get(source.table)
        if grid is None:
            number = self._paragraph(source)
            return (Place(0, number, 1), source) if number else None
        cell = grid.places.get((source.row, source.column))
        if grid.borders is Borders.DRAWN:
            return (place_of(grid, cell), grid.source(cell)) if cell else None
        if cell is None or source.text not in cell.text:
            cell = _piece(self.row(grid, source.row), source)
        if cell is None:
            return None
        start = max(cell.text.find(source.text, after), cell.text.find(source.text))
        if start < 0 or not source.text:
            return place_of(grid, cell), grid.source(cell)
        return place_of(grid, cell)._replace(start=start), grid.source(cell)._replace(text=source.text)

    def _paragraph(self, source: Source) -> int | None:
        """The paragraph that a source counts; prose is counted by its lines, so that its text decides."""
        if not source.text.strip() or source.text in self._paragraphs.get(source.row, ""):
            return source.row if source.row in self._paragraphs else None
        return next((n for n, text in self._paragraphs.items() if source.text in text), None)


def _piece(row: Sequence[Cell], source: Source) -> Cell | None:
    """The first cell of the source's line that holds its text, or else the last up to its column."""
    holding = [cell for cell in row if source.text and source.text in cell.text]
    return next(iter(holding or [c for c in reversed(row) if c.column <= source.column] or row), None)


def place_of(grid: Grid, cell: Cell) -> Place:
    return Place(grid.number, cell.row, cell.column)


def marks_of(table: Table, grids: Grids) -> list[Mark]:
    """Every value of a table whose cell is known, the head of the form first."""
    found = [
        *(_mark(name, Role.FACT, getattr(table, f"{name}_source"), grids) for name in FACTS),
        *(_mark(f"g{n}", Role.GOAL, goal.source, grids) for n, goal in enumerate(table.goals, 1)),
        *(_mark(f"g{n}.achieved", Role.GOAL, g.achieved_source, grids) for n, g in enumerate(table.goals, 1)),
        *_funds(table, grids),
    ]
    for number, indicator in enumerate(table.indicators, 1):
        found += _indicator(f"i{number}", indicator, grids)
    return [mark for mark in found if mark]


def _mark(value: str, role: Role, source: Source | None, grids: Grids, after: int = 0) -> Mark | None:
    cell = grids.cell(source, after) if source else None
    return Mark(value, role, *cell) if cell else None


def _funds(table: Table, grids: Grids) -> Iterator[Mark | None]:
    """The amounts; in a text each stands behind the one before, so that a mere 0 is found."""
    mark: Mark | None = None
    for number, fund in enumerate(table.funds, 1):
        after = mark.place.start + len(mark.source.text) if mark and mark.place.row == fund.source.row else 0
        mark = _mark(f"f{number}", Role.FUNDS, fund.source, grids, after)
        yield mark


def _indicator(name: str, read: Indicator, grids: Grids) -> Iterator[Mark | None]:
    own = _mark(f"{name}.level3", Role.NAME, read.name_source, grids)
    after = own.place.start + len(own.source.text) if own else 0
    target = _mark(f"{name}.target", Role.TARGET, read.source, grids, after)
    yield from (target, own)
    own = own or target
    grid = grids.get(own.place.table) if own else None
    if grid is None or own is None or target is None:
        return
    for level in ("level1", "level2"):
        cell = _level(grid, own.place, getattr(read, level), grids)
        if cell:
            yield Mark(f"{name}.{level}", Role.LEVEL, place_of(grid, cell), grid.source(cell))
    free = [
        c for c in grids.row(grid, target.place.row) if place_of(grid, c) not in (own.place, target.place)
    ]
    printed = compact(target.source.text)
    before, _, rest = compact(read.printed).partition(printed) if printed else ("", "", "")
    wanted = [("comparator", Role.TARGET, before), ("unit", Role.TARGET, rest)]
    wanted += [(value, Role.VALUE, compact(getattr(read, value) or "")) for value in VALUES]
    for value, role, said in wanted:
        cell = next((cell for cell in free if said and compact(cell.text) == said), None)
        if cell:
            free.remove(cell)
            yield Mark(f"{name}.{value}", role, place_of(grid, cell), grid.source(cell))


def _level(grid: Grid, name: Place, said: str, grids: Grids) -> Cell | None:
    """The cell left of a name that says its level, merged from above; above it where columns are lost."""
    rows = (name.row,) if grid.borders is Borders.DRAWN else range(name.row, name.row - _ABOVE, -1)
    cells = (cell for row in rows for cell in grids.row(grid, row))
    near = (cell for cell in cells if cell.row < name.row or cell.column < name.column)
    return next((cell for cell in near if said and compact(cell.text) == said), None)
