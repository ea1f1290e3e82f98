"""Tables whose columns are lost: rows or cells in a stream, found again by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.forms import cutting, vocabulary
from jixiao.forms.align import Placed, aligned
from jixiao.forms.front import Front
from jixiao.forms.heads import LEVELS, Column, columns_of, is_head_row
from jixiao.forms.rows import IndicatorRows, ProjectRows, amount_in, name_of
from jixiao.forms.titles import amount_unit_in, form_of, states_unit, title_rank, year_line
from jixiao.forms.tokens import Gap, Token, is_label, tokens_of
from jixiao.forms.vocabulary import Field, GoalLabel, Head
from jixiao.grid.grid import Borders, Cell, Grid
from jixiao.grid.text import compact, folded, joined

_LIST = (Head.SUBJECT, Head.UNIT_NAME, Head.DEPARTMENT, Head.AMOUNT, Head.GOAL, Head.IGNORED)
_ENDING_FIELDS = (Field.SUBJECT, Field.UNIT_SUBJECT, Field.UNIT, Field.DEPARTMENT)
_END = re.compile(r"^(附?表[一二三四五六七八九十\d]+|附件.*|\d{4}年\d{1,2}月\d{1,2}日|预算(0?\d|1\d)表|(打印|分享|上一篇|下一篇|责任编辑|来源|关闭).{0,20})$")
# Lines of the text around tables: other tables' titles, headings of sections, whole sentences.
_OUTSIDE = re.compile(r"^([^。；，,;]{2,30}(?<!绩效)表([(].{1,12}[)])?|[一二三四五六七八九十]{1,3}、[^。]{2,24})$")
_PROSE = re.compile(r"^[^。]{24,}。.{12,}$")
_COUNTED = re.compile(r"^(?:目标)?[(（]?([\d一二三四五六七八九])[)）]?[、.．:：]")
_INLINE = re.compile(r"^([^:：]{2,16})[:：](.*)$", re.S)
_UNUSED = (Head.GROUP, Head.DESCRIPTION, Head.IGNORED)
#: What the heads below a head may name.
_PARTS = {
    Head.TARGET: (Head.TARGET, Head.TOTAL_TARGET, Head.PRIOR),
    Head.ACTUAL: (Head.ACTUAL,),
    Head.REASON: (Head.REASON, Head.DESCRIPTION),
    Head.POSSIBILITY: (Head.POSSIBILITY,),
}
_UNKNOWN_HEADS = 2


@dataclass
class Flow:
    """Reads one grid without columns into the drafts of ``front``."""

    front: Front
    grid: Grid
    guessed: bool = False
    stage: str = ""

    def read(self) -> None:
        tokens = tokens_of(self.grid)
        if self.grid.borders is Borders.LINES and cutting.is_glued(self.grid) and not self._any_heads(tokens):
            tokens, self.guessed = cutting.cut(self.grid), True
        at = 0
        start = 0
        self.stage = self.front.stage
        while at < len(tokens):
            if title_rank(tokens[at].text):
                self.stage = form_of(tokens[at].text)[1]
            found = self._heads(tokens, at)
            if found is None:
                at += 1
                continue
            columns, begin, body = found
            self._front(tokens[start:begin])
            end = self._end(tokens, body, is_list=Head.SUBJECT in {c.head for c in columns})
            self._rows(columns, tokens[body:end], cut=end == len(tokens))
            at = start = end
        self._front(tokens[start:])
        self.front.end_of_grid()

    # ------------------------------------------------------------------ heads
    def _any_heads(self, tokens: Sequence[Token]) -> bool:
        return any(self._heads(tokens, at) is not None for at in range(len(tokens)))

    def _heads(self, tokens: Sequence[Token], at: int) -> tuple[tuple[Column, ...], int, int] | None:
        """The columns of a run of heads around here, where it begins and where its rows begin."""
        first = vocabulary.head(tokens[at].text)
        if first is None or (first not in LEVELS and first is not Head.WEAK_LEVEL3 and first not in _LIST):
            return None
        run, end = self._run(tokens, at)
        if len(run) < 3:
            return None
        columns = columns_of(run)
        if not is_head_row(columns, self_evaluation=self.stage == "self-evaluation"):
            return None
        names = {c.head for c in columns}
        if first in _LIST and (Head.SUBJECT not in names or not all(vocabulary.head(c.text) for c in columns)):
            return None
        begin = self._left_of_heads(tokens, at)
        groups = [Column(Head.GROUP, i, 1, tokens[i].text) for i in range(begin, at)]
        return (*groups, *columns), begin, end

    def _left_of_heads(self, tokens: Sequence[Token], at: int) -> int:
        """The word beside the whole block (绩效指标) stands left of its heads, in the same row or line before."""
        begin = at
        while begin and tokens[begin].gap is Gap.CELL and tokens[begin - 1].cell.row == tokens[at].cell.row:
            begin -= 1
        if begin == at and at and vocabulary.is_group(tokens[at - 1].text) and self.grid.borders is not Borders.ROWS:
            begin -= 1
        return begin

    def _run(self, tokens: Sequence[Token], at: int) -> tuple[list[Column], int]:
        run: list[Column] = []
        unknown: list[Column] = []
        end = at
        next_row = False
        for index in range(at, min(at + 40, len(tokens))):
            token = tokens[index]
            next_row = next_row or (token.gap is Gap.ROW and index > at)
            head = vocabulary.head(token.text) if token.text else None
            if head is None and vocabulary.is_chance(token.text) and any(c.head is Head.POSSIBILITY for c in run):
                head = Head.POSSIBILITY
            same_row = self.grid.borders is Borders.ROWS and token.gap is not Gap.ROW
            if not token.text:
                continue
            if head is None and (next_row or (token.gap is Gap.BREAK and index > at)):
                break
            if head is None or self._is_body(token, run):
                same_row = same_row and token.gap is Gap.CELL
                if self._is_body(token, run) or not (same_row or len(unknown) < _UNKNOWN_HEADS):
                    break
                if not same_row and (amount_in(token.text) or vocabulary.is_comparator(token.text)):
                    break
                unknown.append(Column(Head.DESCRIPTION, index, 1, compact(token.text)))
                if same_row:
                    run, unknown, end = run + unknown, [], index + 1
                continue
            if next_row:
                spliced = self._subheads(tokens, index, run)
                return spliced if spliced else (run, end)
            run = [*run, *unknown, Column(head, index, 1, compact(token.text))]
            unknown = []
            end = index + 1
        return _subheads_in_line(run), end

    def _is_body(self, token: Token, run: Sequence[Column]) -> bool:
        """Level words and groups begin the rows, though 指标 and 绩效指标 are heads as well."""
        text = token.text
        return bool(run) and (
            (vocabulary.is_level1(text) and vocabulary.head(text) is None)
            or (vocabulary.is_level2(text) and vocabulary.head(text) is None)
            or (vocabulary.is_group(text) and any(c.head is Head.LEVEL3 for c in run))
            or any(c.text == compact(text) and c.head is Head.LEVEL1 for c in run)
        )

    def _subheads(self, tokens: Sequence[Token], at: int, run: list[Column]) -> tuple[list[Column], int] | None:
        """A second row of heads replaces the ones it divides (指标值: 上年实际, 预期; 偏差原因分析: 经费保障 …)."""
        row = tokens[at].cell.row
        cells = [i for i in range(at, len(tokens)) if tokens[i].cell.row == row and tokens[i].text]
        inside: dict[int, list[Column]] = {}
        for i in cells:
            text = tokens[i].text
            head = Head.POSSIBILITY if vocabulary.is_chance(text) else vocabulary.head(text)
            parent = next((n for n, c in enumerate(run) if head in _PARTS.get(c.head, ())), None)
            if head is None or parent is None:
                return None
            inside.setdefault(parent, []).append(Column(head, i, 1, text))
        if len(cells) < 2:
            return None
        divided = [inside.get(n, [c]) for n, c in enumerate(run)]
        return [c for part in divided for c in part], cells[-1] + 1

    # ------------------------------------------------------------------- rows
    def _end(self, tokens: Sequence[Token], at: int, *, is_list: bool) -> int:
        """Where the indicators end: at a tail word, a title, the next form's labels or heads."""
        for index in range(at, len(tokens)):
            token = tokens[index]
            if not token.text or (token.gap <= Gap.SPACE and not self.guessed):
                continue
            if self.grid.borders is Borders.ROWS and token.gap < Gap.BREAK:
                continue
            if self._ends(tokens, index, at, is_list=is_list):
                return index
        return len(tokens)

    def _ends(self, tokens: Sequence[Token], index: int, start: int, *, is_list: bool) -> bool:
        text = tokens[index].text
        if title_rank(text) or _END.match(folded(text)) or _OUTSIDE.match(folded(text)) or self._states_unit(tokens, index):
            return True
        if not is_list and _PROSE.match(text):
            return True
        if vocabulary.is_tail(text) and index > start and not self._is_value(tokens, index):
            return True
        inline = _INLINE.match(text)
        label = inline[1] if inline and len(text) < 60 else text
        name = vocabulary.field(label)
        if name is not None and not is_list and (name in _ENDING_FIELDS or inline):
            return True
        if vocabulary.goal_label(text) and not is_list and index > start and vocabulary.head(text) is None:
            return True
        row = tokens[index].cell.row
        return any(
            self._heads(tokens, i) is not None
            for i in range(index, min(index + 3, len(tokens)))
            if i == index or tokens[i].cell.row == row
        )

    def _states_unit(self, tokens: Sequence[Token], index: int) -> bool:
        """A row that states the unit of amounts stands above a table, not in one."""
        row = tokens[index].cell.row
        near = tokens[index : index + 3] if self.grid.borders is Borders.ROWS else tokens[index : index + 2]
        same = [t for t in near if t.cell.row == row or self.grid.borders is not Borders.ROWS]
        return any(states_unit(t.text) for t in same)

    def _is_value(self, tokens: Sequence[Token], index: int) -> bool:
        """其他 and 说明 are tails only where a row may begin: not straight after a name."""
        return self.grid.borders is Borders.LINES and folded(tokens[index].text) in ("其他", "说明", "备注", "小计")

    def _rows(self, columns: tuple[Column, ...], tokens: Sequence[Token], *, cut: bool) -> None:
        heads = _with_group(columns, tokens)
        blanks = any(not t.text for t in tokens)
        used = [t for t in tokens if name_of(t.text) or blanks]
        if Head.SUBJECT in heads:
            used = _without_totals(used)
        rows = aligned(used, heads, cut=cut)
        if cut and _is_cut(rows, heads):
            rows.pop()
        heads = _natures_decided(heads, rows)
        taker = self._taker(columns, heads)
        for row in rows:
            for half in _halves(heads):
                taker.add(_cells(row, heads, half))
        self.front.close()

    def _taker(self, columns: tuple[Column, ...], heads: Sequence[Head]) -> IndicatorRows | ProjectRows:
        names = frozenset(h.value for h in heads)
        if Head.SUBJECT in heads:
            texts = {c.head: c.text for c in reversed(columns)}
            return ProjectRows(lambda: self.front.begin(names), self.grid.source, texts, self.guessed)
        return IndicatorRows(self.front.filled(names), self.grid.source, self.guessed)

    # ------------------------------------------------------------------ front
    def _front(self, tokens: Sequence[Token]) -> None:
        for cells in self._front_rows(tokens):
            self.front.take_row(self.grid, cells)

    def _front_rows(self, tokens: Sequence[Token]) -> list[tuple[Cell, ...]]:
        if self.grid.borders is Borders.ROWS:
            rows: dict[int, list[Cell]] = {}
            for t in tokens:
                rows.setdefault(t.cell.row, []).append(t.cell)
            return [tuple(cells) for cells in rows.values()]
        return _labelled_rows(tokens)


