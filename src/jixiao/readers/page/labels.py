"""The rows of a table without rulings, told by its names and values, and the labels beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.readers.page.bands import Band, bands, gaps, overlap, with_bare
from jixiao.readers.page.beside import Begun, Way, begun, floor
from jixiao.readers.page.columns import Edges, Row, crossed, rows_in
from jixiao.readers.page.shapes import Glyph, Ruling


class Laid(NamedTuple):
    """The rows of a block; the labels of each column by the row they begin with, set in the likeliest way."""

    rows: list[Band]
    columns: list[dict[int, Band]]
    way: str


class Block:
    """Lines whose columns left of ``name`` hold labels, each beside one row or several."""

    def __init__(self, rows: Sequence[Row], edges: Edges, name: int) -> None:
        self.edges, self.name = edges, name
        self.told: list[Row] = []
        self.whole: list[Row] = []  # of those, what runs over labels and all
        self.labels: list[list[Row]] = [[] for _ in range(name)]
        for row in rows:
            whole = bool(crossed(row.spans, edges[1 : name + 1]))
            self._take(row.glyphs, whole=whole)

    def _take(self, glyphs: Sequence[Glyph], *, whole: bool) -> None:
        start = self.edges[0] if whole else self.edges[self.name]
        told = list(rows_in(g for g in glyphs if g.left >= start))
        self.told += told
        self.whole += told if whole else ()
        for column, (left, right) in enumerate(() if whole else pairwise(self.edges[: self.name + 1])):
            self.labels[column] += rows_in(g for g in glyphs if left <= g.left < right)

    @property
    def gaps(self) -> list[float]:
        """The distances between lines, in each of its columns."""
        return [gap for lines in (self.told, *self.labels) for gap in gaps(lines)]

    def rows(self, least: float) -> list[Band]:
        found = bands(self.told, least)
        return with_bare(found, bands(self.labels[-1], least), least) if found and self.labels else found

    def laid(self, least: float, known: str = "", *, late: bool) -> Laid:
        """Its rows, and the labels beside them; ``known`` is how labels are set on the page before."""
        rows = self.rows(least)
        if not rows:
            return Laid([], [], known)
        labels = [bands(column, least) for column in self.labels]
        found = {way: list(_columns(labels, rows, way, late=late)) for way in Way}
        costs = {way: sum(column.cost for column in found[way]) for way in Way}
        likely = min(Way, key=lambda way: costs[way] + way.against(known))
        tells = max(costs.values()) > 0
        columns = [column.labels for column in reversed(found[likely])]
        return Laid(rows, columns, likely.name if tells else known)

    def between(self, laid: Laid) -> Iterator[Ruling]:
        """The rulings between its rows."""
        rows, columns, _ = laid
        for at in range(1, len(rows)):
            y = floor(rows, columns, at)
            apart = self._is_whole(rows[at - 1]) or self._is_whole(rows[at])
            yield Ruling(y, self.edges[self.name], self.edges[-1])
            yield from (
                Ruling(y, *side)
                for side, found in zip(pairwise(self.edges), columns, strict=False)
                if at in found or apart
            )

    def _is_whole(self, row: Band) -> bool:
        return any(overlap(Band(line.top, line.bottom), row) for line, *_ in self.whole)


def _columns(
    labels: Sequence[Sequence[Band]], rows: Sequence[Band], way: Way, *, late: bool
) -> Iterator[Begun]:
    """The columns from right to left: where a label begins, those to the right do, too."""
    right: Mapping[int, Band] = {}
    for column in reversed(labels):
        found = begun(column, rows, right, way, late=late)
        right = found.labels or right
        yield found
