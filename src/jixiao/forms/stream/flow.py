"""Tables whose columns are lost: rows or cells in a stream, found again by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.forms import vocabulary
from jixiao.forms.front import Front
from jixiao.forms.heads import LEVELS, Column
from jixiao.forms.rows import IndicatorRows, ProjectRows, amount_in, name_of
from jixiao.forms.stream import cutting
from jixiao.forms.stream.align import Placed, aligned
from jixiao.forms.stream.heading import Heading, Headings
from jixiao.forms.stream.labelled import labelled_rows
from jixiao.forms.stream.tokens import Gap, Token, tokens_of
from jixiao.forms.titles import form_of, is_foreign_title, states_unit, title_rank
from jixiao.forms.vocabulary import Field, Head
from jixiao.grid.grid import Borders, Cell, Grid
from jixiao.grid.text import folded, joined

_ENDING_FIELDS = (Field.SUBJECT, Field.UNIT_SUBJECT, Field.UNIT, Field.DEPARTMENT)
_UNUSED = (Head.GROUP, Head.DESCRIPTION, Head.IGNORED)
_INLINE = re.compile(r"^([^:：]{2,16})[:：](.*)$", re.DOTALL)
# Lines of the page around a table: numbers of annexes, dates, buttons, headings of sections.
_AROUND = re.compile(
    r"^(附?表[一二三四五六七八九十\d]+|附件.*|\d{4}年\d{1,2}月\d{1,2}日|预算(0?\d|1\d)表"
    r"|(打印|分享|上一篇|下一篇|责任编辑|来源|关闭).{0,20}|[一二三四五六七八九十]{1,3}、[^。]{2,24})$"
)
_PROSE = re.compile(r"^[^。]{24,}。.{12,}$")
# Words that end a table only where a row may begin, and are values as often.
_DOUBTFUL_TAILS = frozenset({"其他", "说明", "备注", "小计"})


@dataclass
class Flow:
    """Reads one grid without columns into the drafts of ``front``."""

    front: Front
    grid: Grid
    guessed: bool = False
    stage: str = ""

    def read(self) -> None:
        self.stage = self.front.opening.stage
        tokens, headings = self._tokens()
        at = start = 0
        while at < len(tokens):
            if title_rank(tokens[at].text):
                self.stage = form_of(tokens[at].text)[1]
            heading = self._heading(headings, at)
            if heading is None:
                at += 1
                continue
            self._front(tokens[start : heading.begin])
            end = self._end(tokens, headings, heading)
            self._rows(heading, tokens[heading.end : end], cut=end == len(tokens))
            at = start = end
        self._front(tokens[start:])
        self.front.end_of_grid()

    def _tokens(self) -> tuple[list[Token], Headings]:
        tokens = tokens_of(self.grid)
        headings = Headings(tokens, self.grid.borders)
        if self.grid.borders is not Borders.LINES or not cutting.is_glued(self.grid):
            return tokens, headings
        if any(self._heading(headings, at) for at in range(len(tokens))):
            return tokens, headings
        self.guessed = True
        tokens = cutting.cut(self.grid)
        return tokens, Headings(tokens, self.grid.borders)

    def _heading(self, headings: Headings, at: int) -> Heading | None:
        return headings.at(at, self_evaluation=self.stage == "self-evaluation")

    # --------------------------------------------------------- where rows end
    def _end(self, tokens: Sequence[Token], headings: Headings, heading: Heading) -> int:
        """Where the indicators end: at a tail word, a title, the next form's labels or heads."""
        for index in range(heading.end, len(tokens)):
            if self._may_open_row(tokens[index]) and self._ends(tokens, index, headings, heading):
                return index
        return len(tokens)

    def _may_open_row(self, token: Token) -> bool:
        if not token.text:
            return False
        if self.grid.borders is Borders.ROWS:
            return token.gap >= Gap.BREAK
        return token.gap > Gap.SPACE or self.guessed

    def _ends(self, tokens: Sequence[Token], index: int, headings: Headings, heading: Heading) -> bool:
        text = tokens[index].text
        if title_rank(text) or is_foreign_title(text) or _AROUND.match(folded(text)):
            return True
        if self._states_unit(tokens, index):
            return True
        if vocabulary.is_tail(text) and index > heading.end and not self._is_doubtful(text):
            return True
        if not heading.is_list and self._leaves_indicators(text, first=index == heading.end):
            return True
        row = tokens[index].cell.row
        near = range(index, min(index + 3, len(tokens)))
        return any(self._heading(headings, i) for i in near if i == index or tokens[i].cell.row == row)

    def _leaves_indicators(self, text: str, *, first: bool) -> bool:
        """A sentence, a labelled field or a goal: what stands between tables, or before the next."""
        if _PROSE.match(text):
            return True
        inline = _INLINE.match(text) if len(text) < 60 else None
        name = vocabulary.field(inline[1] if inline else text)
        if name is not None and (inline or name in _ENDING_FIELDS):
            return True
        return not first and vocabulary.goal_label(text) is not None and vocabulary.head(text) is None

    def _states_unit(self, tokens: Sequence[Token], index: int) -> bool:
        """A row that states the unit of amounts stands above a table, not in one."""
        if self.grid.borders is not Borders.ROWS:
            return any(states_unit(t.text) for t in tokens[index : index + 2])
        row = tokens[index].cell.row
        return any(states_unit(t.text) for t in tokens[index : index + 3] if t.cell.row == row)

    def _is_doubtful(self, text: str) -> bool:
        return self.grid.borders is Borders.LINES and folded(text) in _DOUBTFUL_TAILS

    # ------------------------------------------------------------------- rows
    def _rows(self, heading: Heading, tokens: Sequence[Token], *, cut: bool) -> None:
        heads = _with_group(heading.columns, tokens)
        blanks = any(not t.text for t in tokens)
        used = [t for t in tokens if blanks or name_of(t.text)]
        if heading.is_list:
            used = _without_totals(used)
        rows = aligned(used, heads, cut=cut)
        if cut and _is_cut(rows, heads):
            rows.pop()
        heads = _natures_decided(heads, rows)
        taker = self._taker(heading, frozenset(h.value for h in heads))
        for row in rows:
            for half in _halves(heads):
                taker.add(_cells(row, heads, half))
        self.front.close()

    def _taker(self, heading: Heading, names: frozenset[str]) -> IndicatorRows | ProjectRows:
        if not heading.is_list:
            return IndicatorRows(self.front.opening.filled(names), self.grid.source, self.guessed)
        texts = {c.head: c.text for c in reversed(heading.columns)}
        return ProjectRows(lambda: self.front.opening.begin(names), self.grid.source, texts, self.guessed)

    # ------------------------------------------------------------------ front
    def _front(self, tokens: Sequence[Token]) -> None:
        rows = _printed_rows(tokens) if self.grid.borders is Borders.ROWS else labelled_rows(tokens)
        for cells in rows:
            self.front.take_row(self.grid, cells)