def _subheads_in_line(run: list[Column]) -> list[Column]:
    """Heads of a second row follow the first where rows are lost: put below what they divide."""
    start = next((i for i in range(1, len(run)) if _opens_subheads(run, i)), None)
    if start is None:
        return run
    upper, lower = run[:start], run[start:]
    divided: list[Column] = []
    for column in upper:
        parts = [c for c in lower if c.head in _PARTS.get(column.head, ())]
        lower = [c for c in lower if c not in parts]
        divided += parts or [column]
    return [*divided, *lower]


def _opens_subheads(run: Sequence[Column], at: int) -> bool:
    """上年实际 with 预期 after 指标值; 经费保障 and the like after 偏差原因分析."""
    before = {c.head for c in run[:at]}
    if run[at].head is Head.PRIOR:
        return Head.TARGET in before and at + 1 < len(run) and run[at + 1].head is Head.TARGET
    return run[at].text == "经费保障" and Head.REASON in before


def _labelled_rows(tokens: Sequence[Token]) -> list[tuple[Cell, ...]]:
    """Rows that begin with their labels: what is printed between two labels is one value."""
    rows: list[list[Cell]] = []
    value: list[Token] = []
    open_row = False

    def flush() -> None:
        nonlocal open_row
        if any(t.text for t in value):
            groups = _values(value)
            if open_row:
                rows.extend(_with_values(rows.pop(), groups))
            else:
                rows.extend([_cell(g[0], _text_of(g), 1)] for g in groups)
            open_row = False
        value.clear()

    for token in tokens:
        if _stands_alone(token.text):
            flush()
            office = rows and len(rows[-1]) == 1 and not open_row and amount_unit_in(token.text)
            if office and not _stands_alone(rows[-1][0].text):
                rows[-1].append(_cell(token, token.text, 2))
            else:
                rows.append([_cell(token, token.text, 1)])
            open_row = False
        elif is_label(token.text) or vocabulary.funds_column(token.text):
            flush()
            if not open_row:
                rows.append([])
            rows[-1].append(_cell(token, token.text, len(rows[-1]) + 1))
            open_row = True
        else:
            value.append(token)
    flush()
    return [tuple(row) for row in rows]


