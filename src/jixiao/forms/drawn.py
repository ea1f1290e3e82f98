"""Tables whose cells and spans are known (Word, Excel, web pages, Markdown)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jixiao.forms import vocabulary
from jixiao.forms.front import Front
from jixiao.forms.heads import Column, Columns, block_heads, with_comparators
from jixiao.forms.rows import IndicatorRows, ProjectRows
from jixiao.forms.titles import is_foreign_title, states_unit, title_rank
from jixiao.forms.vocabulary import Field, Head
from jixiao.grid.grid import Cell, Grid

Rows = dict[int, tuple[Cell, ...]]
_ENDING_FIELDS = (Field.SUBJECT, Field.UNIT_SUBJECT, Field.DEPARTMENT)


@dataclass(frozen=True)
class _Block:
    """Columns under their heads, and who takes the rows below them."""

    columns: Columns
    taker: IndicatorRows | ProjectRows

    @cached_property
    def halves(self) -> list[list[Column]]:
        return [[c for c in half if c.head not in _UNUSED] for half in self.columns.halves]

    @cached_property
    def name(self) -> Column | None:
        return self.columns.first(Head.LEVEL3)

    @property
    def width(self) -> int:
        return self.columns.columns[-1].column - self.columns.columns[0].column + 1


@dataclass
class Drawn:
    """Reads grids one after the other; what a grid leaves open the next may close.

    ``front`` gathers lines and cells before the indicators. A form whose head
    and indicators are two Word tables is joined; so is a table that goes on in
    the next grid without heads.
    """

    front: Front
    block: _Block | None = None

    def read(self, grid: Grid) -> None:
        rows = {cells[0].row: cells for cells in grid.rows}
        order = list(rows)
        at = 0
        if self.block is not None and self._continues(grid, rows, self.block):
            at = self._indicators(grid, rows, order, at, self.block)
        while at < len(order):
            at = self._step(grid, rows, order, at)
        self.front.end_of_grid()

    def _step(self, grid: Grid, rows: Rows, order: Sequence[int], at: int) -> int:
        row = order[at]
        columns = block_heads(row, rows, self_evaluation=self.front.opening.stage == "self-evaluation")
        if columns is None:
            self.front.take_row(grid, rows[row])
            return at + 1
        columns = with_comparators(columns, _comparator_columns(grid, rows, columns))
        self.block = _Block(columns, self._taker(grid, columns))
        return self._indicators(
            grid, rows, order, at + len([r for r in columns.rows if r in rows]), self.block
        )

    def _taker(self, grid: Grid, columns: Columns) -> IndicatorRows | ProjectRows:
        heads = frozenset(c.head.value for c in columns.columns)
        if columns.is_list:
            texts = {c.head: c.text for c in reversed(columns.columns)}
            return ProjectRows(lambda: self.front.opening.begin(heads), grid.source, texts)
        return IndicatorRows(self.front.opening.filled(heads), grid.source)

    def _continues(self, grid: Grid, rows: Rows, block: _Block) -> bool:
        """A grid without heads that goes on with level words under the former heads."""
        if self.front.has_lines or not rows:
            return False
        level = block.columns.first(Head.LEVEL2) or block.columns.first(Head.LEVEL1)
        if level is None or any(block_heads(row, rows, self_evaluation=True) for row in rows):
            return False
        words = any(vocabulary.is_level1(c.text) or vocabulary.is_level2(c.text) for c in rows[min(rows)])
        return words and max(c.column + c.colspan for c in grid.cells) > block.columns.columns[-1].column

    def _indicators(self, grid: Grid, rows: Rows, order: Sequence[int], at: int, block: _Block) -> int:
        """Take rows until one that cannot be an indicator; the position after them."""
        heads = block.columns.rows
        while at < len(order) and not _ends(grid, rows[order[at]], rows, block):
            cells = rows[order[at]]
            for half in block.halves:
                row = _with_chance(grid, cells[0].row, half, _row(grid, cells, half))
                row = _with_reasons(grid, cells[0].row, half, row)
                name = row.get(Head.LEVEL3)
                # A second row of heads that was not understood lies under the first.
                if name is None or name.row not in heads or cells[0].row <= heads[-1]:
                    block.taker.add(row)
            at += 1
        self.front.close()
        return at


def _ends(grid: Grid, cells: tuple[Cell, ...], rows: Rows, block: _Block) -> bool:
    """Whether a row is no indicator any more: a total, a note, the next form, the next heads."""
    texts = [c for c in cells if c.text.strip()]
    if not texts or _is_plainly_inside(grid, texts, block):
        return False
    first = texts[0]
    at_name = grid.places.get((first.row, block.name.column)) if block.name else None
    beside = at_name is not None and at_name.text.strip() not in ("", first.text.strip())
    if vocabulary.is_tail(first.text) and (len(texts) < 3 or not beside):
        return True
    if _is_outside(cells, texts):
        return True
    if not block.columns.is_list and vocabulary.field(first.text) in _ENDING_FIELDS:
        return True
    if vocabulary.goal_label(first.text) and _is_goal_row(first, at_name, block):
        return True
    if len(cells) == 1 and first.colspan > 2 and first.colspan >= block.width:
        return not vocabulary.is_level1(first.text)
    return block_heads(first.row, rows, self_evaluation=True) is not None


def _is_plainly_inside(grid: Grid, texts: Sequence[Cell], block: _Block) -> bool:
    """A level word with more beside it, or a name under levels merged from above: most rows are so."""
    first = texts[0]
    if block.name is None or len(texts) < 2:
        return False
    if first.column == block.name.column:
        above = grid.places.get((first.row, first.column - 1))
        return above is not None and above.row < first.row
    return vocabulary.is_level1(first.text) or vocabulary.is_level2(first.text)


def _is_outside(cells: tuple[Cell, ...], texts: Sequence[Cell]) -> bool:
    """A row with one text: a title, a note, another table's unit of amounts."""
    if len(cells) > 2 and cells[0].text != cells[1].text:
        return False
    distinct = {c.text.strip() for c in texts}
    if len(distinct) <= 2 and any(title_rank(t) or is_foreign_title(t) or states_unit(t) for t in distinct):
        return True
    return len(texts) > 2 and len(distinct) == 1 and not vocabulary.is_level1(texts[0].text)


