"""A picture of a page as a page."""

from __future__ import annotations

from jixiao.readers.page.cells import sheet_of
from jixiao.readers.page.shapes import Sheet
from jixiao.readers.scan.level import levelled
from jixiao.readers.scan.ocr import glyphs_of
from jixiao.readers.scan.picture import Picture
from jixiao.readers.scan.ruled import ruled


def recognised(picture: Picture, number: int) -> Sheet:
    """The page with what was read on it."""
    grey, scale = levelled(picture.grey), picture.scale
    found = ruled(grey, scale)
    height, width = grey.shape
    return sheet_of(number, (width / scale, height / scale), found.rulings, glyphs_of(grey, found, scale))
