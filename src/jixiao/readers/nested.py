"""What a walk through markup has met so far: texts, tables in them, cells in those.

A reader of ODF or HTML reports each start and end as it comes; they nest as
deeply as the file says, and this is where that is held in check.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jixiao.grid.grid import Cell
from jixiao.model.finding import Finding
from jixiao.readers.frames import TABLE, Found, too_deep, too_many_cells
from jixiao.readers.limits import Limits


@dataclass(slots=True)
class _Flow:
    """A text being read, with a `TABLE` for each of ``tables``."""

    parts: list[str] = field(default_factory=list)
    tables: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table being read: the place of the next cell, and what reaches below its own row."""

    found: Found = field(default_factory=Found)
    row: int = 0
    column: int = 1
    depth: int = 0  # how many texts were open where it began
    mark: int = 0  # where it stands in the text around
    first: int = 0  # index of the first cell of the row
    is_row_open: bool = False
    is_cell_open: bool = False
    span: tuple[int, int] = (1, 1)
    taken: dict[int, int] = field(default_factory=dict)  # column → last row that a cell above covers
    tall: list[int] = field(default_factory=list)


class Nested:
    """The texts and tables of one document. Every start needs its end."""

    def __init__(self, limits: Limits, tidy: Callable[[str], str] = str.strip) -> None:
        """``tidy`` makes the text of a cell or box from all that was said in it."""
        self._tidy = tidy
        self.findings: list[Finding] = []
        self._limits = limits
        self._flows = [_Flow()]
        self._tables: list[_Table] = []
        self._cells: list[bool] = []  # open ones, and whether they count
        self._beyond = 0  # tables open beyond the limit of nesting
        self._places = 0

    @property
    def flow(self) -> str:
        """The text outside tables, with a `TABLE` for each of `tables`."""
        return self._tidy("".join(self._flows[0].parts))

    @property
    def tables(self) -> list[Found]:
        return self._flows[0].tables

    def say(self, text: str) -> None:
        self._flows[-1].parts.append(text)

    def start_box(self) -> None:
        """A text of its own, such as a text box in the middle of a paragraph."""
        self._flows.append(_Flow())

    def end_box(self) -> tuple[str, list[Found]]:
        flow = self._flows.pop()
        return self._tidy("".join(flow.parts)), flow.tables

    def insert(self, text: str, tables: list[Found]) -> None:
        """A text read before, on lines of its own."""
        self._flows[-1].parts.append(f"\n{text}\n")
        self._flows[-1].tables += tables

    def start_table(self) -> None:
        if len(self._tables) == self._limits.nesting:
            self._beyond += 1
            if not self.findings:
                self.findings.append(too_deep(self._limits.nesting))
            return
        around = self._flows[-1]
        table = _Table(depth=len(self._flows), mark=len(around.parts))
        self._tables.append(table)
        around.parts.append(TABLE)
        around.tables.append(table.found)

    def end_table(self) -> None:
        if self._beyond:
            self._beyond -= 1
        else:
            self.end_rows()
            self._tables.pop()

    def end_caption(self) -> None:
        """End a text that was started as a box and belongs above its table."""
        text, tables = self.end_box()
        table = self._table
        if tables or table is None or len(self._flows) != table.depth:
            self.insert(text, tables)
        else:
            self._flows[-1].parts.insert(table.mark, f"\n{text}\n")
            table.mark += 1

    def start_row(self) -> None:
        if table := self._table:
            table.row += 1
            table.column = 1
            table.first = len(table.found.cells)
            table.is_row_open = True

    def end_row(self, repeated: int = 1) -> None:
        """End a row; ``repeated`` says how many alike it stands for."""
        table = self._table
        if table is None:
            return
        table.is_row_open = False
        cells = table.found.cells
        row = [cell for cell in cells[table.first :] if cell.text] if repeated > 1 else []
        self._count(len(row) * (repeated - 1))
        if row:
            last = table.row + repeated
            cells += [cell._replace(row=number) for number in range(table.row + 1, last) for cell in row]
            table.row = last - 1

    def end_rows(self) -> None:
        """End a group of rows: no cell reaches beyond it."""
        table = self._table
        if table is None:
            return
        cells = table.found.cells
        for index in table.tall:
            cell = cells[index]
            rows = max(1, min(cell.rowspan, table.row - cell.row + 1))
            self._count((rows - 1) * cell.colspan)
            cells[index] = cell._replace(rowspan=rows)
        table.tall.clear()
        table.taken.clear()

    def start_cell(self, rowspan: int = 1, colspan: int = 1) -> None:
        """A cell; it moves aside for those that reach down from above.

        0 as ``rowspan`` means all rows that are left of the group. A cell
        right inside another ends that one; one without a table is plain text.
        """
        table = self._table
        if table and table.is_cell_open and len(self._flows) == table.depth + 1:
            self._close_cell(table, 1)
        is_real = table is not None and len(self._flows) == table.depth
        self._cells.append(is_real)
        if table is None or not is_real:
            self.say("\n")
            return
        if not table.is_row_open:
            self.start_row()
        table.is_cell_open = True
        table.span = (rowspan or self._limits.span, colspan)
        self._flows.append(_Flow())

    def end_cell(self, repeated: int = 1) -> None:
        """End a cell; ``repeated`` says how many alike it stands for."""
        table = self._table
        if self._cells.pop() and table and table.is_cell_open:
            self._close_cell(table, repeated)
        else:
            self.say("\n")

    @property
    def _table(self) -> _Table | None:
        """The innermost table, unless the walk is in one beyond the limit."""
        return self._tables[-1] if self._tables and not self._beyond else None

    def _close_cell(self, table: _Table, repeated: int) -> None:
        table.is_cell_open = False
        text, tables = self.end_box()
        if repeated > 1 and not text:
            table.column += min(repeated, self._limits.columns)
            return
        self._place(table, text, tables)
        for _ in range(repeated - 1):
            self._place(table, text, [])

    def _place(self, table: _Table, text: str, tables: list[Found]) -> None:
        column = self._free_column(table)
        room = self._limits.columns - column + 1
        if room < 1:
            raise too_many_cells(self._limits.cells)
        rowspan, colspan = table.span
        rowspan = max(1, min(rowspan, self._limits.span))
        colspan = max(1, min(colspan, self._limits.span, room))
        self._count(colspan)
        if rowspan > 1:
            table.tall.append(len(table.found.cells))
            for covered in range(column, column + colspan):
                table.taken[covered] = max(table.taken.get(covered, 0), table.row + rowspan - 1)
        if tables:
            table.found.nested[len(table.found.cells)] = tables
        table.found.cells.append(Cell(table.row, column, text, rowspan, colspan))
        table.column = column + colspan

    def _free_column(self, table: _Table) -> int:
        column = table.column
        while table.taken.get(column, 0) >= table.row:
            column += 1
        self._count(column - table.column)  # a table may cover all its places and still go on
        return column

    def _count(self, places: int) -> None:
        self._places += places
        if self._places > self._limits.cells:
            raise too_many_cells(self._limits.cells)