def _cell(token: Token, text: str, column: int) -> Cell:
    return token.cell._replace(text=text, column=column, rowspan=1, colspan=1)


def _stands_alone(text: str) -> bool:
    """A title, a year line, or a line that labels its own value."""
    if title_rank(text) or year_line(text):
        return True
    inline = _INLINE.match(text)
    return bool(inline and inline[2] and len(text) < 60 and vocabulary.field(inline[1])) or bool(
        len(text) < 24 and amount_unit_in(text) and not vocabulary.is_funds_label(text)
    )


def _text_of(group: Sequence[Token]) -> str:
    return "\n".join(t.text for t in group)


def _values(tokens: Sequence[Token]) -> list[list[Token]]:
    """Amounts each stand alone, a blank cell or a whole cell ends a text; other pieces are one text."""
    groups: list[list[Token]] = []
    opens = True
    for token in tokens:
        is_amount = amount_in(token.text) is not None
        if not token.text:
            opens = True
            continue
        if opens or is_amount or token.gap > Gap.LINE:
            groups.append([token])
        else:
            groups[-1].append(token)
        opens = is_amount
    return groups


def _with_values(labels: list[Cell], groups: list[list[Token]]) -> list[list[Cell]]:
    """Labels with their values: to the right of the last, or below goals that stand side by side."""
    heads = [c for c in labels if vocabulary.funds_column(c.text) or vocabulary.is_funds_side_column(c.text)]
    if len(heads) > 1 and heads[-1] is labels[-1] and all(amount_in(_text_of(g)) for g in groups):
        return [labels, [_cell(g[0], _text_of(g), n) for n, g in enumerate(groups, 1)]]
    side = [c for c in labels if vocabulary.goal_label(c.text)]
    if len(side) == 1 and side[0] is labels[-1]:
        groups = [[t for g in groups for t in g]]
    if len(side) < 2 or side[-1] is not labels[-1]:
        values = [_cell(g[0], _text_of(g), len(labels) + n) for n, g in enumerate(groups, 1)]
        return [[*labels, *values]]
    named = [c for c in side if vocabulary.goal_label(c.text) is not GoalLabel.UNSAID] or side[-1:]
    if side[-1] not in named or len(named) < 2:
        named = side[-2:] if len(groups) >= 2 else side[-1:]
    if len(groups) < len(named):
        groups = _divided(groups, len(named))
    below = [_cell(g[0], _text_of(g), c.column) for c, g in zip(named, groups, strict=False)]
    return [labels, below]


