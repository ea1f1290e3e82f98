"""Rulings from thin boxes, however a line was drawn: whole, doubled, dashed, or cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.readers.page.shapes import Box, Ruling, Rulings

THIN = 3.0  # points: a box no thicker is a line
_SHORTEST = 6.0  # a line is longer than what is left of a dot or the bar of a letter
_GAP = 4.5  # between dashes, and between the lines of one cell and the next
_DOUBLED = 1.6  # between the middles of a doubled line


def ruled(boxes: Iterable[Box]) -> Rulings:
    """The rulings that boxes no thicker than a line make up; what is thicker is left out."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for x0, y0, x1, y1 in boxes:
        if y1 - y0 <= THIN:
            across.append(Ruling((y0 + y1) / 2, x0, x1))
        if x1 - x0 <= THIN:  # a dot may belong to a line of either direction
            down.append(Ruling((x0 + x1) / 2, y0, y1))
    return Rulings(tuple(merged(across)), tuple(merged(down)))


def merged(found: Iterable[Ruling]) -> Iterator[Ruling]:
    """Doubled lines made one, dashes and the borders of neighbouring cells joined."""
    for band in _bands(sorted(found)):
        start, end = band[0].start, band[0].end
        position = sum(r.position for r in band) / len(band)
        for ruling in band[1:]:
            if ruling.start - end > _GAP:
                if end - start >= _SHORTEST:
                    yield Ruling(position, start, end)
                start = ruling.start
                end = ruling.end
            end = max(end, ruling.end)
        if end - start >= _SHORTEST:
            yield Ruling(position, start, end)


def _bands(found: list[Ruling]) -> Iterator[list[Ruling]]:
    band: list[Ruling] = []
    for ruling in found:
        if band and ruling.position - band[0].position > _DOUBLED:
            yield sorted(band, key=lambda r: r.start)
            band = []
        band.append(ruling)
    if band:
        yield sorted(band, key=lambda r: r.start)
