"""Which columns a row of heads names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.vocabulary import Head
from jixiao.grid.grid import Cell
from jixiao.grid.text import compact, folded

LEVELS = (Head.LEVEL1, Head.LEVEL2, Head.LEVEL3)
VALUES = (Head.TARGET, Head.TOTAL_TARGET)
LIST = (Head.SUBJECT, Head.UNIT_NAME, Head.DEPARTMENT, Head.AMOUNT, Head.GOAL, Head.IGNORED)
_MEASURES = (Head.COMPARATOR, Head.NATURE, Head.UNIT, Head.WEIGHT, Head.ACTUAL, Head.SCORE, *VALUES)
# A head among these words names a column of a list only to the left of the levels.
_LIST_WORDS = {
    "单位": Head.UNIT_NAME,
    "年度目标": Head.GOAL,
    "预期目标": Head.GOAL,
    "绩效目标": Head.GOAL,
    "年度指标": Head.IGNORED,
    "指标": Head.IGNORED,
    "绩效指标": Head.IGNORED,
}
_RIGHT_WORDS = {"单位": Head.UNIT, "年度目标": Head.TARGET}
_REPEATED = (Head.DESCRIPTION, Head.NATURE, Head.PRIOR, Head.TARGET, Head.POSSIBILITY, Head.REASON)


class Column(NamedTuple):
    """A column by its head: what it holds, where it begins, how wide it is, what is printed."""

    head: Head
    column: int
    width: int
    text: str


@dataclass(frozen=True)
class Columns:
    """The columns of one block of indicators; ``rows`` are the grid rows its heads take."""

    columns: tuple[Column, ...]
    rows: tuple[int, ...]

    def first(self, head: Head) -> Column | None:
        return next((c for c in self.columns if c.head is head), None)

    @property
    def names(self) -> frozenset[Head]:
        return frozenset(c.head for c in self.columns)

    @property
    def is_list(self) -> bool:
        """One row an indicator with the project's name beside it."""
        return Head.SUBJECT in self.names

    @property
    def halves(self) -> tuple[tuple[Column, ...], ...]:
        """The columns of each half where a form prints 中期 and 年度 side by side.

        A half has its own name and target; what stands left of the first
        name that is printed twice is shared.
        """
        names = [i for i, c in enumerate(self.columns) if c.head is Head.LEVEL3]
        if len(names) < 2:
            return (self.columns,)
        starts = [_start_of_half(self.columns, i) for i in names]
        shared = self.columns[: starts[0]]
        ends = [*starts[1:], len(self.columns)]
        return tuple((*shared, *self.columns[a:b]) for a, b in zip(starts, ends, strict=True))


def _start_of_half(columns: Sequence[Column], name: int) -> int:
    """A half begins at the second level beside its name, when that is printed for each half."""
    repeated = sum(c.head is Head.LEVEL2 for c in columns) > 1
    return name - 1 if repeated and name and columns[name - 1].head is Head.LEVEL2 else name


def columns_of(cells: Iterable[Column]) -> tuple[Column, ...]:
    """The columns after the ambiguous heads are decided by their neighbours."""
    columns = _left_of_levels(_once(cells))
    columns = _name_column(columns)
    return tuple(_surplus(columns))


def _once(columns: Iterable[Column]) -> list[Column]:
    """A merged head that was printed into each of its cells is one wide column."""
    kept: list[Column] = []
    for c in columns:
        last = kept[-1] if kept else None
        if last and last.text == c.text and last.head is c.head and last.column + last.width == c.column:
            kept[-1] = last._replace(width=last.width + c.width)
        else:
            kept.append(c)
    return kept


def is_head_row(columns: Sequence[Column], *, self_evaluation: bool = False) -> bool:
    """Whether these heads open a block of indicators.

    A framework of evaluation (指标解释, 评分标准) has levels but no target and
    is none; a unit's self-evaluation with 分值 and 得分 alone is one when its
    title says so.
    """
    names = {c.head for c in columns}
    if Head.LEVEL3 not in names:
        return False
    levels = len(names.intersection(LEVELS))
    measures = len(names.intersection(_MEASURES))
    if names.intersection(VALUES):
        return levels >= 2 or measures >= 3
    if Head.ACTUAL in names and levels >= 2:
        return True
    return self_evaluation and levels >= 2 and Head.SCORE in names


def heads_in(cells: Iterable[Cell]) -> tuple[Column, ...]:
    """The named columns among the cells of one row."""
    found = []
    for cell in cells:
        head = vocabulary.head(cell.text)
        if head is not None:
            found.append(Column(head, cell.column, cell.colspan, compact(cell.text)))
    return tuple(found)


def block_heads(row: int, rows: Mapping[int, tuple[Cell, ...]], *, self_evaluation: bool) -> Columns | None:
    """The columns of a block whose heads begin in this row; sub-heads below are taken in."""
    cells = rows[row]
    if not any("指" in c.text or "级" in c.text or "绩" in c.text for c in cells):
        return None  # every row of heads names 指标 or a level; most rows are told apart by this alone
    named = heads_in(cells)
    if len(named) < 2 or not any(c.head in (Head.LEVEL3, Head.WEAK_LEVEL3, Head.LEVEL2) for c in named):
        return None
    deep, last = _with_subheads(cells, named, rows)
    columns = columns_of(deep)
    if not is_head_row(columns, self_evaluation=self_evaluation):
        return None
    return Columns(columns, tuple(range(row, last + 1)))


