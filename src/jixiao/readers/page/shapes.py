"""What stands on a page, in points from the top left of the page turned so that its text reads upright."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Glyph(NamedTuple):
    """One printed character: its box has the height of its font, ``base`` is the line it stands on."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    base: float


class Ruling(NamedTuple):
    """A straight line: at ``position`` on one axis, from ``start`` to ``end`` on the other."""

    position: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines of a page by their direction, each sorted by position."""

    across: tuple[Ruling, ...] = ()
    down: tuple[Ruling, ...] = ()


class Line(NamedTuple):
    """Characters side by side. ``em`` is the width of a full Chinese character."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    em: float


class Piece(NamedTuple):
    """A cell of a frame: from row ``top`` up to row ``bottom``, from ``left`` up to ``right``."""

    top: int
    bottom: int
    left: int
    right: int
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled table on one page: where its columns and rows end, and its cells row by row."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    pieces: tuple[Piece, ...]

    @property
    def box(self) -> Box:
        return self.across[0], self.down[0], self.across[-1], self.down[-1]


class Unfinished(NamedTuple):
    """A table without rulings between its columns that reaches the end of its page.

    ``edges`` are those of its columns on its first page; its sides alone, if its
    heads are still to come. ``name`` is the column of the indicators' names, the first one being 0.
    Above the heads the labels at the left end at the ``corner``. Lines of two rows
    stand at least ``least`` apart. ``way`` is how labels are set beside their rows.
    """

    edges: tuple[float, ...]
    name: int
    corner: float
    least: float
    way: str

    @property
    def is_headed(self) -> bool:
        return len(self.edges) > 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size, its tables and the lines of text around them, from top to bottom."""

    number: int
    width: float
    height: float
    frames: tuple[Frame, ...]
    lines: tuple[Line, ...]
    unfinished: Unfinished | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page that could not be read as it stands: ``kind`` says why."""

    kind: str
    page: int
