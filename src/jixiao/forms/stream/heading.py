"""Runs of heads in a stream: where a block of indicators begins and what its columns are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.heads import LEVELS, LIST, Column, columns_of, is_head_row
from jixiao.forms.rows import amount_in
from jixiao.forms.stream.tokens import Gap, Token
from jixiao.forms.vocabulary import Head
from jixiao.grid.grid import Borders
from jixiao.grid.text import compact

_NAMES = (Head.LEVEL3, Head.WEAK_LEVEL3)
_OPENING = (*LEVELS, *LIST, Head.WEAK_LEVEL3)
#: What the heads below a head may name.
_PARTS = {
    Head.TARGET: (Head.TARGET, Head.TOTAL_TARGET, Head.PRIOR),
    Head.ACTUAL: (Head.ACTUAL,),
    Head.REASON: (Head.REASON, Head.DESCRIPTION),
    Head.POSSIBILITY: (Head.POSSIBILITY,),
}
_LONGEST = 40  # heads of a row, sub-heads included; the widest form seen has 21
_BESIDE = 3  # cells left of the heads in their row
_STRANGERS = 2  # unknown words between heads that rows do not mark as heads


class Heading(NamedTuple):
    """The columns of a block of indicators; its heads are tokens ``begin`` to ``end``."""

    columns: tuple[Column, ...]
    begin: int
    end: int

    @property
    def is_list(self) -> bool:
        return any(c.head is Head.SUBJECT for c in self.columns)


class Headings:
    """Finds the headings in one stream of tokens."""

    def __init__(self, tokens: Sequence[Token], borders: Borders) -> None:
        self._tokens = tokens
        self._borders = borders
        self._names = [i for i, t in enumerate(tokens) if vocabulary.head(t.text) in _NAMES]

    def at(self, index: int, *, self_evaluation: bool) -> Heading | None:
        """The heading whose first proper head is this token, or None."""
        first = vocabulary.head(self._tokens[index].text)
        if first not in _OPENING or not self._names_a_measure(index):
            return None
        run = _Run(self._tokens, index, self._borders)
        run.extend()
        if len(run.columns) < 3:
            return None
        columns = columns_of(_below_each_other(run.columns))
        if not is_head_row(columns, self_evaluation=self_evaluation):
            return None
        if first in LIST and not _is_list(columns):
            return None
        begin = _left_of(self._tokens, index, self._borders)
        groups = [Column(Head.GROUP, i, 1, self._tokens[i].text) for i in range(begin, index)]
        return Heading((*groups, *columns), begin, run.end)

    def _names_a_measure(self, index: int) -> bool:
        """Whether a head of names is near enough to belong to a run from here."""
        following = bisect_left(self._names, index)
        return following < len(self._names) and self._names[following] < index + _LONGEST


def _is_list(columns: Sequence[Column]) -> bool:
    """项目名称 also labels a single project: as a head it has no strangers beside it."""
    return any(c.head is Head.SUBJECT for c in columns) and all(vocabulary.head(c.text) for c in columns)


def _left_of(tokens: Sequence[Token], at: int, borders: Borders) -> int:
    """The word beside the whole block (绩效指标) stands left of the heads, or on the line above."""
    begin = at
    row = tokens[at].cell.row
    nearest = max(0, at - _BESIDE)
    while begin > nearest and tokens[begin].gap is Gap.CELL and tokens[begin - 1].cell.row == row:
        begin -= 1
    if begin == at and at and borders is not Borders.ROWS and vocabulary.is_group(tokens[at - 1].text):
        begin -= 1
    return begin


@dataclass
class _Run:
    """Heads that follow one another from a token on; ``end`` is behind the last."""

    tokens: Sequence[Token]
    start: int
    borders: Borders
    columns: list[Column] = field(default_factory=list)
    strangers: list[Column] = field(default_factory=list)
    end: int = 0

    def extend(self) -> None:
        self.end = self.start
        next_row = False
        for index in range(self.start, min(self.start + _LONGEST, len(self.tokens))):
            token = self.tokens[index]
            next_row = next_row or (token.gap is Gap.ROW and index > self.start)
            if not token.text:
                continue
            head = self._head(token)
            if next_row and head is not None:
                self._take_second_row(index)
                return
            breaks = next_row or (token.gap is Gap.BREAK and index > self.start)
            if (head is None and breaks) or self._is_body(token.text):
                return
            if head is None and not self._take_stranger(token, index):
                return
            if head is not None:
                self._take(Column(head, index, 1, compact(token.text)), index)

    def _take(self, column: Column, index: int) -> None:
        self.columns += [*self.strangers, column]
        self.strangers = []
        self.end = index + 1

    def _head(self, token: Token) -> Head | None:
        """The token's head; 确定能 and the like are heads below 完成目标可能性."""
        if vocabulary.is_chance(token.text) and any(c.head is Head.POSSIBILITY for c in self.columns):
            return Head.POSSIBILITY
        return vocabulary.head(token.text)

    def _take_stranger(self, token: Token, index: int) -> bool:
        """An unknown word among heads: sure in a marked row, possible before another head."""
        column = Column(Head.DESCRIPTION, index, 1, compact(token.text))
        if self.borders is Borders.ROWS and token.gap is Gap.CELL:
            self._take(column, index)
            return True
        is_value = amount_in(token.text) or vocabulary.is_comparator(token.text)
        if is_value or len(self.strangers) >= _STRANGERS:
            return False
        self.strangers.append(column)
        return True

    def _is_body(self, text: str) -> bool:
        """Level words and groups begin the rows, though 指标 and 绩效指标 are heads as well."""
        if not self.columns:
            return False
        if vocabulary.head(text) is None:
            return vocabulary.is_level1(text) or vocabulary.is_level2(text)
        named = any(c.head is Head.LEVEL3 for c in self.columns)
        repeated = any(c.head is Head.LEVEL1 and c.text == compact(text) for c in self.columns)
        return (named and vocabulary.is_group(text)) or repeated

    def _take_second_row(self, at: int) -> None:
        """A second row of heads replaces the ones it divides, when every cell of it does."""
        row = self.tokens[at].cell.row
        near = range(at, min(at + _LONGEST, len(self.tokens)))
        same = takewhile(lambda i: self.tokens[i].cell.row == row, near)
        cells = [i for i in same if self.tokens[i].text]
        parts = [(i, self._head(self.tokens[i])) for i in cells]
        lower = [Column(h, i, 1, compact(self.tokens[i].text)) for i, h in parts if h is not None]
        if len(lower) > 1 and len(lower) == len(cells) and not _unplaced(self.columns, lower):
            self.columns = _placed_below(self.columns, lower)
            self.end = cells[-1] + 1