def _printed_rows(tokens: Sequence[Token]) -> list[tuple[Cell, ...]]:
    rows: dict[int, list[Cell]] = {}
    for token in tokens:
        rows.setdefault(token.cell.row, []).append(token.cell)
    return [tuple(cells) for cells in rows.values()]


def _with_group(columns: Sequence[Column], tokens: Sequence[Token]) -> list[Head]:
    """The heads, with one for the word beside the whole block (绩效指标) where it is printed."""
    first = next(i for i, c in enumerate(columns) if c.head in LEVELS)
    heads = [c.head for c in columns]
    for i in range(first):
        if heads[i] in (Head.DESCRIPTION, Head.IGNORED) and vocabulary.is_group(columns[i].text):
            heads[i] = Head.GROUP
    if Head.GROUP not in heads and any(vocabulary.is_group(t.text) for t in tokens):
        heads.insert(0, Head.GROUP)
    return heads


def _without_totals(tokens: Sequence[Token]) -> list[Token]:
    """A list without the lines that print a department's total above its projects."""
    rows: list[list[Token]] = []
    for token in tokens:
        is_new_line = token.gap is Gap.LINE and bool(rows) and token.cell.row != rows[-1][-1].cell.row
        if not rows or token.gap is Gap.ROW or is_new_line:
            rows.append([])
        rows[-1].append(token)
    return [token for row in rows if not _is_total(row) for token in row]


def _is_total(row: Sequence[Token]) -> bool:
    texts = [t.text for t in row if t.text]
    return (
        2 <= len(texts) <= 4
        and len(texts[-1]) > 4
        and amount_in(texts[-1]) is not None
        and row[0].gap >= Gap.LINE
    )


def _is_cut(rows: Sequence[Sequence[Placed]], heads: Sequence[Head]) -> bool:
    """The text breaks off inside its last row: no target where the others have one."""
    if len(rows) < 2 or Head.TARGET not in heads:
        return False
    target = heads.index(Head.TARGET)
    whole = [any(p.column >= target for p in row) for row in rows]
    return sum(whole[:-1]) > (len(whole) - 1) / 2 and not whole[-1]


def _natures_decided(heads: Sequence[Head], rows: Sequence[Sequence[Placed]]) -> list[Head]:
    """指标性质 holds comparators when any of its cells is one."""
    decided = list(heads)
    for column, head in enumerate(heads):
        if head is Head.NATURE:
            texts = [p.token.text for row in rows for p in row if p.column == column]
            is_comparator = any(vocabulary.is_comparator(t) for t in texts)
            decided[column] = Head.COMPARATOR if is_comparator else Head.IGNORED
    return decided


def _halves(heads: Sequence[Head]) -> list[range]:
    """The columns of each half where 中期 and 年度 are printed side by side."""
    names = [i for i, h in enumerate(heads) if h is Head.LEVEL3]
    if len(names) < 2:
        return [range(len(heads))]
    repeated = heads.count(Head.LEVEL2) > 1
    starts = [n - 1 if repeated and heads[n - 1] is Head.LEVEL2 else n for n in names]
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(heads)], strict=True)]


def _cells(row: Sequence[Placed], heads: Sequence[Head], half: range) -> dict[Head, Cell]:
    """One half of a row by what its columns hold; pieces of one cell are put together."""
    shared = half.start if len(half) < len(heads) else 0
    found: dict[Head, Cell] = {}
    for token, column, _, joins in row:
        head = heads[column]
        if head in _UNUSED or (column not in half and not (column < shared and head is Head.LEVEL1)):
            continue
        if head not in found:
            found[head] = token.cell._replace(text=token.text)
        elif joins and (token.gap <= Gap.LINE or token.cell.row != found[head].row):
            found[head] = found[head]._replace(text=joined(found[head].text + "\n" + token.text))
    return found