def _is_goal_row(first: Cell, at_name: Cell | None, block: _Block) -> bool:
    """年度目标 alone, or with its text in one wide cell, between two blocks of indicators."""
    if at_name is None or at_name is first:
        return True
    return block.name is not None and at_name.colspan > 1 and at_name.column < block.name.column


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


def _with_chance(
    grid: Grid, number: int, columns: Sequence[Column], row: dict[Head, Cell]
) -> dict[Head, Cell]:
    """Where 确定能, 有可能 and 完全不可能 are columns, the chance is the head of the one that is ticked."""
    answers = [column for column in columns if vocabulary.is_chance(column.text)]
    if not answers:
        return row
    row = {head: cell for head, cell in row.items() if head is not Head.POSSIBILITY}
    for column in answers:
        cell = grid.places.get((number, column.column))
        if cell is not None and cell.text.strip() and cell.text.strip() not in _UNTICKED:
            return row | {Head.POSSIBILITY: cell._replace(text=column.text)}
    return row


def _with_reasons(
    grid: Grid, number: int, columns: Sequence[Column], row: dict[Head, Cell]
) -> dict[Head, Cell]:
    """Where 人员保障, 其他 and 原因说明 are columns, the reason is all they say; a tick says its head."""
    reasons = [column for column in columns if column.head is Head.REASON]
    if len(reasons) < 2:
        return row
    heads: dict[Cell, str] = {}
    for column in reasons:
        cell = grid.places.get((number, column.column))
        if cell is not None and cell.row == number:
            heads.setdefault(cell, column.text)  # one that was merged over several columns is one
    said = {cell: text for cell, head in heads.items() if (text := _reason_in(cell, head))}
    if not said:
        return row
    return row | {Head.REASON: next(iter(said))._replace(text="；".join(said.values()))}


def _reason_in(cell: Cell, head: str) -> str:
    text = cell.text.strip()
    if text in _TICKS:
        return head
    return text if len(text) > 1 else ""


_TICKS = frozenset("√✓✔☑■●◉V")
_UNTICKED = frozenset({"□", "/", "-", "—", "×", "否", "0"})
_UNUSED = frozenset({Head.DESCRIPTION, Head.IGNORED, Head.GROUP})
_ONCE = frozenset({Head.WEIGHT, Head.SCORE, Head.REASON})
_OWN = frozenset(
    {
        Head.TARGET,
        Head.COMPARATOR,
        Head.UNIT,
        Head.WEIGHT,
        Head.ACTUAL,
        Head.EXPECTED,
        Head.SCORE,
        Head.REASON,
        Head.CRITERION,
    }
)


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
