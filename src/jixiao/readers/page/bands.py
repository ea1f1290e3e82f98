"""The rows of a table without rulings: lines that stand near each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.readers.page.columns import Row

_LEADING = 0.8  # ems between two lines of a cell, at most
_APART = 1.6  # how much farther rows stand apart than the lines of a cell
_BARE = 0.8  # of the least distance between rows: that of a label that stands alone


class Band(NamedTuple):
    """From the top of the first to the bottom of the last line of a cell or of a row."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def gaps(rows: Iterable[Row]) -> list[float]:
    return [below.line.top - above.line.bottom for above, below in pairwise(rows)]


def threshold(found: Iterable[float], em: float) -> float:
    """From which distance on lines belong to two rows: where the distances differ most.

    Lines of one cell stand no farther apart than their height; if none stand
    nearer, each line is a row.
    """
    steps = sorted(max(gap, 1.0) for gap in found)
    jumps = ((b / a, (a * b) ** 0.5) for a, b in pairwise(steps) if a <= _LEADING * em)
    ratio, least = max(jumps, default=(1.0, 0.0))
    return least if ratio >= _APART else 0.0


def bands(rows: Sequence[Row], least: float) -> list[Band]:
    """What lines make up that stand nearer to each other than so much."""
    found: list[Band] = []
    for at, (line, *_) in enumerate(rows):
        if not found or line.top - found[-1].bottom >= least:
            found.append(Band(line.top, line.bottom))
        elif not _is_between(rows, at, least):
            found[-1] = Band(found[-1].top, max(found[-1].bottom, line.bottom))
    return found


def _is_between(rows: Sequence[Row], at: int, least: float) -> bool:
    """Whether a line stands beside two rows: in the middle of a cell that runs over both."""
    if not 0 < at < len(rows) - 1:
        return False
    above, row, below = rows[at - 1 : at + 2]
    far = below.line.top - above.line.bottom >= least > below.line.top - row.line.bottom
    return far and not any(a < d and c < b for a, b in row.spans for c, d in (*above.spans, *below.spans))


def with_bare(rows: Sequence[Band], labels: Iterable[Band], least: float) -> list[Band]:
    """The rows with those of which only a label is filled in: it stands as far from all others as they do."""
    least = least or _BARE * min((below.top - above.bottom for above, below in pairwise(rows)), default=0.0)
    far = (Band(label.top - least, label.bottom + least) for label in labels)
    bare = [band for band in far if not any(overlap(band, row) for row in rows)]
    return sorted([*rows, *(Band(band.top + least, band.bottom - least) for band in bare)])


def overlap(one: Band, other: Band) -> bool:
    return one.top < other.bottom and other.top < one.bottom
