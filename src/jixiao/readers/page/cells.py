"""From rulings to cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jixiao.readers.page.groups import groups
from jixiao.readers.page.implied import implied
from jixiao.readers.page.lines import lines_of
from jixiao.readers.page.marks import without_marks
from jixiao.readers.page.shapes import Box, Frame, Glyph, Piece, Ruling, Rulings, Sheet, Unfinished
from jixiao.readers.page.unruled import may_hold

_COLUMN = 5.0  # no column is narrower
_ROW = 4.5  # no row is lower
_SPILL = 10.0  # how far text may run out of its table at the side
_BESIDE = 3.0  # from text to a side that is not drawn
_COVERED = 0.5  # of a cell's side, for the side to be drawn
_NOWHERE = (0.0, 0.0, 0.0, 0.0)


def sheet_of(
    number: int,
    size: tuple[float, float],
    rulings: Rulings,
    glyphs: Sequence[Glyph],
    before: Unfinished | None = None,
) -> Sheet:
    """A page with its tables; ``before`` is a table without rulings that may go on here."""
    glyphs = without_marks(glyphs)
    frames, outside = frames_of(rulings, glyphs)
    lines = lines_of(outside)
    unfinished: Unfinished | None = None
    if before or may_hold(lines):
        (across, down), unfinished, moved = implied(rulings, outside, size, before)
        if down:
            frames, outside = frames_of(_sorted(rulings.across + across, rulings.down + down), glyphs)
            frames = tuple(_moved(frame, moved) for frame in frames)
            lines = lines_of(outside)
    return Sheet(number, *size, frames, lines, unfinished)


def _moved(frame: Frame, moved: Iterable[tuple[float, float]]) -> Frame:
    """The table with its columns where they stand on its first page."""
    places = {at: there for here, there in moved for at in frame.across if abs(at - here) < _COLUMN / 2}
    return replace(frame, across=tuple(places.get(at, at) for at in frame.across))


def _sorted(across: Iterable[Ruling], down: Iterable[Ruling]) -> Rulings:
    return Rulings(tuple(sorted(across)), tuple(sorted(down)))


def frames_of(rulings: Rulings, glyphs: Sequence[Glyph]) -> tuple[tuple[Frame, ...], Sequence[Glyph]]:
    """The tables of a page and the characters outside them."""
    shapes = [Shape(group if group.across else _closed(group, glyphs)) for group in groups(rulings)]
    shapes = sorted((s for s in shapes if s.is_table), key=lambda s: s.area)
    if not shapes:
        return (), glyphs
    outside: Sequence[Glyph] = glyphs
    for shape in shapes:
        outside = shape.take(outside)
    frames = sorted((s.frame() for s in shapes), key=lambda f: (f.down[0], f.across[0]))
    return tuple(f for f in frames if any(p.lines for p in f.pieces)), outside


def _closed(row: Rulings, glyphs: Iterable[Glyph]) -> Rulings:
    """A row between lines above and below all that stands in it."""
    _, start, end = row.down[0]
    inside = [g for g in glyphs if start <= (g.top + g.bottom) / 2 < end]
    left = min([row.down[0].position, *(g.left - _BESIDE for g in inside)])
    right = max([row.down[-1].position, *(g.right + _BESIDE for g in inside)])
    return Rulings((Ruling(start, left, right), Ruling(end, left, right)), row.down)


class Shape:
    """The places between the rulings of one table, and the characters that fall into them."""

    def __init__(self, rulings: Rulings) -> None:
        across, down = rulings
        self.xs = _edges(down, across, _COLUMN)
        self.ys = _edges(across, down, _ROW)
        self._spilled = [self.xs[0] - _SPILL, *self.xs[1:-1], self.xs[-1] + _SPILL]
        self._walls = _sides(down, self.xs, self.ys)
        self._floors = _sides(across, self.ys, self.xs)
        self._glyphs: dict[tuple[int, int], list[Glyph]] = defaultdict(list)

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def is_table(self) -> bool:
        """Not a box around text or around the page, nor a line with a tick."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        return rows * columns > 1 and any(self._walls + self._floors)

    def take(self, glyphs: Sequence[Glyph]) -> list[Glyph]:
        """Put the characters into their places; those that stand outside are given back.

        Most stand in the same place as the one before them.
        """
        outside: list[Glyph] = []
        left = top = right = bottom = 0.0
        place = outside
        for glyph in glyphs:
            x, y = (glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2
            if not (left <= x < right and top <= y < bottom):
                (left, top, right, bottom), place = self._place(x, y, outside)
            place.append(glyph)
        return outside

    def _place(self, x: float, y: float, outside: list[Glyph]) -> tuple[Box, list[Glyph]]:
        """The sides of the place at this point, and the characters in it."""
        xs, ys = self._spilled, self.ys
        if not (xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]):
            return _NOWHERE, outside
        row, column = bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
        return (xs[column], ys[row], xs[column + 1], ys[row + 1]), self._glyphs[row, column]

    def frame(self) -> Frame:
        return Frame(tuple(self.xs), tuple(self.ys), tuple(self._pieces()))

    def _pieces(self) -> Iterator[Piece]:
        taken: set[tuple[int, int]] = set()
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                if (row, column) in taken:
                    continue
                right = self._right(row, column, taken)
                bottom = self._bottom(row, column, right)
                if (bottom, right) == (row + 1, column + 1):
                    glyphs = self._glyphs.get((row, column), [])
                else:
                    places = [(r, c) for r in range(row, bottom) for c in range(column, right)]
                    taken.update(places)
                    glyphs = [g for place in places for g in self._glyphs.get(place, ())]
                if glyphs or not self._is_beside(row, bottom, column, right):
                    yield Piece(row, bottom, column, right, lines_of(glyphs))

    def _is_beside(self, top: int, bottom: int, left: int, right: int) -> bool:
        """Whether a place lies outside: beside rows that are narrower than others of the table."""
        for walls, touches in ((self._walls[0], left == 0), (self._walls[-1], right == len(self.xs) - 1)):
            if touches and walls and walls.isdisjoint(range(top, bottom)):
                return True
        return False

    def _right(self, row: int, column: int, taken: set[tuple[int, int]]) -> int:
        """The first column behind a cell: where a ruling stands."""
        column += 1
        while column < len(self.xs) - 1 and row not in self._walls[column] and (row, column) not in taken:
            column += 1
        return column

    def _bottom(self, row: int, left: int, right: int) -> int:
        """The first row below a cell: where a ruling lies, or the cell would get another shape."""
        row += 1
        while (
            row < len(self.ys) - 1
            and self._floors[row].isdisjoint(range(left, right))
            and not any(row in walls for walls in self._walls[left + 1 : right])
        ):
            row += 1
        return row


