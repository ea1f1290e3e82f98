"""From the page as its maker counts, y upwards, to the page turned so that its text reads upright."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.readers.page.shapes import Box

Places = Sequence[float]
Sides = Sequence[Places]
"""Of many boxes all lefts, all tops, all rights and all bottoms."""

_LEFT, _TOP, _RIGHT, _BOTTOM = range(4)


class Axis(NamedTuple):
    """A direction on the upright page: which side of a box comes ``first`` in it, and where it starts."""

    first: int
    zero: float

    @property
    def last(self) -> int:
        return (self.first + 2) % 4

    def starts(self, sides: Sides) -> Places:
        return self.places(sides[self.first])

    def ends(self, sides: Sides) -> Places:
        return self.places(sides[self.last])

    def places(self, found: Places) -> Places:
        zero = self.zero
        if self.first in (_TOP, _RIGHT):  # the maker's numbers fall along it
            return [zero - place for place in found]
        return [place - zero for place in found] if zero else found


class Turn(NamedTuple):
    """The two directions of the upright page, and how far it reaches in each."""

    across: Axis
    down: Axis
    width: float
    height: float

    def boxes(self, found: Sequence[Box]) -> Iterator[Box]:
        """Boxes on the page as boxes on the upright page."""
        if not found:
            return iter(())
        sides = list(zip(*found, strict=True))
        across, down = self.across, self.down
        return zip(
            across.starts(sides), down.starts(sides), across.ends(sides), down.ends(sides), strict=True
        )


def turned(page: Box, turns: int) -> Turn:
    """How a page is turned upright on which text is written at so many quarter turns counter-clockwise."""
    left, top, right, bottom = page
    width, height = right - left, top - bottom
    if turns == 1:
        return Turn(Axis(_BOTTOM, bottom), Axis(_LEFT, left), height, width)
    if turns == 2:
        return Turn(Axis(_RIGHT, right), Axis(_BOTTOM, bottom), width, height)
    if turns == 3:
        return Turn(Axis(_TOP, top), Axis(_RIGHT, right), height, width)
    return Turn(Axis(_LEFT, left), Axis(_TOP, top), width, height)
