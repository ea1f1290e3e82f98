"""A picture of a page as a page."""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple

import cv2
from PIL import Image

from jixiao.grid.original import PageImage
from jixiao.readers.page.cells import sheet_of
from jixiao.readers.page.shapes import Box, Sheet
from jixiao.readers.scan.level import levelled
from jixiao.readers.scan.ocr import glyphs_of
from jixiao.readers.scan.picture import Picture
from jixiao.readers.scan.places import boxes_of
from jixiao.readers.scan.ruled import Ruled, ruled
from jixiao.readers.scan.upright import quarter_turns, turned
from jixiao.readers.watched import page_begins

_SHOWN = 110 / 72  # pixels to the point


class _Upright(NamedTuple):
    """A picture as it is read: level, upright, its rulings and the places of its texts found."""

    grey: Any
    found: Ruled
    boxes: list[Box]


def recognised(picture: Picture, number: int) -> Sheet:
    """The page with what was read on it, turned upright."""
    page_begins(number)
    grey, found, boxes = _upright(picture)
    scale = picture.scale
    height, width = grey.shape
    glyphs = glyphs_of(grey, found, boxes, scale)
    return sheet_of(number, (width / scale, height / scale), found.rulings, glyphs)


def shown(picture: Picture, number: int) -> PageImage:
    """The picture as it is read, no finer than to be looked at: the boxes of its cells are places on it."""
    grey, scale = _upright(picture).grey, picture.scale
    height, width = grey.shape
    factor = min(_SHOWN / scale, 1.0)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    file = BytesIO()
    Image.fromarray(small).save(file, "WEBP", quality=50)
    return PageImage(number, width / scale, height / scale, "image/webp", file.getvalue())


def _upright(picture: Picture) -> _Upright:
    held = _found(levelled(picture.grey), picture.scale)
    turns = quarter_turns(held.grey, held.boxes)
    return _found(turned(held.grey, turns), picture.scale) if turns else held


def _found(grey: Any, scale: float) -> _Upright:
    found = ruled(grey, scale)
    return _Upright(grey, found, boxes_of(found.without_lines(grey)))
