"""A grid laid out for a width: columns, lines in cells, heights of rows. Not yet on pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from ...document import Cell, Grid, Placed
from .look import Look
from .words import em, longest_piece, wrapped


@dataclass(frozen=True)
class Laid:
    """A cell with its text in lines."""

    row: int
    column: int
    rows: int
    cols: int
    lines: tuple[str, ...]
    align: str = "center"
    bold: bool = False
    role: str = ""

    @property
    def below(self) -> int:
        """The first row under it."""
        return self.row + self.rows

    @property
    def blank(self) -> bool:
        return not any(self.lines)


@dataclass(frozen=True)
class Layout:
    cells: tuple[Laid, ...]
    edges: tuple[float, ...]  # left edge of each column, and the right edge of the last
    heights: tuple[float, ...]
    filled: frozenset[int]  # rows with an indicator

    @cached_property
    def by_row(self) -> dict[int, list[Laid]]:
        """The cells of one row each; those over several stand in none."""
        out: dict[int, list[Laid]] = {r: [] for r in range(len(self.heights))}
        for cell in self.cells:
            if cell.rows == 1:
                out[cell.row].append(cell)
        return out

    @cached_property
    def heads(self) -> frozenset[int]:
        return frozenset(c.row for c in self.cells if c.role == "head")

    def head_of(self, row: int) -> int | None:
        """The head that a page repeats when it begins with this row."""
        head = max((h for h in self.heads if h < row), default=None)
        following = min((h for h in self.heads if h >= row), default=len(self.heights))
        return head if any(row <= r < following for r in self.filled) else None

    def lines_of(self, row: int) -> int:
        return max((len(c.lines) for c in self.by_row[row]), default=1)


def laid(grid: Grid, look: Look, left: float, room: float, filled: frozenset[int]) -> Layout:
    placed = [p for row in grid.placed() for p in row]
    widths = _widths(placed, grid.width, look, room)
    edges = tuple(accumulate(widths, initial=left))
    indented = frozenset(p.column for p in placed if p.cell.text.startswith(" ") and p.cell.cols == 1)
    cells = tuple(_cell(p, edges, look, _align(p, grid.width, look, indented)) for p in placed)
    return Layout(cells, edges, _heights(cells, len(grid.rows), look), filled)


# ---- columns


def _widths(placed: Sequence[Placed], count: int, look: Look, room: float) -> list[float]:
    """All of the room, shared by what the columns hold; each at least as wide as its longest word."""
    padding = 2 * look.pad[0]
    least = [_least(placed, c, look) * look.size * (1 + look.tracking) + padding for c in range(count)]
    wishes = [0.1 if _is_stacked(placed, c, look) else max(_wish(placed, c), 2.0) for c in range(count)]
    spare = room - sum(least)
    if spare < 0:
        return [room * x / sum(least) for x in least]
    return [x + spare * w / sum(wishes) for x, w in zip(least, wishes, strict=True)]


def _is_stacked(placed: Sequence[Placed], column: int, look: Look) -> bool:
    return look.stacked and any(p.cell.role == "level1" and p.column == column for p in placed)


def _least(placed: Sequence[Placed], column: int, look: Look) -> float:
    alone = [p.cell.text for p in placed if p.column == column and p.cell.cols == 1]
    most = 3.0 if look.tight else 9.0
    return max([2.1, *(min(longest_piece(t), most) + 0.1 for t in alone)])


def _wish(placed: Sequence[Placed], column: int) -> float:
    """What long texts would like, within bounds: their square mean."""
    sizes = [em(p.cell.text) / p.cell.cols for p in placed if p.column <= column < p.column + p.cell.cols]
    return min((sum(x * x for x in sizes) / len(sizes)) ** 0.5, 16.0) if sizes else 1.0


# ---- cells


def _cell(p: Placed, edges: Sequence[float], look: Look, align: str) -> Laid:
    cell = p.cell
    room = edges[p.column + cell.cols] - edges[p.column] - 2 * look.pad[0]
    text = cell.text
    if look.stacked and cell.role == "level1":
        text = "\n".join("".join(text.split()))
    return Laid(
        p.row,
        p.column,
        cell.rows,
        cell.cols,
        wrapped(text, room / look.size / (1 + look.tracking)),
        "spread" if look.spread and _may_spread(cell) else align,
        bold=cell.role == "head",
        role=cell.role,
    )


def _may_spread(cell: Cell) -> bool:
    return cell.role in ("head", "level1", "level2") and bool(re.fullmatch(r"[一-鿿]{2,}", cell.text))


def _align(p: Placed, width: int, look: Look, indented: frozenset[int]) -> str:
    text = p.cell.text
    if p.cell.cols == width and re.search("[：:]", text):
        return "right" if "元" in text else "left"
    if look.right and re.fullmatch(r"-?[\d,.]+%?", text):
        return "right"
    if look.left or text.startswith(" ") or len(text) > 24 or (p.column in indented and p.cell.cols == 1):
        return "left"
    return "center"


# ---- rows


def _heights(cells: Sequence[Laid], count: int, look: Look) -> tuple[float, ...]:
    """What cells of one row need; then the last row under a taller merged cell gives way."""
    padding = 2 * look.pad[1]
    heights = [look.leading + padding] * count
    for cell in sorted(cells, key=lambda c: c.rows):
        need = len(cell.lines) * look.leading + padding
        if cell.rows > 1:  # a page end may part it: another padding, and what is left below a last line
            need += look.leading + padding
        have = sum(heights[cell.row : cell.below])
        if need > have:
            heights[cell.below - 1] += need - have
    return tuple(heights)