def _divided(groups: list[list[Token]], count: int) -> list[list[Token]]:
    """One text that is really several: divided where its numbering or its quotes begin again."""
    pieces = [t for group in groups for t in group]
    if len(pieces) == count:
        return [[t] for t in pieces]
    lines: dict[int, list[Token]] = {}
    for t in pieces:
        lines.setdefault(t.cell.row, []).append(t)
    parts = list(lines.values())
    if len(parts) == count:
        return parts
    return _divided_alike(parts, count) or _divided_alike([[t] for t in pieces], count) or groups


def _divided_alike(parts: list[list[Token]], count: int) -> list[list[Token]] | None:
    for starts in _likely_starts(["".join(t.text for t in part) for part in parts]):
        if len(starts) == count:
            bounds = zip(starts, [*starts[1:], len(parts)], strict=True)
            return [[t for part in parts[a:b] for t in part] for a, b in bounds]
    return None


def _likely_starts(texts: Sequence[str]) -> Iterator[list[int]]:
    """Where texts may begin, the surest way of telling first: alike beginnings, numbering, full stops."""
    for size in (4, 3, 2):
        yield [i for i, text in enumerate(texts) if text[:size] == texts[0][:size]]
    counted = [_COUNTED.match(text) for text in texts]
    yield [i for i, c in enumerate(counted) if i == 0 or (c is None and texts[i - 1][-1] in "。；;.") or (c and c[1] in "1一")]


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
        if not rows or token.gap is Gap.ROW or (token.gap is Gap.LINE and token.cell.row != rows[-1][-1].cell.row):
            rows.append([])
        rows[-1].append(token)
    kept: list[Token] = []
    for row in rows:
        texts = [t.text for t in row if t.text]
        if not (2 <= len(texts) <= 4 and amount_in(texts[-1]) and len(texts[-1]) > 4 and row[0].gap >= Gap.LINE):
            kept += row
    return kept


def _is_cut(rows: Sequence[Sequence[Placed]], heads: Sequence[Head]) -> bool:
    """The text breaks off inside its last row: no target where the others have one."""
    targets = [i for i, h in enumerate(heads) if h is Head.TARGET]
    if len(rows) < 2 or not targets:
        return False
    others = [any(p.column >= targets[0] for p in row) for row in rows[:-1]]
    return sum(others) > len(others) / 2 and not any(p.column >= targets[0] for p in rows[-1])


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
    shared = half.start if len(half) < len(heads) else 0
    found: dict[Head, Cell] = {}
    for token, column, _, joins in row:
        if column not in half and not (column < shared and heads[column] is Head.LEVEL1):
            continue
        head = heads[column]
        if head in _UNUSED:
            continue
        if head in found:
            if joins and (token.gap <= Gap.LINE or token.cell.row != found[head].row):
                found[head] = found[head]._replace(text=joined(found[head].text + "\n" + token.text))
        else:
            found[head] = token.cell._replace(text=token.text)
    return found
