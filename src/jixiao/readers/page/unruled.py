"""Which lines of a page are a table without rulings between its columns, by its heads and labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from jixiao.readers.page.columns import WHITE, Edges, Row, Span, columns, crossed, heads_in, mended, snapped
from jixiao.readers.page.shapes import Line, Ruling, Rulings, Unfinished

_HEAD = re.compile(r"[一二三]级(指标)?|指标(名称|内容|值|目标值)?|目标值|分值|权重|完成值|得分")
_NAME = re.compile(r"三级|指标名称|指标内容|指标$")
_TITLE = re.compile(r"[^。；;：:]{4,40}表([（(][^）)]*[）)])?$")
_BEGINS = re.compile(
    r"(项目|部门|单位|专项|政策|资金)([（(](单位|政策|项目)[）)]|资金|支出)?名(?![册额单录])"
    r"|(编制|填报|预算|申报)(单位|部门)"
    r"|.*单位[:：](人民币)?[万千亿]?元"
)
_LABEL = re.compile(
    r"(主管|实施|填报|编制)(部门|单位)|项目(资金|属性|金额|总额|期)|资金|预算|年度|总体|绩效目标|项目(负责|联系)人"
)
_BEHIND = re.compile(
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分|注[:：]|填(报|表)|说明([:：]|\s)|.{0,6}负责人[:：]"
    r"|(合计|总分|总计)\s"
)
_LEVELS = frozenset(("一级", "二级"))  # the upper lines of heads of which the others take one line
_LEAST_HEADS = 3
_LEAST_LABELS = 2
_NEAR = 0.6  # ems between two lines of one head, at most
_ABOVE = 12.0  # points from the first ruling to the text
_BELOW = 40.0  # from the text to the last ruling, in a row that its labels make tall
_OUTSIDE = 3.0  # points from the text to the sides of the table


class Form(NamedTuple):
    """The lines of one table: above its heads, its heads, and below.

    ``edges`` are those of its columns below the heads, or its two sides if its
    heads stand on a page to come; ``first`` are those it had on its first page.
    The others are those of `Unfinished`.
    """

    front: Sequence[Row]
    heads: Sequence[Row]
    body: Sequence[Row]
    edges: Edges
    first: Edges
    name: int
    before: Unfinished | None = None  # what it goes on from
    corner: float = 0.0
    least: float = 0.0
    way: str = ""

    @property
    def rows(self) -> list[Row]:
        return [*self.front, *self.heads, *self.body]

    @property
    def is_late(self) -> bool:
        """Whether labels of its first rows may stand on the page before."""
        return self.before is not None and self.before.is_headed

    @property
    def em(self) -> float:
        return median(row.line.em for row in self.rows)


def may_hold(lines: Iterable[Line]) -> bool:
    """Whether one of the lines holds the heads of an indicator table, or begins what stands above them."""
    return any(_may_be_head(line) or _begins(line) or _is_titled(line) for line in lines)


def forms(rows: Sequence[Row], drawn: Rulings, width: float, before: Unfinished | None) -> list[Form]:
    """What stands between titles, where it has heads, or will have, or goes on from the page before."""
    return [_settled(form, drawn, width) for form in _forms(rows, drawn, before)]


def rulings_of(form: Form, drawn: Rulings) -> list[Ruling]:
    """The rulings across that are drawn between the rows of a table, and around them."""
    left, right = form.rows[0].line.left, max(row.line.right for row in form.rows)
    found = [r for r in drawn.across if r.end > left and r.start < right]
    top, bottom = form.rows[0].line.top, form.rows[-1].line.bottom
    above = max((r.position for r in found if top - _ABOVE <= r.position <= top), default=top)
    below = min((r.position for r in found if bottom <= r.position <= bottom + _BELOW), default=bottom)
    return [r for r in found if above <= r.position <= below]


def _settled(form: Form, drawn: Rulings, width: float) -> Form:
    """The table with its sides, and its columns where rulings begin if there are any."""
    found = rulings_of(form, drawn)
    left, right = _sides(form, found, width)
    top = min((row.line.top for row in (*form.heads, *form.body)), default=0.0)
    ends = {x for r in found if r.position > top for x in (r.start, r.end)}
    places = [x for x in ends if left + WHITE < x < right - WHITE]
    edges = snapped((left, *form.edges[1:-1], right), [*form.heads, *form.body], places)
    first = (left, *form.first[1:-1], right) if form.first else edges
    return form._replace(edges=edges, first=first)


def _sides(form: Form, drawn: Sequence[Ruling], width: float) -> Span:
    """Those of the page before, or where rulings begin and end, or both as far from the paper's."""
    if form.before:
        return form.before.edges[0], form.before.edges[-1]
    left, right = min(row.line.left for row in form.rows), max(row.line.right for row in form.rows)
    if drawn:
        start, end = min(r.start for r in drawn), max(r.end for r in drawn)
        if start <= left and right <= end:
            return start, end
    return left - _OUTSIDE, max(width - left + _OUTSIDE, right + _OUTSIDE)


