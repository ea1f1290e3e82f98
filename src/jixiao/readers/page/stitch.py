"""Tables that go on over the page end, made whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.grid.grid import Cell, Grid
from jixiao.grid.text import compact
from jixiao.readers.page.lines import is_full, text_of
from jixiao.readers.page.shapes import Box, Frame, Line

_SAME = 8.0  # points between the edges of one table on two pages
_COLUMN = 5.0
_LONG = 9  # characters: no level
_MOST_HEADS = 8  # rows that a table repeats on each page
_HEAD = re.compile(r"[一二三]级指标|指标(名称|内容|值|目标值)|^(绩效)?指标$")
_ENDS = re.compile(r"[。；;%％]$")
_BEGINS = re.compile(r"[≥≤≧≦＞＜><＝=]|\d+[.．、]|目标\d|指标\d")
_VALUE = re.compile(r"[≥≤≧≦＞＜><＝=]*(-?[\d.,]+\D{0,4})?$")
_LABEL = re.compile(r"[一-鿿]{2,12}$")
_HALVES = re.compile(
    r"(经济|社会|生态|环境|生态环境|可持续|服务对象|受益对象|社会公众)\n(效益|影响|成本|发展|满意度).*"
)
_NOTE = re.compile(r"[（(][^（()）]{1,6}[）)]")
_GRADE = re.compile(
    r"良好|优|合格|达标|及时|按时|完成|提升|增强|改善|显著|明显|有效|不断|逐步|持续|长期|严格|规范|较|稳步|有所"
)
_UNCLOSED = re.compile(r"[（(][^）)]*$")
_CLOSES = re.compile(r"[^（(]*[）)]")


class Part(NamedTuple):
    """A cell of a table over several pages, with the lines it has on each and the text they make."""

    row: int
    rowspan: int
    left: float
    right: float
    lines: tuple[Line, ...]
    text: str
    page: int
    box: Box

    @property
    def last(self) -> int:
        return self.row + self.rowspan - 1

    def at(self, row: int, rowspan: int) -> Part:
        return Part(row, rowspan, *self[2:])


@dataclass(frozen=True, slots=True)
class Table:
    """A table as far as the pages went; rows count from 1. ``heads`` is where its last page began."""

    parts: tuple[Part, ...]
    rows: int
    page: int
    last_page: int
    box: Box
    begins: tuple[int, ...] = field(default=(1,))


def begun(frame: Frame, page: int) -> Table:
    parts = tuple(_parts(frame, page))
    return Table(parts, len(frame.down) - 1, page, page, frame.box)


def _parts(frame: Frame, page: int) -> Iterator[Part]:
    xs, ys = [round(x, 1) for x in frame.across], [round(y, 1) for y in frame.down]
    for top, bottom, left, right, lines in frame.pieces:
        start, end = frame.across[left], frame.across[right]
        box = (xs[left], ys[top], xs[right], ys[bottom])
        yield Part(top + 1, bottom - top, start, end, lines, text_of(lines, start, end), page, box)


def goes_on(table: Table, frame: Frame, page: int) -> bool:
    """Whether a frame at the head of the next page has the sides of the table.

    Where outer borders are not drawn, a blank column at the left leaves no
    trace on a page; then all other columns must be those of the table.
    """
    if page != table.last_page + 1 or abs(table.box[2] - frame.across[-1]) > _SAME:
        return False
    if abs(table.box[0] - frame.across[0]) <= _SAME:
        return True
    lefts = {part.left for part in table.parts}
    return all(any(abs(x - left) <= _COLUMN for left in lefts) for x in frame.across[:-1])


def repeats_heads(table: Table, frame: Frame, page: int) -> bool:
    """Whether the page begins with the heads of indicators that the table has already."""
    found = begun(frame, page)
    rows = _repeated_heads(table, found)
    return any(part.row <= rows and _HEAD.search(compact(part.text)) for part in found.parts)


def stitched(table: Table, frame: Frame, page: int) -> Table:
    """The table with the rows of its next page: repeated heads left out, cut rows and cells joined."""
    found = begun(frame, page)
    dropped = _repeated_heads(table, found)
    parts = [_without_rows(p, dropped) for p in found.parts if p.last > dropped]
    above = [p for p in table.parts if p.last == table.rows]
    if _is_cut(above, [p for p in parts if p.row == 1]):
        return _joined(table, parts, found, page, overlap=1)
    return _joined(table, parts, found, page, overlap=0)


def _repeated_heads(table: Table, found: Table) -> int:
    """How many rows at the head of the page repeat the heads of the table."""
    most = min(_MOST_HEADS, found.rows - 1, table.rows)
    tall = [p for p in found.parts if p.row <= most and p.rowspan > 1]
    above, below = _spoken(table.parts, most, table.rows), _spoken(found.parts, most, most)
    for count in range(most, 0, -1):
        if any(p.row <= count < p.last and not _stands_beside(p, table) for p in tall):
            continue
        run = [_texts(below, row, count) for row in range(1, count + 1)]
        if not any(run):
            continue
        heads = any(_HEAD.search(text) for row in run for text in row)
        starts = range(1, table.rows - count + 2) if heads else table.begins
        if any(all(_texts(above, start + i, count) == row for i, row in enumerate(run)) for start in starts):
            return count
    return 0


def _spoken(parts: Sequence[Part], tallest: int, last: int) -> dict[int, list[tuple[int, str]]]:
    """The cells with text by their row: their heights and texts."""
    rows: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for part in parts:
        if part.text and part.rowspan <= tallest and part.row <= last:
            rows[part.row].append((part.rowspan, compact(part.text)))
    return rows


def _texts(rows: dict[int, list[tuple[int, str]]], row: int, most: int) -> list[str]:
    """The texts of a row; cells of more than so many rows stand beside it and are left out."""
    return [text for rowspan, text in rows.get(row, ()) if text and rowspan <= most]


def _stands_beside(part: Part, table: Table) -> bool:
    """Whether a tall cell is the one at the left of all indicators, such as 绩效指标, going on."""
    at_left = abs(part.left - table.box[0]) <= _SAME
    return at_left and (not part.lines or any(_is_repeated(p, part) for p in table.parts if p.rowspan > 1))


def _without_rows(part: Part, dropped: int) -> Part:
    """A cell on a page whose first rows are left out."""
    if dropped == 0:
        return part
    row = max(part.row - dropped, 1)
    return part.at(row, part.last - dropped - row + 1)


def _is_cut(above: Sequence[Part], below: Sequence[Part]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    Borders do not tell: they are drawn around both halves. The texts do: each
    goes on from a full line, and some cells have nothing more to say.
    """
    pairs = [(up, down) for down in below if (up := _over(above, down)) is not None]
    if len(pairs) < len(below):
        return False
    leaves = [(up, down) for up, down in pairs if up.rowspan == 1 and down.rowspan == 1]
    spoken = [(up, down) for up, down in leaves if down.lines]
    if not spoken or any(not up.lines for up, _ in spoken):
        return False
    first = spoken[0][1].left
    ended = [down.left for up, down in leaves if up.lines and not down.lines]
    if len(spoken) == 1 and ended and max(ended) < first:
        return True  # a value alone, without the name that it belongs to
    if any(_are_two(up, down) for up, down in spoken):
        return False
    unfinished = sum(_is_open(up, down) or _is_label_cut(up, down) for up, down in spoken)
    return unfinished == len(spoken) or (unfinished > 0 and max(ended, default=first) > first)


