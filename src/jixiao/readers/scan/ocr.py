"""The characters on a picture: located once on the whole page, then read line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import east_asian_width

from jixiao.readers.page.shapes import Box, Glyph
from jixiao.readers.scan.places import places_of
from jixiao.readers.scan.ruled import Ruled
from jixiao.readers.scan.texts import texts_of

_SURE = 0.5  # of a text that was found as such
_SURE_OF_REST = 0.6  # of ink that nobody took for text


def glyphs_of(grey: Any, ruled: Ruled, boxes: Iterable[Box], scale: float) -> list[Glyph]:
    """The characters in points, each with a share of its text's box."""
    bare = ruled.without_lines(grey)
    places = places_of(boxes, ruled, scale)
    texts = texts_of([_crop(grey if place.room else bare, place.reach) for place in places])
    return [
        glyph
        for place, (text, score) in zip(places, texts, strict=True)
        if score >= (_SURE if place.room else _SURE_OF_REST)
        for glyph in _spread(place.ink, text, scale)
    ]


def _crop(grey: Any, box: Box) -> Any:
    left, top, right, bottom = (max(int(side), 0) for side in box)
    return grey[top : bottom + 1, left : right + 1]


def _spread(box: Box, text: str, scale: float) -> Iterator[Glyph]:
    """The characters side by side, each as wide as its kind."""
    left, top, right, bottom = (side / scale for side in box)
    widths = [1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text]
    if not widths:
        return
    unit = (right - left) / sum(widths)
    height, middle = max(min(unit, bottom - top), 0.75 * (bottom - top)), (top + bottom) / 2
    for char, width in zip(text, widths, strict=True):
        lower = middle + height / 2
        yield Glyph(left, middle - height / 2, left + width * unit, lower, char, lower)
        left += width * unit
