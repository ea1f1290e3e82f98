"""Tables without rulings, or with those between rows alone: the rulings that their text implies.

The heads of an indicator table tell that there is one. A column ends between two
heads, where fewest lines run over; a row ends at a ruling if there are any, or
where lines stand farther apart than those of one cell do. Above the heads, where
forms have other columns in every row, cells are told by the white between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.readers.page.lines import lines_of, rows_of
from jixiao.readers.page.shapes import Glyph, Line, Ruling, Rulings

_HEAD = re.compile(r"([一二三]级)?指标(名称|内容|值|目标值)?|目标值|分值|权重|完成值|得分")
_NAME = re.compile(r"三级|指标名称|指标内容")
_TITLE = re.compile(r"[^。；;：:]{4,40}表([（(][^）)]*[）)])?$")
_LEAST_HEADS = 3
_LEAST_ROWS = 3
_WHITE = 4.0  # points between texts of two columns, at least
_FREE = 0.9  # ems between texts of two columns above the heads, at least
_LEADING = 0.8  # ems between two lines of a cell, at most
_OUTSIDE = 3.0  # points from the text to the sides of the table
_APART = 1.6  # how much farther rows stand apart than the lines of a cell
_BEYOND = 12.0  # points from the text to the first and the last ruling
_FOOT = 0.93  # of the page's height: below stand page numbers

Columns = tuple[float, ...]
_Span = tuple[float, float]


class _Row(NamedTuple):
    """A line of the page with its characters."""

    line: Line
    glyphs: list[Glyph]


class _Form(NamedTuple):
    """The lines of one table; ``head`` of them stand above the heads.

    ``name`` is the column of the indicators' names, the first one being 0.
    """

    rows: Sequence[_Row]
    head: int
    columns: Columns
    name: int


def has_heads(lines: Iterable[Line]) -> bool:
    """Whether one of the lines holds the heads of an indicator table."""
    return any(map(_is_head, lines))


def implied(
    rulings: Rulings, outside: Sequence[Glyph], height: float, before: Columns
) -> tuple[Rulings, Columns]:
    """The rulings that the text ``outside`` all ruled tables implies.

    ``before`` are the columns of a table that reached the end of the page
    before; returned are those of one that reaches the end of this page.
    """
    rows = [row for row in _rows(outside) if row.line.bottom < height * _FOOT]
    forms = list(_forms(rows, before))
    added = [_rulings(form, rulings) for form in forms]
    across = tuple(ruling for each in added for ruling in each.across)
    down = tuple(ruling for each in added for ruling in each.down)
    goes_on = bool(forms) and forms[-1].rows[-1] is rows[-1]
    return Rulings(across, down), forms[-1].columns if goes_on else ()


def _is_head(line: Line) -> bool:
    return len(_HEAD.findall(line.text)) >= _LEAST_HEADS and len(line.text) < 120


def _rows(glyphs: Sequence[Glyph]) -> Iterator[_Row]:
    for row in rows_of(glyphs):
        (line,) = lines_of(row)
        yield _Row(line, row)


def _forms(rows: Sequence[_Row], before: Columns) -> Iterator[_Form]:
    """What stands between titles, where it has heads or goes on from the page before."""
    start = 0
    for end in [*(i for i, row in enumerate(rows) if _is_title(row.line)), len(rows)]:
        part = rows[start:end]
        head = next((i for i, row in enumerate(part) if _is_head(row.line)), None)
        if head is not None:
            columns = _columns(part[head:])
            yield _Form(part, head, columns, _name(part[head], columns))
        elif before and start == 0 and part and _fit(part, before):
            yield _Form(part, 0, before, min(3, len(before) - 2))
        start = end + 1


def _name(head: _Row, columns: Columns) -> int:
    """The column whose head is that of the names."""
    for column in range(len(columns) - 2):
        inside = "".join(g.text for g in head.glyphs if columns[column] <= g.left < columns[column + 1])
        if _NAME.match(inside.strip()):
            return column
    return 1


def _is_title(line: Line) -> bool:
    return "\t" not in line.text and bool(_TITLE.match(line.text.strip()))


def _columns(body: Sequence[_Row]) -> Columns:
    """The edges of the columns: between two heads, where fewest rows have text."""
    heads = _texts(body[0].glyphs, max(_WHITE, body[0].line.em * 0.45))
    spans = [_texts(row.glyphs, _WHITE) for row in body]
    left = min(span[0][0] for span in spans)
    right = max(span[-1][1] for span in spans)
    if left < heads[0][0] - 2 * body[0].line.em:  # a column without a head
        heads = [(left, left + 1), *heads]
    inner = [_free(spans, (a[0] + a[1]) / 2, (b[0] + b[1]) / 2) for a, b in pairwise(heads)]
    return (left - _OUTSIDE, *inner, right + _OUTSIDE)


def _free(spans: Sequence[Sequence[_Span]], left: float, right: float) -> float:
    """The place between two others where fewest rows have text: the middle of the widest such."""
    steps = sorted({left, right} | {x for row in spans for span in row for x in span if left < x < right})
    best = (len(spans) + 1, 0.0, left)
    start, least = left, len(spans) + 1
    for a, b in pairwise(steps):
        count = sum(any(start < b and end > a for start, end in row) for row in spans)
        if count != least:
            start, least = a, count
        best = min(best, (count, start - b, (start + b) / 2))
    return best[2]


def _texts(glyphs: Iterable[Glyph], white: float) -> list[_Span]:
    """From where to where texts stand that have so much white between them."""
    spans: list[_Span] = []
    for glyph in sorted(g for g in glyphs if g.text != " "):
        if spans and glyph.left - spans[-1][1] < white:
            spans[-1] = (spans[-1][0], max(spans[-1][1], glyph.right))
        else:
            spans.append((glyph.left, glyph.right))
    return spans


def _fit(rows: Sequence[_Row], columns: Columns) -> bool:
    """Whether most lines keep the columns of the page before."""
    kept = [row for row in rows if not _crossed(_texts(row.glyphs, _WHITE), columns)]
    return len(kept) >= max(1, 0.6 * len(rows))


def _crossed(spans: Sequence[_Span], columns: Columns) -> set[int]:
    """The edges that these texts run over."""
    return {i for a, b in spans for i in range(bisect_left(columns, a + 1), bisect_left(columns, b - 1))}


def _rulings(form: _Form, drawn: Rulings) -> Rulings:
    """Lines around each row, and between its cells."""
    rows, columns = form.rows, form.columns
    left = min(columns[0], *(row.line.left - _OUTSIDE for row in rows))
    right = max(columns[-1], *(row.line.right + _OUTSIDE for row in rows))
    ends = _drawn_ends(rows, drawn, left, right)
    across = [] if ends else list(_across(form, left, right))
    ends = ends or sorted({ruling.position for ruling in across})
    above = rows[form.head].line.top
    down = [Ruling(left, ends[0], ends[-1]), Ruling(right, ends[0], ends[-1])]
    for upper, lower in pairwise(ends):
        inside = [g for row in rows for g in row.glyphs if upper <= (g.top + g.bottom) / 2 < lower]
        is_front = form.head > 0 and (upper + lower) / 2 < above
        if is_front or _crossed(_texts(inside, _WHITE), columns):
            walls = _between_texts(inside, columns, rows[0].line.em)
        else:
            walls = columns[1:-1]
        down += [Ruling(x, upper, lower) for x in walls]
    return Rulings(tuple(across), tuple(down))


def _between_texts(glyphs: Sequence[Glyph], columns: Columns, em: float) -> Columns:
    """Where the cells of a row end that does not keep to the columns."""
    pairs = pairwise(_texts(glyphs, max(_WHITE, _FREE * em)))
    return tuple(
        next((x for x in columns if end < x < start), (end + start) / 2) for (_, end), (start, _) in pairs
    )


def _drawn_ends(rows: Sequence[_Row], drawn: Rulings, left: float, right: float) -> list[float]:
    """The rulings between the rows, from top to bottom."""
    top, bottom = rows[0].line.top - _BEYOND, rows[-1].line.bottom + _BEYOND
    found = (r for r in drawn.across if top <= r.position <= bottom and r.end > left and r.start < right)
    ends = sorted({ruling.position for ruling in found})
    return ends if len(ends) > _LEAST_ROWS else []


def _across(form: _Form, left: float, right: float) -> Iterator[Ruling]:
    """Where rows begin and end when nothing is drawn.

    Rows are told by the names of the indicators and what stands right of them.
    The labels at the left run over several rows; lines between rows leave them out.
    """
    rows, columns = form.rows, form.columns
    front, body = rows[: form.head], rows[form.head :]
    yield Ruling(rows[0].line.top - 1, left, right)
    yield from _between(front, columns, 1, left, right)
    if front:
        yield Ruling((front[-1].line.bottom + body[0].line.top) / 2, left, right)
    yield from _between(body, columns, form.name, left, right)
    yield Ruling(rows[-1].line.bottom + 1, left, right)


def _between(
    rows: Sequence[_Row], columns: Columns, name: int, left: float, right: float
) -> Iterator[Ruling]:
    lines = lines_of(g for row in rows for g in row.glyphs if g.left >= columns[name])
    labels = [
        lines_of(g for row in rows for g in row.glyphs if start <= g.left < end)
        for start, end in pairwise((left, *columns[1 : name + 1]))
    ]
    gaps = [below.top - above.bottom for above, below in pairwise(lines)]
    least = _threshold(gaps, max((line.em for line in lines), default=1.0))
    for (above, below), gap in zip(pairwise(lines), gaps, strict=True):
        if gap >= least:
            y = (above.bottom + below.top) / 2
            yield Ruling(y, columns[name], right)
            for column, (start, end) in zip(labels, pairwise((left, *columns[1 : name + 1])), strict=True):
                if not _runs_over(column, y, least):
                    yield Ruling(y, start, end)


def _runs_over(labels: Sequence[Line], y: float, least: float) -> bool:
    at = bisect_left([(label.top + label.bottom) / 2 for label in labels], y)
    return 0 < at < len(labels) and labels[at].top - labels[at - 1].bottom < 0.8 * least


def _threshold(gaps: Sequence[float], em: float) -> float:
    """From which distance on lines belong to two rows: where the distances differ most.

    Lines of one cell stand no farther apart than their height; if none stand
    nearer, each line is a row.
    """
    steps = sorted(max(gap, 1.0) for gap in gaps)
    jumps = ((b / a, b) for a, b in pairwise(steps) if a <= _LEADING * em)
    ratio, least = max(jumps, default=(1.0, 0.0))
    return least if ratio >= _APART else 0.0
