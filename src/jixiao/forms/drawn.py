"""Tables whose cells and spans are known (Word, Excel, web pages, Markdown)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.forms import vocabulary
from jixiao.forms.front import Front
from jixiao.forms.heads import Column, Columns, block_heads, with_comparators
from jixiao.forms.rows import IndicatorRows, ProjectRows
from jixiao.forms.titles import is_foreign_title, states_unit, title_rank
from jixiao.forms.vocabulary import Field, Head
from jixiao.grid.grid import Cell, Grid

Rows = dict[int, tuple[Cell, ...]]
_ENDING_FIELDS = (Field.SUBJECT, Field.UNIT_SUBJECT, Field.DEPARTMENT)


@dataclass
class Drawn:
    """Reads grids one after the other; what a grid leaves open the next may close.

    ``front`` gathers lines and cells before the indicators. A form whose head
    and indicators are two Word tables is joined; so is a table that goes on in
    the next grid without heads.
    """

    front: Front
    columns: Columns | None = None
    rows: IndicatorRows | ProjectRows | None = None

    def read(self, grid: Grid) -> None:
        rows = {cells[0].row: cells for cells in grid.rows}
        order = list(rows)
        at = 0
        if self._continues(grid, rows):
            at = self._indicators(grid, rows, order, 0)
        while at < len(order):
            at = self._step(grid, rows, order, at)
        self.front.end_of_grid()

    def _step(self, grid: Grid, rows: Rows, order: Sequence[int], at: int) -> int:
        row = order[at]
        self_evaluation = self.front.stage == "self-evaluation"
        columns = block_heads(grid, row, rows, self_evaluation=self_evaluation)
        if columns is None:
            self.front.take_row(grid, rows[row])
            return at + 1
        columns = with_comparators(columns, _comparator_columns(grid, rows, columns))
        self.columns = columns
        self.rows = self._open(grid, columns)
        return self._indicators(grid, rows, order, at + len([r for r in columns.rows if r in rows]))

    def _open(self, grid: Grid, columns: Columns) -> IndicatorRows | ProjectRows:
        heads = frozenset(c.head.value for c in columns.columns)
        if columns.is_list:
            texts = {c.head: c.text for c in reversed(columns.columns)}
            return ProjectRows(lambda: self.front.begin(heads), grid.source, texts)
        return IndicatorRows(self.front.filled(heads), grid.source)

    def _continues(self, grid: Grid, rows: Rows) -> bool:
        """A grid without heads that goes on with level words under the former heads."""
        if self.columns is None or self.rows is None or self.front.has_lines or not rows:
            return False
        level = self.columns.first(Head.LEVEL2) or self.columns.first(Head.LEVEL1)
        if level is None or any(block_heads(grid, row, rows, self_evaluation=True) for row in rows):
            return False
        first = rows[min(rows)]
        words = any(vocabulary.is_level1(c.text) or vocabulary.is_level2(c.text) for c in first)
        return words and max(c.column + c.colspan for c in grid.cells) > self.columns.columns[-1].column

    def _indicators(self, grid: Grid, rows: Rows, order: Sequence[int], at: int) -> int:
        """Take rows until one that cannot be an indicator; the position after them."""
        assert self.columns is not None
        assert self.rows is not None
        heads = self.columns.rows
        halves = [[c for c in half if c.head not in _UNUSED] for half in self.columns.halves]
        while at < len(order):
            cells = rows[order[at]]
            if self._ends(grid, cells, rows):
                break
            for half in halves:
                row = _row(grid, cells, half)
                name = row.get(Head.LEVEL3)
                # A second row of heads that was not understood lies under the first.
                if name is None or name.row not in heads or cells[0].row <= heads[-1]:
                    self.rows.add(row)
            at += 1
        self.front.close()
        return at

    def _ends(self, grid: Grid, cells: tuple[Cell, ...], rows: Rows) -> bool:
        assert self.columns is not None
        first = next((c for c in cells if c.text.strip()), None)
        if first is None:
            return False
        name = self.columns.first(Head.LEVEL3)
        at_name = grid.places.get((first.row, name.column)) if name else None
        if vocabulary.is_tail(first.text):
            texts = [c for c in cells if c.text.strip()]
            if len(texts) < 3 or at_name is None or at_name.text.strip() in ("", first.text.strip()):
                return True
        if self._is_outside(cells):
            return True
        if not self.columns.is_list and vocabulary.field(first.text) in _ENDING_FIELDS:
            return True
        if (vocabulary.goal_label(first.text) and at_name in (None, first)) or _is_goal_row(grid, first, name):
            return True
        spans_all = first.colspan >= self.columns.columns[-1].column - self.columns.columns[0].column + 1
        if spans_all and len(cells) == 1 and first.colspan > 2:
            return not vocabulary.is_level1(first.text)
        return _names_heads(cells) and block_heads(grid, first.row, rows, self_evaluation=True) is not None

    def _is_outside(self, cells: tuple[Cell, ...]) -> bool:
        """A row with one text: a title, a note, another table's unit of amounts."""
        assert self.columns is not None
        if len(cells) > 2 and cells[0].text != cells[1].text:
            return False
        texts = {c.text.strip() for c in cells} - {""}
        text = next(iter(texts))
        if len(texts) <= 2 and any(title_rank(t) or is_foreign_title(t) or states_unit(t) for t in texts):
            return True
        repeated = len(cells) > 2 and len(texts) == 1 and not vocabulary.is_level1(text)
        return repeated and len([c for c in cells if c.text.strip()]) > 2