# ---- what the lines are


def _may_be_head(line: Line) -> bool:
    """Whether a line holds heads, or the upper halves of some."""
    if "级" not in line.text and "指" not in line.text:
        return False
    found = _heads(line.text)
    return _are_heads(found) or _LEVELS.issubset(found) or (len(found) > 1 and "\t" in line.text)


def _heads(text: str) -> list[str]:
    return [match[0] for match in _HEAD.finditer(text.replace(" ", ""))] if len(text) < 120 else []


def _are_heads(found: Sequence[str]) -> bool:
    return len(found) >= _LEAST_HEADS and len(set(found)) > 1


def _begins(line: Line) -> bool:
    apart = " " in line.text or "\t" in line.text
    return apart and bool(_BEGINS.match(line.text.replace(" ", "")))


def _is_titled(line: Line) -> bool:
    return "绩效" in line.text and _is_title(line)


def _is_title(line: Line) -> bool:
    return "\t" not in line.text and bool(_TITLE.match(line.text.strip()))


# ---- the tables of a page


def _forms(rows: Sequence[Row], drawn: Rulings, before: Unfinished | None) -> Iterator[Form]:
    known = before is not None
    for part in _parts(rows, drawn, goes_on=before is not None and before.is_headed):
        old = before if part[0] is rows[0] and not _begins(part[0].line) else None
        head = next((i for i in range(len(part)) if _is_head_row(part, i)), None)
        if head is not None:
            known = True
            yield _headed(part, head, old)
        elif old and old.is_headed and _fit(_body(part), edges := mended(old.edges, _body(part))):
            yield Form([], [], _body(part), edges, old.edges, old.name, old)
        elif part[-1] is rows[-1] and _is_front(part, rows, is_among=known):
            yield Form(part, [], [], (), (), 0, old)


def _is_head_row(rows: Sequence[Row], at: int) -> bool:
    """Whether heads begin in a line, alone or with the next two beside or below it."""
    row = rows[at]
    if not _may_be_head(row.line):
        return False
    if len(row.spans) >= _LEAST_HEADS and _are_heads(_heads(row.line.text)):
        return True
    block = [row, *(other for other in rows[at + 1 : at + 3] if other.line.top < _below(row.line))]
    spans = heads_in(block)
    return len(spans) >= _LEAST_HEADS and _are_heads(_heads("\t".join(_text(block, s) for s in spans)))


def _text(rows: Sequence[Row], span: Span) -> str:
    return "".join(g.text for row in rows for g in row.glyphs if span[0] <= g.left < span[1])


def _below(line: Line) -> float:
    """How far down a second line of the same cells may begin."""
    return line.bottom + _NEAR * line.em


def _is_front(part: Sequence[Row], rows: Sequence[Row], *, is_among: bool) -> bool:
    """Whether lines at the end of a page, perhaps ``is_among`` others, are what stands above the heads."""
    if _BEHIND.match(part[0].line.text):
        return False
    above = [row.line for row in rows if row.line.bottom <= part[0].line.top and _is_title(row.line)]
    labels = [row for row in part if len(row.spans) > 1 and _LABEL.match(row.line.text.replace(" ", ""))]
    begins = [row for row in part if len(row.spans) > 1 and _begins(row.line)]
    if any(map(_is_titled, above[-1:])):
        return bool(labels or begins)
    return bool(begins) and (is_among or len(labels) >= _LEAST_LABELS)


