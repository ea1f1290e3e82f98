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
_MANY = 3  # columns that end where those of another table do: the tables are one
_LONG = 9  # characters: no level
_MOST_HEADS = 8  # rows that a table repeats on each page
_HEAD = re.compile(r"[一二三]级指标|指标(名称|内容|值|目标值)|^(绩效)?指标$")
_ENDS = re.compile(r"[。；;%％]$|\d分[）)]$")
_BEGINS = re.compile(r"[≥≤≧≦＞＜><＝=]|\d+[.．、]|目标\d|指标\d|(年度|总体|绩效|项目)+目标$")
_UNIT = re.compile(r"[万亿元米里克吨亩顷度次人个件家份户处项座台套册场期天月年周日时前比分率以上下内]{1,4}")
_REST = re.compile(r"[（(]?[一-鿿%％‰/·]{1,3}[）)。；;]?")  # of a label
_ITEM = re.compile(r"指标\d+[:：]")
_COUNT = re.compile(r"(?:目标)?(\d{1,2})[.．、:：](?!\d)")
_SENTENCE = re.compile(r"(?:目标)?1[.．、:：].{8,}[。；;]$")
_GOAL = re.compile(r"(年度|当年|中期|长期|总体|绩效|预期|项目|实施期)*目标([（(].*[）)])?")
_FIELD = re.compile(
    r"(项目|部门|单位|专项|资金)([（(]..[）)])?名称|(项目|业务)?(主管|实施|预算|填报)(部门|单位)(及[代编]码)?"
    r"|((项目|年度)?(资金|预算)(总额|情况|来源|用途|执行情况)?)([（(].{1,3}[）)])?"
)
_WHOLE = (_FIELD, _GOAL)  # words that a page end may cut
_VALUE = re.compile(
    r"([≥≤≧≦＞＜><＝=]*|不?[超高低大小少多]于?过?(等于)?|达到|保持|等于|控制在)-?\d[\d.,]*\D{0,6}$|\d{4}年.*\d+[月日前]*$"
)
_LABEL = re.compile(r"[一-鿿]{2,12}$")
_LEVEL = re.compile(
    r"([（(]?[一二三四五六七八九\d][）)、.．])?"
    r"((项目|部门)?(投入|过程|决策|管理|产出|完成|效果|效益|成本|满意度)类?|(年度|项目)?绩效|数量|质量|时效|进度"
    r"|(经济|社会|生态|环境|生态环境)(效益|成本|影响|效应)|可持续(影响|发展(能力)?|性)"
    r"|((社会)?公众(或|和|及))?(服务|受益|帮扶)对象满意度|社会公众满意度|资金投入|能力建设|职责履行"
    r"|履职(效果|效能|效益)|部门(履职|效果)目标|(目标|预算)(设定|配置|执行)|(信息化|组织|人力资源)建设"
    r"|(预算|财务|采购|人员|资产|档案|长效|重点工作)管理)(指标|目标)?([（(].*[）)])?"
)
_STACKED = re.compile(r"[一-鿿（）()\d]")
_NOTE = re.compile(r"[（(][^（()）]{1,6}[）)]")
_GRADE = re.compile(
    r"良好|优|已|合格|达标|及时|按时|完成|提升|增强|改善|显著|明显|有效|不断|逐步|持续|长期|严格|规范|较|稳步|有所"
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
    if page != table.last_page + 1:
        return False
    lefts = {part.left for part in table.parts}
    inner = [any(abs(x - left) <= _COLUMN for left in lefts) for x in frame.across[1:-1]]
    if len(inner) >= _MANY and all(inner):
        return True
    if abs(table.box[2] - frame.across[-1]) > _SAME:
        return False
    return abs(table.box[0] - frame.across[0]) <= _SAME or (
        all(inner) and any(abs(frame.across[0] - left) <= _COLUMN for left in lefts)
    )


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
    if abs(part.left - table.box[0]) > _SAME:
        return False
    tall = [p for p in table.parts if p.rowspan > 1]
    last = [p for p in tall if p.last == table.rows and abs(p.left - part.left) <= _SAME]
    repeated = any(_is_repeated(p, part) for p in tall)
    return not part.lines or repeated or any(_is_label_cut(p, part) for p in last)


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
    if len(pairs) < len(below) or any(_are_levels(up, down) for up, down in pairs):
        return False
    leaves = [(up, down) for up, down in pairs if up.rowspan == 1 and down.rowspan == 1]
    spoken = [(up, down) for up, down in leaves if down.lines]
    if not spoken or any(not up.lines for up, _ in spoken):
        return False
    first = spoken[0][1].left
    ended = [down.left for up, down in leaves if up.lines and not down.lines]
    if len(spoken) == 1 and ended and max(ended) < first:
        return not _GOAL.fullmatch(compact(spoken[0][0].text))  # a value without its name
    if any(_are_two(up, down) for up, down in spoken):
        return False
    if len(spoken) == 1 and _is_alone(*spoken[0], len(ended)):
        return True
    if ended and any(_is_unit(up, down) for up, down in spoken):
        return True
    unfinished = sum(
        _is_open(up, down) or _is_label_cut(up, down) or _counts_on(up, down) for up, down in spoken
    )
    return unfinished == len(spoken) or (unfinished > 0 and max(ended, default=first) > first)


def _counts_on(up: Part, down: Part) -> bool:
    """Whether the goals 1 to 3 are followed by the fourth."""
    first, second = compact(up.text), compact(down.text)
    following = _COUNT.match(second)
    counted = [int(number) for number in _COUNT.findall(first)]
    if not (counted and following and _SENTENCE.match(first)):
        return False
    return int(following[1]) == counted[-1] + 1


def _are_levels(up: Part, down: Part) -> bool:
    """Whether two cells are levels, each in full, and not the same."""
    first, second = compact(up.text), compact(down.text)
    return first != second and bool(_LEVEL.fullmatch(first) and _LEVEL.fullmatch(second))


def _is_alone(up: Part, down: Part, ended: int) -> bool:
    """Whether a name comes without a value of its own: the rest of one, beside cells that have ended."""
    least = 1 if _REST.fullmatch(compact(down.text)) else 2
    return ended >= least and _may_go_on(up, down) and not _GOAL.fullmatch(compact(up.text))


def _is_unit(up: Part, down: Part) -> bool:
    """Whether a number is followed by (the rest of) its unit."""
    return bool(_VALUE.match(compact(up.text)) and _UNIT.fullmatch(compact(down.text)))


def _may_go_on(up: Part, down: Part) -> bool:
    return not _ENDS.search(compact(up.text)) and not _BEGINS.match(compact(down.text))


def _over(above: Sequence[Part], down: Part) -> Part | None:
    """The cell that stands over this one and is as wide."""
    same = (p for p in above if abs(p.left - down.left) <= _SAME and abs(p.right - down.right) <= _SAME)
    return next(same, None)


def _runs_on(up: Part, down: Part) -> bool:
    return is_full(up.lines[-1], down.lines[0], up.left, up.right)


def _is_open(up: Part, down: Part) -> bool:
    """Whether a text plainly stops in the middle, with another that cannot begin a cell."""
    full = is_full(up.lines[-1], down.lines[0], up.left, up.right, margin=1.4)
    return full and _may_go_on(up, down)


def _is_label_cut(up: Part, down: Part) -> bool:
    """Whether 产出 and 指标, or 产出指 and 标, or 成本(17 and 分), are one level."""
    first, second = compact(up.text), compact(down.text)
    if _UNCLOSED.search(first) and _CLOSES.match(second):
        return True
    are_levels = bool(_LEVEL.fullmatch(first)), bool(_LEVEL.fullmatch(second))
    if _LEVEL.fullmatch(first + second) and not all(are_levels):
        return True
    if first.endswith("指标") and _NOTE.fullmatch(second):
        return True
    if any(w.fullmatch(first + second) and not (w.fullmatch(first) and w.fullmatch(second)) for w in _WHOLE):
        return True
    if _is_stacked(up) and _is_stacked(down) and not any(are_levels) and not first.isdigit():
        return True
    if not second.endswith(("指标", "标")) or first.endswith(("指标", "目标")) or "级指标" in second:
        return False
    short = second in ("指标", "标") or (len(second) < 5 and _runs_on(up, down))
    return short and bool(_LABEL.match(first + second))


def _is_stacked(part: Part) -> bool:
    """Whether a label runs downwards, a character a line."""
    return bool(part.lines) and all(_STACKED.fullmatch(line.text) for line in part.lines)


def _are_two(up: Part, down: Part) -> bool:
    """Whether two texts are plainly two values or levels, a goal below its head, or dots for more rows."""
    first, second = compact(up.text), compact(down.text)
    if second.startswith(("…", "...")) or _ITEM.match(second) or first == second:
        return True
    if first.endswith("指标") and second.endswith("指标"):
        return True
    if _GOAL.fullmatch(first) and len(second) > _LONG:
        return True
    return bool(_VALUE.match(first) and (_VALUE.match(second) or _GRADE.match(second)))


def _joined(table: Table, parts: Sequence[Part], found: Table, page: int, *, overlap: int) -> Table:
    """The rows of both pages; ``overlap`` is 1 where the last row of one is the first of the other."""
    above = {p: p for p in table.parts if p.last == table.rows}
    added: list[Part] = []
    spans = _open_spans(list(above), parts)
    heads = _are_heads(list(above), parts)
    leading = True
    for part in parts:
        up = _over(list(above), part) if part.row == 1 else None
        whole = up is not None and (overlap == 1 or heads or (up.rowspan, part.rowspan) in spans)
        if up is not None and (whole or (leading and _is_rest(up, part))):
            lines = () if _is_repeated(up, part) else part.lines
            above[up] = _taller(up, part.rowspan - overlap, lines)
            continue
        leading = leading and (part.row > 1 or not part.lines)
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


def _are_heads(above: Sequence[Part], parts: Sequence[Part]) -> bool:
    """Whether heads over two rows are cut: most are blank on the next page, others have heads below them."""
    below = [part for part in parts if part.row == 1]
    blank = [up for part in below if not part.lines and (up := _over(above, part)) is not None]
    heads = [up for up in blank if _HEAD.search(compact(up.text))]
    return len(heads) > 1 and any(part.lines and _over(above, part) is None for part in below)


def _open_spans(above: Sequence[Part], parts: Sequence[Part]) -> set[tuple[int, int]]:
    """The heights of merged cells beside a long text that the page end cuts: those of one project."""
    over = [(_over(above, part), part) for part in parts if part.row == 1 and part.lines]
    pairs = [(up, down) for up, down in over if up and up.lines and (up.rowspan > 1 or down.rowspan > 1)]
    two = {(up.rowspan, down.rowspan) for up, down in pairs if _are_two(up, down)}
    cut = {
        (up.rowspan, down.rowspan)
        for up, down in pairs
        if len(compact(up.text)) >= _LONG and (_is_open(up, down) or _counts_on(up, down))
        if not _is_repeated(up, down)
    }
    return cut - two


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