def _over(above: Sequence[Part], down: Part) -> Part | None:
    """The cell that stands over this one and is as wide."""
    same = (p for p in above if abs(p.left - down.left) <= _SAME and abs(p.right - down.right) <= _SAME)
    return next(same, None)


def _runs_on(up: Part, down: Part) -> bool:
    return is_full(up.lines[-1], down.lines[0], up.left, up.right)


def _is_open(up: Part, down: Part) -> bool:
    """Whether a text plainly stops in the middle, with another that cannot begin a cell."""
    full = is_full(up.lines[-1], down.lines[0], up.left, up.right, margin=1.4)
    return full and not _ENDS.search(compact(up.text)) and not _BEGINS.match(compact(down.text))


def _is_label_cut(up: Part, down: Part) -> bool:
    """Whether 产出 and 指标, or 产出指 and 标, or 成本(17 and 分), are one level."""
    first, second = compact(up.text), compact(down.text)
    if _HALVES.fullmatch(f"{first}\n{second}") or (_UNCLOSED.search(first) and _CLOSES.match(second)):
        return True
    if first.endswith("指标") and _NOTE.fullmatch(second):
        return True
    if not second.endswith(("指标", "标")) or first.endswith(("指标", "目标")) or "级指标" in second:
        return False
    short = second in ("指标", "标") or (len(second) < 5 and _runs_on(up, down))
    return short and bool(_LABEL.match(first + second))


