"""The lines of a table, from the boxes of its cells: drawn in one go, broken, doubled, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .page import Item, Line, Shade

LEVEL, UPRIGHT = True, False


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class Edge(NamedTuple):
    """A piece of ruling: level or upright, at a height or place, from and to along it."""

    level: bool
    at: float
    start: float
    end: float


def edges(boxes: Sequence[Box], omitted: Iterable[float] = ()) -> list[Edge]:
    """Each piece between two crossings once; none at the omitted heights."""
    xs = sorted({x for b in boxes for x in (b.left, b.right)})
    ys = sorted({y for b in boxes for y in (b.top, b.bottom)})
    skip = set(omitted)
    found: set[Edge] = set()
    for box in boxes:
        for y in {box.top, box.bottom} - skip:
            found |= {Edge(LEVEL, y, a, b) for a, b in pairwise(_within(xs, box.left, box.right))}
        for x in (box.left, box.right):
            found |= {Edge(UPRIGHT, x, a, b) for a, b in pairwise(_within(ys, box.top, box.bottom))}
    return sorted(found)


def _within(values: Sequence[float], low: float, high: float) -> list[float]:
    return [v for v in values if low <= v <= high]


def joined(pieces: Sequence[Edge]) -> list[Edge]:
    """Pieces that touch, as one."""
    out: list[Edge] = []
    for piece in sorted(pieces):
        last = out[-1] if out else None
        if last and last[:2] == piece[:2] and last.end == piece.start:
            out[-1] = last._replace(end=piece.end)
        else:
            out.append(piece)
    return out


def _line(edge: Edge, width: float = 0.5, dash: str = "", shift: float = 0) -> Line:
    at = edge.at + shift
    if edge.level:
        return Line(edge.start, at, edge.end, at, width, dash)
    return Line(at, edge.start, at, edge.end, width, dash)


def _bar(edge: Edge, thick: float = 0.6) -> Shade:
    """A line as a thin filled rectangle."""
    length, half = edge.end - edge.start + thick, thick / 2
    if edge.level:
        return Shade(edge.start - half, edge.at - half, length, thick, "#000000")
    return Shade(edge.at - half, edge.start - half, thick, length, "#000000")


def _gapped(edge: Edge, every: float = 46, gap: float = 1.6) -> list[Line]:
    """Short of both crossings, and torn on the way."""
    length = edge.end - edge.start
    count = max(1, round(length / every))
    step = length / count
    starts = [edge.start + step * n for n in range(count)]
    return [_line(edge._replace(start=s + gap / 2, end=s + step - gap / 2)) for s in starts]


def _inner(pieces: Sequence[Edge], *, level: bool) -> list[Edge]:
    """Without the outermost uprights, and with ``level`` without the outermost level lines."""
    ends = {
        way: (min(e.at for e in pieces if e.level == way), max(e.at for e in pieces if e.level == way))
        for way in {e.level for e in pieces}
    }
    return [e for e in pieces if (e.level and not level) or e.at not in ends[e.level]]


def _double(edge: Edge) -> list[Line]:
    return [_line(edge, 0.35, shift=-0.8), _line(edge, 0.35, shift=0.8)]


RULINGS: dict[str, Callable[[Sequence[Edge]], Iterable[Item]]] = {
    "solid": lambda pieces: map(_line, joined(pieces)),
    "pieces": lambda pieces: map(_line, pieces),
    "broken": lambda pieces: (line for e in pieces for line in _gapped(e)),
    "doubled": lambda pieces: (line for e in joined(pieces) for line in _double(e)),
    "dashed": lambda pieces: (_line(e, 0.5, "dashed") for e in joined(pieces)),
    "dotted": lambda pieces: (_line(e, 0.6, "dotted") for e in joined(pieces)),
    "hair": lambda pieces: (_line(e, 0.05) for e in joined(pieces)),
    "filled": lambda pieces: map(_bar, joined(pieces)),
    "filled-pieces": lambda pieces: map(_bar, pieces),
    "open-sides": lambda pieces: map(_line, joined(_inner(pieces, level=False))),
    "open": lambda pieces: map(_line, joined(_inner(pieces, level=True))),
    "rows": lambda pieces: (_line(e) for e in joined(pieces) if e.level),
    "none": lambda _pieces: (),
}
