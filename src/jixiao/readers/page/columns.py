"""Where the columns of a table without rulings end: between its heads, where fewest lines have text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from jixiao.readers.page.lines import lines_of, rows_of
from jixiao.readers.page.shapes import Glyph, Line

WHITE = 4.0  # points between texts of two columns, at least
_WORDS = 0.45  # ems between two heads, at least
_GUTTER = 1.2  # ems between two columns below one head, at least
_BOTH = 0.6  # of the lines below a head, that have text on both sides of a gutter
_BESIDE = 3.0  # points from a column's edge to texts that stand flush beside it
_WHOLE = 3  # edges that a note below a table runs over
_FIRST = 0.35  # of the width: labels at the left take no more

Edges = tuple[float, ...]
Span = tuple[float, float]


class Row(NamedTuple):
    """A line of the page with its characters, and from where to where its texts stand."""

    line: Line
    glyphs: list[Glyph]
    spans: list[Span]


def rows_in(glyphs: Iterable[Glyph]) -> Iterator[Row]:
    for row in rows_of(glyphs):
        (line,) = lines_of(row)
        yield Row(line, row, texts(row, WHITE))


def texts(glyphs: Iterable[Glyph], white: float) -> list[Span]:
    """From where to where texts stand that have so much white between them."""
    spans: list[Span] = []
    for glyph in sorted(g for g in glyphs if g.text != " "):
        if spans and glyph.left - spans[-1][1] < white:
            spans[-1] = (spans[-1][0], max(spans[-1][1], glyph.right))
        else:
            spans.append((glyph.left, glyph.right))
    return spans


def crossed(spans: Iterable[Span], edges: Edges) -> set[int]:
    """The edges that these texts run over."""
    return {i for a, b in spans for i in range(bisect_left(edges, a + 1), bisect_left(edges, b - 1))}


def heads_in(rows: Sequence[Row]) -> list[Span]:
    """The heads in one or more lines: what stands above one another is one."""
    heads: list[Span] = []
    for start, end in sorted(span for row in rows for span in texts(row.glyphs, _white(row))):
        if heads and start < heads[-1][1]:
            heads[-1] = (heads[-1][0], max(heads[-1][1], end))
        else:
            heads.append((start, end))
    return heads


def _white(row: Row) -> float:
    return max(WHITE, row.line.em * _WORDS)


def columns(heads: Sequence[Span], rows: Sequence[Row], em: float) -> Edges:
    """The edges of the columns that these heads name, those at the sides of the text included."""
    spans = [row.spans for row in rows]
    left = min([heads[0][0], *(span[0][0] for span in spans)])
    right = max([heads[-1][1], *(span[-1][1] for span in spans)])
    beside = [span for row in spans for span in row if span[1] < heads[0][0]]
    if beside:  # a column without a head
        heads = [(min(a for a, _ in beside), max(b for _, b in beside)), *heads]
    inner = [_free(spans, _middle(a), _middle(b)) for a, b in pairwise(heads)]
    edges = (left, *inner, right)
    gutters = [x for a, b in pairwise(edges) for x in _gutter(spans, a, b, em)]
    return tuple(sorted((*edges, *gutters)))


def _middle(span: Span) -> float:
    return (span[0] + span[1]) / 2


def _gutter(spans: Sequence[Sequence[Span]], left: float, right: float, em: float) -> Iterator[float]:
    """Where one head stands over two columns, such as ≥ and 95: nearly all lines leave the same white."""
    inside = [found for row in spans if (found := [s for s in row if left <= s[0] and s[1] <= right])]
    both = [found for found in inside if len(found) == 2]
    if len(both) < max(2, _BOTH * len(inside)):
        return
    start, end = max(a[1] for a, _ in both), min(b[0] for _, b in both)
    if end - start >= _GUTTER * em and not any(s[0] < end and s[1] > start for row in inside for s in row):
        yield (start + end) / 2


def mended(edges: Edges, rows: Sequence[Row]) -> Edges:
    """The edges of the page before, moved aside where texts of this page run over one."""
    middles = [_middle(column) for column in pairwise(edges)]
    rows = [row for row in rows if len(crossed(row.spans, edges[1:-1])) < _WHOLE]
    inner = [_aside(edge, rows, *around) for edge, around in zip(edges[1:-1], pairwise(middles), strict=True)]
    return (edges[0], *inner, edges[-1])


def _aside(edge: float, rows: Sequence[Row], left: float, right: float) -> float:
    count = _runs_over(edge, rows)
    if not count:
        return edge
    free = _free([row.spans for row in rows], left, right)
    return free if _runs_over(free, rows) < count else edge


def _runs_over(edge: float, rows: Sequence[Row]) -> int:
    return sum(bool(crossed(row.spans, (edge,))) for row in rows)


def snapped(edges: Edges, rows: Sequence[Row], places: Iterable[float]) -> Edges:
    """The edges at the nearest of these places, such as where rulings begin, that cross no more texts."""
    found, inner = list(edges), edges[1:-1]
    near = sorted((min(abs(edge - place) for edge in inner), place) for place in places if inner)
    for _, place in reversed(near):
        at = min(range(1, len(edges) - 1), key=lambda i: abs(edges[i] - place))
        if edges[at - 1] + WHITE < place < edges[at + 1] - WHITE:
            found[at] = place if _runs_over(place, rows) <= _runs_over(edges[at], rows) else found[at]
    return tuple(found)


def first_column(rows: Sequence[Row], left: float, right: float, em: float) -> float:
    """Where the labels at the left end and what they name begins."""
    return _free([row.spans for row in rows], left + em, left + _FIRST * (right - left))


def walls(rows: Sequence[Sequence[Span]], corner: float) -> list[list[float]]:
    """Where the cells of each row end: in the white between its texts, below one another where that can be.

    Labels at the left end at the ``corner``.
    Narrow whites are settled first: of a broad one the cells next to it tell which part is meant.
    """
    whites = [(row, a[1], b[0]) for row, spans in enumerate(rows) for a, b in pairwise(spans)]
    found = [(row, corner) for row, start, end in whites if start <= corner <= end]
    whites = [white for white in whites if not white[1] <= corner <= white[2]]
    for row, start, end in sorted(whites, key=lambda white: white[2] - white[1]):
        near = [(abs(other - row), x) for other, x in found if start <= x <= end]
        x = min(near, key=itemgetter(0))[1] if near else (start + end) / 2
        found.append((row, x))
    return [[x for other, x in found if other == row] for row in range(len(rows))]


def _free(spans: Sequence[Sequence[Span]], left: float, right: float) -> float:
    """The place between two others where fewest rows have text, in the widest such white.

    It keeps to the side where the texts stand flush: those of other pages do so, too.
    """
    steps = sorted({left, right} | {x for row in spans for span in row for x in span if left < x < right})
    best = (len(spans) + 1, 0.0, left, left)
    start, least = left, len(spans) + 1
    for a, b in pairwise(steps):
        count = sum(any(start < b and end > a for start, end in row) for row in spans)
        if count != least:
            start, least = a, count
        best = min(best, (count, start - b, start, b))
    *_, start, end = best
    if end - start > 2 * _BESIDE and _is_flush((a for row in spans for a, _ in row), end):
        return end - _BESIDE
    return (start + end) / 2


def _is_flush(sides: Iterable[float], at: float) -> bool:
    return sum(abs(side - at) < 1 for side in sides) > 1