def _parts(rows: Sequence[Row], drawn: Rulings, *, goes_on: bool) -> Iterator[Sequence[Row]]:
    """The lines between titles, and from where another table begins without one."""
    part: list[Row] = []
    headed = goes_on
    for at, row in enumerate(rows):
        is_title = _is_title(row.line)
        is_more = bool(headed and part) and _is_near(row, part[-1:], part[-1])
        is_head = not is_more and _is_head_row(rows, at)
        begins = is_head or _begins(row.line) or (bool(part) and _is_apart(part[-1], row, drawn))
        other = headed and begins and not is_more
        if part and (is_title or other):
            yield part
            part, headed = [], False
        if not is_title:
            headed = is_head or (headed and bool(part or not _begins(row.line)))
            part.append(row)
    if part:
        yield part


def _is_apart(above: Row, below: Row, drawn: Rulings) -> bool:
    """Whether a table ends between two lines: two rulings with nothing between them."""
    found = [r.position for r in drawn.across if above.line.bottom < r.position < below.line.top]
    return len(below.spans) < _LEAST_HEADS and bool(found) and found[-1] - found[0] > WHITE


def _headed(part: Sequence[Row], head: int, before: Unfinished | None) -> Form:
    """A table from its first line on, its columns told by its heads."""
    first, last = _head_block(part, head)
    heads, body = part[first : last + 1], _body(part[last + 1 :])
    found = heads_in(heads)
    edges = columns(found, [*heads, *body], part[head].line.em)
    old = before.edges if before and len(before.edges) == len(edges) else ()  # heads that are repeated
    return Form(part[:first], heads, body, edges, old, _name(heads, edges), before)


def _head_block(part: Sequence[Row], head: int) -> tuple[int, int]:
    """The first and the last line of heads that may take several."""
    first = last = head
    while first > 0 and _is_near(part[first - 1], part[first : head + 1], part[head]):
        first -= 1
    while last + 1 < len(part) and _is_near(part[last + 1], part[first : last + 1], part[head]):
        last += 1
    return first, last


def _is_near(row: Row, heads: Sequence[Row], main: Row) -> bool:
    """Whether a line is more of the heads: beside most of them, or each text right above or below one."""
    if row.line.top < main.line.bottom and main.line.top < row.line.bottom:
        return True
    return all(any(_is_more(span, row, head) for head in heads) for span in row.spans)


def _is_more(span: Span, row: Row, head: Row) -> bool:
    over = (other for other in head.spans if other[0] < span[1] and span[0] < other[1])
    return any(_apart(_height(row, span), _height(head, other)) < _NEAR * row.line.em for other in over)


def _height(row: Row, span: Span) -> Span:
    """From where down to where the characters of one text reach."""
    inside = [g for g in row.glyphs if span[0] <= g.left < span[1]]
    return min(g.top for g in inside), max(g.bottom for g in inside)


def _apart(one: Span, other: Span) -> float:
    return max(one[0] - other[1], other[0] - one[1])


def _body(part: Sequence[Row]) -> Sequence[Row]:
    """The lines up to the notes below a table, or another section of the document."""
    end = next((i for i, row in enumerate(part) if _BEHIND.match(row.line.text)), len(part))
    return part[:end]


def _name(heads: Sequence[Row], edges: Edges) -> int:
    """The column whose head is that of the names."""
    glyphs = [g for row in heads for g in row.glyphs]
    for column, (start, end) in enumerate(pairwise(edges[:-1])):
        text = "".join(g.text for g in glyphs if start <= g.left < end and g.text != " ")
        if _NAME.match(text):
            return column
    return 1


def _fit(rows: Sequence[Row], edges: Edges) -> bool:
    """Whether most lines keep the columns of the page before."""
    kept = [row for row in rows if not crossed(row.spans, edges[1:-1])]
    return len(kept) >= max(1, 0.6 * len(rows))
