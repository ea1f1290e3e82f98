"""A sheet in the bands that pages print: what stands above the heads, the heads, what stands below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jixiao.writers.official.sheet import Cell, Sheet

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell, or the part of it within a band. It ``goes_on`` below, or ``comes_from`` above, in the next."""

    cell: Cell
    comes_from: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that lie together. Heads are printed again on each page that the band below them reaches."""

    first: int
    last: int
    pieces: tuple[Piece, ...]
    is_head: bool = False

    def rows(self) -> list[list[Piece]]:
        """The pieces by the row in which they begin, from left to right."""
        begun: list[list[Piece]] = [[] for _ in range(self.first, self.last + 1)]
        for piece in sorted(self.pieces, key=lambda piece: piece.cell.column):
            begun[piece.cell.row - self.first].append(piece)
        return begun


def bands_of(sheet: Sheet) -> tuple[Band, ...]:
    """The bands from top to bottom; one where the form has no heads.

    No cell reaches from one band into another, since heads are printed alone
    on further pages. One that does in the form (绩效指标, beside all indicators)
    is cut; its text stands in its longest part outside the heads.
    """
    spans = _spans(sheet)
    held: dict[_Span, list[Piece]] = {span: [] for span in spans}
    for cell in sheet.cells:
        for span, piece in _cut(cell, spans, sheet.repeated):
            held[span].append(piece)
    return tuple(Band(*span, tuple(held[span]), span == sheet.repeated) for span in spans)


def _spans(sheet: Sheet) -> list[_Span]:
    height = sheet.height
    first, last = sheet.repeated or (1, 0)
    spans = [(1, first - 1), (first, last), (last + 1, height)]
    return [span for span in spans if span[0] <= span[1]]


def _cut(cell: Cell, spans: Sequence[_Span], heads: _Span | None) -> Iterator[tuple[_Span, Piece]]:
    """The cell by the bands that it reaches into."""
    end = cell.row + cell.rowspan - 1
    parts = {span: (max(cell.row, span[0]), min(end, span[1])) for span in spans}
    held = {span: last - first + 1 for span, (first, last) in parts.items() if first <= last}
    home = max(held, key=lambda span: (span != heads, held[span]))
    for span, rows in held.items():
        first, last = parts[span]
        text = cell.text if span == home else ""
        part = replace(cell, row=first, rowspan=rows, text=text)
        yield span, Piece(part, comes_from=cell.row < first, goes_on=end > last)