def _names_heads(cells: tuple[Cell, ...]) -> bool:
    """Whether one of the first texts is a head at all: most rows are told apart by this alone."""
    return any(vocabulary.head(c.text) is not None for c in cells[:3])


def _is_goal_row(grid: Grid, first: Cell, name: Column | None) -> bool:
    """年度目标 with its text in one wide cell, between two blocks of indicators."""
    if name is None or vocabulary.goal_label(first.text) is None:
        return False
    at_name = grid.places.get((first.row, name.column))
    return at_name is not None and at_name.colspan > 1 and at_name.column < name.column


def _row(grid: Grid, cells: tuple[Cell, ...], columns: Sequence[Column]) -> dict[Head, Cell]:
    """The cells of one grid row by what their columns hold.

    A cell that was merged downwards belongs to all rows it covers, but points
    and reasons are earned once: they stay with the row they are printed in.
    """
    number = cells[0].row
    found: dict[Head, Cell] = {}
    for head, column, width, _ in columns:
        cell = grid.places.get((number, column))
        if cell is None and width > 1:
            cell = next(
                (grid.places[number, c] for c in range(column, column + width) if (number, c) in grid.places),
                None,
            )
        if cell is None or (cell.row != number and head in _ONCE):
            continue
        if head not in found and not (cell.column < column and cell in found.values() and head in _OWN):
            found[head] = cell
    return found


_UNUSED = frozenset({Head.DESCRIPTION, Head.IGNORED, Head.GROUP})
_ONCE = frozenset({Head.WEIGHT, Head.SCORE, Head.REASON})
_OWN = frozenset({Head.TARGET, Head.COMPARATOR, Head.UNIT, Head.WEIGHT, Head.ACTUAL, Head.SCORE, Head.REASON})


def _comparator_columns(grid: Grid, rows: Rows, columns: Columns) -> dict[int, bool]:
    """Which of the columns headed 指标性质 (or the like) hold comparators."""
    natures = [c.column for c in columns.columns if c.head is Head.NATURE]
    if not natures:
        return {}
    start = columns.rows[-1]
    return {
        column: any(vocabulary.is_comparator(t) for t in _texts(grid, rows, start, column))
        for column in natures
    }


def _texts(grid: Grid, rows: Rows, start: int, column: int) -> Iterator[str]:
    for row in rows:
        if row > start and (cell := grid.places.get((row, column))) is not None:
            yield cell.text