def _with_subheads(
    cells: tuple[Cell, ...], named: tuple[Column, ...], rows: Mapping[int, tuple[Cell, ...]]
) -> tuple[list[Column], int]:
    """Heads are replaced by the heads of a second row below them, if there is one."""
    row = cells[0].row
    above = {c.column: compact(c.text) for c in cells}
    below = [c for c in rows.get(row + 1, ()) if c.text.strip() and compact(c.text) != above.get(c.column)]
    subheads = _subheads_in(below)
    if len(subheads) < 2 or len(subheads) < len(below):
        return list(named), row
    parents = {s.column: _parent(named, s) for s in subheads}
    replaced = {p.column for p in parents.values() if p}
    kept = [c for c in named if c.column not in replaced]
    for sub in subheads:
        parent = parents[sub.column]
        kept.append(sub._replace(head=_below(parent.head if parent else None, sub.head)))
    return sorted(kept, key=lambda c: c.column), row + 1


def _subheads_in(cells: Iterable[Cell]) -> tuple[Column, ...]:
    """Named columns; the answers 确定能, 有可能, 完全不可能 are columns to be ticked in some forms."""
    answers = [Column(Head.POSSIBILITY, c.column, c.colspan, compact(c.text)) for c in cells if _is_answer(c)]
    return (*heads_in(c for c in cells if not _is_answer(c)), *answers)


def _is_answer(cell: Cell) -> bool:
    return vocabulary.is_chance(cell.text)


def _parent(named: Sequence[Column], sub: Column) -> Column | None:
    """The head a sub-head divides: the one over it, or left of it where the span was not kept."""
    over = [c for c in named if c.column <= sub.column]
    return over[-1] if over else None


def _below(parent: Head | None, sub: Head) -> Head:
    """偏差原因分析 is often split into 经费保障, 制度保障 … 原因说明: ticked, or words in any of them."""
    return Head.REASON if parent is Head.REASON else sub


def _left_of_levels(columns: list[Column]) -> list[Column]:
    """Words that head a column of a list to the left of the levels, and something else to the right."""
    first = min((c.column for c in columns if c.head in LEVELS), default=0)
    return [c._replace(head=_side(c, first)) for c in columns]


def _side(column: Column, first: int) -> Head:
    word = folded(column.text)
    if column.column < first:
        return _LIST_WORDS.get(word, column.head)
    if column.column > first and column.head in LIST:
        return _RIGHT_WORDS.get(word, Head.DESCRIPTION)
    return column.head


def _name_column(columns: list[Column]) -> list[Column]:
    """Decide which of the weak heads (指标内容, 指标) names the measure, if any does."""
    strong = [c for c in columns if c.head is Head.LEVEL3]
    weak = [c for c in columns if c.head is Head.WEAK_LEVEL3]
    if strong:
        printed = [c for c in strong if "三级" in c.text]
        extra = [c for c in strong if printed and c not in printed]
        return [c._replace(head=Head.DESCRIPTION) if c in weak or c in extra else c for c in columns]
    values = [c.column for c in columns if c.head in _MEASURES]
    named = [c for c in weak if not values or c.column < max(values)]
    groups = [c for c in named if len(named) > 1 and c is named[0] and vocabulary.is_group(c.text)]
    chosen = {c.text for c in named if c not in groups}
    first = next((c.text for c in named if c.text in chosen), None)
    return [
        c._replace(head=Head.LEVEL3 if c.text == first and c not in groups else Head.DESCRIPTION)
        if c in weak
        else c
        for c in columns
    ]


def _surplus(columns: list[Column]) -> list[Column]:
    """One column a meaning, within one half: 绩效指标 beside 一级指标 is no second level."""
    if sum(c.head is Head.LEVEL1 for c in columns) > 1:
        proper = [c for c in columns if c.head is Head.LEVEL1 and "一级" in c.text]
        columns = [
            c._replace(head=Head.DESCRIPTION) if c.head is Head.LEVEL1 and proper and c not in proper else c
            for c in columns
        ]
    names = sum(c.head is Head.LEVEL3 for c in columns)
    if names > 1:
        return columns
    kept: list[Column] = []
    for c in columns:
        repeated = c.head not in _REPEATED and any(k.head is c.head for k in kept)
        kept.append(c._replace(head=Head.DESCRIPTION) if repeated else c)
    targets = [c for c in kept if c.head is Head.TARGET]
    return [
        c._replace(head=Head.PRIOR) if c.head is Head.TARGET and c is not targets[-1] else c for c in kept
    ]


def with_comparators(columns: Columns, is_comparator: dict[int, bool]) -> Columns:
    """指标性质 decided by its cells: a comparator, or 定量/定性 and 正向/反向, which say nothing here."""
    decided = tuple(
        c._replace(head=Head.COMPARATOR if is_comparator.get(c.column) else Head.DESCRIPTION)
        if c.head is Head.NATURE
        else c
        for c in columns.columns
    )
    return replace(columns, columns=decided)