def _edges(rulings: Sequence[Ruling], others: Sequence[Ruling], least: float) -> list[float]:
    """Where columns (or rows) end: at rulings, and where the outer ones are missing, at the others' ends."""
    positions = [r.position for r in rulings]
    first, last = min(o.start for o in others), max(o.end for o in others)
    ends = [p for p in (first, last) if all(abs(p - q) > least + 1 for q in positions)]
    return _clusters([*positions, *ends], least)


def _clusters(positions: Iterable[float], least: float) -> list[float]:
    groups: list[list[float]] = []
    for position in sorted(positions):
        if groups and position - groups[-1][0] <= least:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [sum(group) / len(group) for group in groups]


def _sides(rulings: Sequence[Ruling], edges: Sequence[float], others: Sequence[float]) -> list[set[int]]:
    """Where each edge is drawn: the places along it of which a good part is covered."""
    drawn: list[set[int]] = [set() for _ in edges]
    parts: dict[tuple[int, int], float] = defaultdict(float)
    for position, start, end in rulings:
        edge = _nearest(edges, position)
        first = max(bisect_right(others, start), 1) - 1
        last = min(bisect_left(others, end), len(others) - 1) - 1
        drawn[edge].update(range(first + 1, last))
        for at in {first, last} if first <= last else ():
            parts[edge, at] += min(end, others[at + 1]) - max(start, others[at])
    for (edge, at), length in parts.items():
        if length >= _COVERED * (others[at + 1] - others[at]):
            drawn[edge].add(at)
    return drawn


def _nearest(edges: Sequence[float], position: float) -> int:
    after = bisect_right(edges, position)
    if after == 0 or (after < len(edges) and edges[after] - position < position - edges[after - 1]):
        return after
    return after - 1