def _are_two(up: Part, down: Part) -> bool:
    """Whether two texts are plainly two values, or two levels, or the dots for a list's other rows."""
    first, second = compact(up.text), compact(down.text)
    if second.startswith(("…", "...")) or (_VALUE.match(first) and _GRADE.match(second)):
        return True
    if first.endswith("指标") and second.endswith("指标"):
        return True
    return first == second or bool(_VALUE.match(first) and _VALUE.match(second))


def _joined(table: Table, parts: Sequence[Part], found: Table, page: int, *, overlap: int) -> Table:
    """The rows of both pages; ``overlap`` is 1 where the last row of one is the first of the other."""
    above = {p: p for p in table.parts if p.last == table.rows}
    added: list[Part] = []
    spans = _open_spans(list(above), parts)
    leading = True
    for part in parts:
        up = _over(list(above), part) if part.row == 1 else None
        whole = up is not None and (overlap == 1 or (up.rowspan, part.rowspan) in spans)
        if up is not None and (whole or (leading and _is_rest(up, part))):
            lines = () if _is_repeated(up, part) else part.lines
            above[up] = _taller(up, part.rowspan - overlap, lines)
            continue
        leading = leading and part.row > 1
        added.append(part.at(part.row + table.rows - overlap, part.rowspan))
    kept = tuple(above[p] if p.last == table.rows else p for p in table.parts)
    rows = table.rows + max((p.last for p in parts), default=0) - (overlap if parts else 0)
    box = (table.box[0], table.box[1], table.box[2], found.box[3])
    return Table(kept + tuple(added), rows, table.page, page, box, (*table.begins, table.rows + 1 - overlap))


def _taller(part: Part, rows: int, lines: tuple[Line, ...]) -> Part:
    """A cell with so many more rows, and these lines below its own."""
    lines = part.lines + lines
    text = text_of(lines, part.left, part.right)
    return part._replace(rowspan=part.rowspan + rows, lines=lines, text=text)


def _open_spans(above: Sequence[Part], parts: Sequence[Part]) -> set[tuple[int, int]]:
    """The heights of merged cells beside a long text that the page end cuts: those of one project."""
    pairs = [(_over(above, part), part) for part in parts if part.row == 1 and part.lines]
    return {
        (up.rowspan, down.rowspan)
        for up, down in pairs
        if up is not None and up.lines and (up.rowspan > 1 or down.rowspan > 1)
        if len(compact(up.text)) >= _LONG and _is_open(up, down) and not _is_repeated(up, down)
    }


def _is_rest(up: Part, down: Part) -> bool:
    """Whether a cell of the columns at the left is the lower part of the one above the page end."""
    if up.rowspan == 1 and down.rowspan == 1 and not down.lines:
        return False  # blank below its level: the forms fill it
    if not down.lines:
        return True
    if not up.lines:
        return False
    first, second = compact(up.text), compact(down.text)
    if first == second:
        return True
    return _is_label_cut(up, down)


def _is_repeated(up: Part, down: Part) -> bool:
    return compact(up.text) == compact(down.text)


def grid_of(table: Table, number: int) -> Grid:
    """The grid: columns end wherever a cell of any page ends."""
    edges = _edges(table.parts)
    cells = sorted((_cell(part, edges, table.page) for part in table.parts), key=lambda c: (c.row, c.column))
    return Grid(tuple(cells), number, table.page)


def _edges(parts: Sequence[Part]) -> list[float]:
    edges: list[float] = []
    for position in sorted({p.left for p in parts} | {p.right for p in parts}):
        if not edges or position - edges[-1] > _COLUMN:
            edges.append(position)
    return edges


def _cell(part: Part, edges: Sequence[float], page: int) -> Cell:
    left = bisect_left(edges, part.left - _COLUMN)
    right = bisect_left(edges, part.right - _COLUMN)
    return Cell(
        part.row,
        left + 1,
        part.text,
        part.rowspan,
        max(right - left, 1),
        part.box,
        None if part.page == page else part.page,
    )
