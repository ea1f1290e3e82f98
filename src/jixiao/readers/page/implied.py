"""Tables without rulings, or with those between rows alone: the rulings that their text implies.

The heads of an indicator table tell that there is one. A column ends between two
heads, where fewest lines run over; a row ends at a ruling if there are any, or
where lines stand farther apart than those of one cell do. Above the heads, where
forms have other columns in every row, cells are told by the white between them.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.readers.page.bands import threshold
from jixiao.readers.page.columns import WHITE, Row, Span, crossed, first_column, rows_in, texts, walls
from jixiao.readers.page.labels import Block
from jixiao.readers.page.ruled import merged
from jixiao.readers.page.shapes import Glyph, Ruling, Rulings, Unfinished
from jixiao.readers.page.unruled import Form, forms, rulings_of

_SHARED = 0.25  # of the rows may stand between two rulings with others, if rulings tell the rows
_FREE = 0.9  # ems between texts of two columns above the heads, at least
_ASIDE = 4.0  # ems from a column's edge to the white that stands for it in one row
_HEADING = 0.075  # of the page's height: above stands what heads each page
_FOOT = 0.93  # of the page's height: below stand page numbers


class Implied(NamedTuple):
    """The rulings to be set on a page.

    ``unfinished`` is the table that reaches the end of the page; ``moved`` are the
    edges of columns that stand elsewhere on the table's first page, and where.
    """

    rulings: Rulings
    unfinished: Unfinished | None
    moved: tuple[tuple[float, float], ...]


def implied(
    rulings: Rulings, outside: Sequence[Glyph], size: tuple[float, float], before: Unfinished | None
) -> Implied:
    """The rulings that the text ``outside`` all ruled tables implies.

    ``before`` is the table that reached the end of the page before.
    """
    width, height = size
    rows = _without_heading([row for row in rows_in(outside) if row.line.bottom < height * _FOOT], height)
    found = [_measured(form) for form in forms(rows, rulings, width, before)]
    added = [_rulings(form, rulings) for form in found]
    across = tuple(ruling for each in added for ruling in each.across)
    down = tuple(merged(ruling for each in added for ruling in each.down))
    moved = tuple(pair for form in found for pair in zip(form.edges, form.first, strict=True))
    return Implied(Rulings(across, down), _unfinished(found, rows), moved)


def _unfinished(found: Sequence[Form], rows: Sequence[Row]) -> Unfinished | None:
    if not found or found[-1].rows[-1] is not rows[-1]:
        return None
    last = found[-1]
    return Unfinished(last.first, last.name, last.corner, last.least, last.way)


def _without_heading(rows: Sequence[Row], height: float) -> Sequence[Row]:
    """The lines of a page without the one that stands alone above all."""
    if len(rows) > 1 and len(rows[0].spans) == 1:
        first, second = rows[0].line, rows[1].line
        if first.bottom < height * _HEADING and second.top - first.bottom > first.em:
            return rows[1:]
    return rows


def _rulings(form: Form, drawn: Rulings) -> Rulings:
    """Lines around each row, and between its cells."""
    left, right = form.edges[0], form.edges[-1]
    ends = _drawn_ends(form, drawn)
    across = [] if ends else list(_across(form))
    ends = ends or sorted({ruling.position for ruling in across})
    below = min((row.line.top for row in (*form.heads, *form.body)), default=ends[-1])
    above = [span for span in pairwise(ends) if sum(span) / 2 < below]
    down = [Ruling(left, ends[0], ends[-1]), Ruling(right, ends[0], ends[-1])]
    down += _free_walls(form, above)
    for span in pairwise(ends):
        if span not in above:
            down += [Ruling(x, *span) for x in _body_walls(form, span)]
    return Rulings(tuple(across), tuple(down))


def _inside(form: Form, span: Span) -> list[Glyph]:
    """The characters between two heights."""
    upper, lower = span
    return [g for row in form.rows for g in row.glyphs if upper <= (g.top + g.bottom) / 2 < lower]


def _free_walls(form: Form, rows: Sequence[Span]) -> Iterator[Ruling]:
    """Where cells above the heads end: in the white between texts, under one another where that can be."""
    white = max(WHITE, _FREE * form.em)
    spans = [texts(_inside(form, row), white) for row in rows]
    for row, inside, stands in zip(rows, spans, walls(spans, form.corner), strict=True):
        is_beside = bool(inside) and inside[0][0] > form.corner
        yield from (Ruling(x, *row) for x in (*stands, *([form.corner] if is_beside else [])))


def _body_walls(form: Form, row: Span) -> Iterator[float]:
    """Where the cells of a row end: with the columns, or in the white next to one that a text runs over."""
    spans = texts(_inside(form, row), WHITE)
    edges = form.edges[1:-1]
    over = crossed(spans, edges)
    whites = [(end + start) / 2 for (_, end), (start, _) in pairwise(spans)]
    for i, edge in enumerate(edges):
        if i not in over:
            yield edge
        elif near := [(abs(x - edge), x) for x in whites if abs(x - edge) < _ASIDE * form.em]:
            yield min(near)[1]


def _drawn_ends(form: Form, drawn: Rulings) -> list[float]:
    """The rulings between the rows, from top to bottom, if nearly every row has its own."""
    ends = sorted({ruling.position for ruling in rulings_of(form, drawn)})
    rows = [row for block in _blocks(form) for row in block.rows(form.least)]
    counts = Counter(bisect(ends, row.middle) for row in rows)
    shared = sum(count for count in counts.values() if count > 1)
    return ends if len(ends) > 1 and shared <= _SHARED * len(rows) else []


def _across(form: Form) -> Iterator[Ruling]:
    """Where rows begin and end when nothing is drawn.

    Rows are told by the names of the indicators and what stands right of them.
    The labels at the left run over several rows; lines between rows leave them out.
    """
    left, right = form.edges[0], form.edges[-1]
    parts = [part for part in (form.front, form.heads, form.body) if part]
    yield Ruling(form.rows[0].line.top - 1, left, right)
    front, body = _blocks(form)
    yield from front.between(front.laid(form.least, late=True))
    yield from body.between(body.laid(form.least, form.way, late=form.is_late))
    for above, below in pairwise(parts):
        yield Ruling((_bottom(above) + _top(below)) / 2, left, right)
    yield Ruling(_bottom(form.rows) + 1, left, right)


def _measured(form: Form) -> Form:
    """The table with what its lines tell of its rows, or those of the page before."""
    corner = form.before.corner if form.before else 0.0
    if form.front and (not corner or _is_over(corner, form.front)):
        corner = first_column(form.front, form.edges[0], form.edges[-1], form.em)
    form = form._replace(corner=corner)
    least = threshold([gap for block in _blocks(form) for gap in block.gaps], form.em)
    least = least or (form.before.least if form.before else 0.0)
    laid = _blocks(form)[1].laid(least, form.before.way if form.before else "", late=form.is_late)
    return form._replace(least=least, way=laid.way)


def _is_over(corner: float, rows: Iterable[Row]) -> bool:
    return any(crossed(row.spans[:1], (corner,)) and len(row.spans) > 1 for row in rows)


def _blocks(form: Form) -> tuple[Block, Block]:
    """The rows above and below the heads."""
    sides = (form.edges[0], form.corner, form.edges[-1])
    return Block(form.front, sides, 1), Block(form.body, form.edges, form.name)


def _top(rows: Iterable[Row]) -> float:
    return min(row.line.top for row in rows)


def _bottom(rows: Iterable[Row]) -> float:
    return max(row.line.bottom for row in rows)
