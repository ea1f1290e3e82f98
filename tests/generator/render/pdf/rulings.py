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


def _twofold(edge: Edge) -> list[Shade]:
    """The borders of both cells that meet here, each drawn for itself."""
    return [_bar(edge._replace(at=edge.at + shift), 0.5) for shift in (-0.25, 0.25)]


def _segments(edge: Edge, step: float = 4.0) -> list[Line]:
    """Dashes that are each a line of its own."""
    count = max(1, round((edge.end - edge.start) / step))
    each = (edge.end - edge.start) / count
    starts = [edge.start + each * n for n in range(count)]
    return [_line(edge._replace(start=s, end=s + each * 0.6)) for s in starts]


def _framed(pieces: Sequence[Edge]) -> list[Line]:
    """A second, thicker line around the table."""
    level, upright = [e for e in pieces if e.level], [e for e in pieces if not e.level]
    left, right = min(e.at for e in upright) - 2.2, max(e.at for e in upright) + 2.2
    top, bottom = min(e.at for e in level) - 2.2, max(e.at for e in level) + 2.2
    outer = [Edge(LEVEL, y, left, right) for y in (top, bottom)]
    outer += [Edge(UPRIGHT, x, top, bottom) for x in (left, right)]
    return [*(_line(e, 1.2) for e in outer), *map(_line, joined(pieces))]


def _whitened(pieces: Sequence[Edge]) -> list[Item]:
    """White lines through the cells, as spreadsheets draw over what they take back."""
    lines: list[Item] = [_line(e) for e in joined(pieces)]
    lows = sorted({e.at for e in pieces if e.level})
    left, right = min(e.start for e in pieces if e.level), max(e.end for e in pieces if e.level)
    middles = [(a + b) / 2 for a, b in pairwise(lows)]
    return [*lines, *(Shade(left + 2, y - 0.3, right - left - 4, 0.6, "#ffffff") for y in middles)]


def _three(pieces: Sequence[Edge]) -> list[Line]:
    """Above the table, below it, and where its first row ends."""
    level = joined([e for e in pieces if e.level])
    widest = max(e.end - e.start for e in level)
    whole = sorted(e for e in level if e.end - e.start == widest)
    return [_line(e, 1.0) for e in dict.fromkeys((whole[0], *whole[1:2], whole[-1]))]


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
    "three": _three,
    "twofold": lambda pieces: (bar for e in pieces for bar in _twofold(e)),
    "segments": lambda pieces: (line for e in joined(pieces) for line in _segments(e)),
    "framed": _framed,
    "whitened": _whitened,
}