def _below_each_other(run: list[Column]) -> list[Column]:
    """Where rows are lost, heads of a second row follow the first: put them below what they divide."""
    start = next((i for i in range(1, len(run)) if _opens_second_row(run, i)), None)
    return (
        run
        if start is None
        else [*_placed_below(run[:start], run[start:]), *_unplaced(run[:start], run[start:])]
    )


def _opens_second_row(run: Sequence[Column], at: int) -> bool:
    """上年实际 with 预期 after 指标值; 经费保障 and the like after 偏差原因分析."""
    before = {c.head for c in run[:at]}
    if run[at].head is Head.PRIOR:
        return Head.TARGET in before and at + 1 < len(run) and run[at + 1].head is Head.TARGET
    return run[at].text == "经费保障" and Head.REASON in before


def _placed_below(upper: Sequence[Column], lower: Sequence[Column]) -> list[Column]:
    placed: list[Column] = []
    for column in upper:
        parts = [c for c in lower if c.head in _PARTS.get(column.head, ())]
        last = [c for c in parts if c.head is column.head] or parts
        if column.head is Head.REASON and parts:  # only 原因说明 is words, the others are ticks
            parts = [c if c is last[-1] else c._replace(head=Head.DESCRIPTION) for c in parts]
        placed += parts or [column]
    return placed


def _unplaced(upper: Sequence[Column], lower: Sequence[Column]) -> list[Column]:
    taken = {head for c in upper for head in _PARTS.get(c.head, ())}
    return [c for c in lower if c.head not in taken]
