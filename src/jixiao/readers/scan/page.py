"""A picture of a page as a page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import cv2
from PIL import Image

from jixiao.grid.original import PageImage
from jixiao.readers.page.cells import sheet_of
from jixiao.readers.page.shapes import Sheet
from jixiao.readers.scan.level import levelled
from jixiao.readers.scan.ocr import glyphs_of
from jixiao.readers.scan.picture import Picture
from jixiao.readers.scan.ruled import ruled

_SHOWN = 110 / 72  # pixels to the point


def recognised(picture: Picture, number: int) -> Sheet:
    """The page with what was read on it."""
    grey, scale = upright(picture), picture.scale
    found = ruled(grey, scale)
    height, width = grey.shape
    return sheet_of(number, (width / scale, height / scale), found.rulings, glyphs_of(grey, found, scale))


def upright(picture: Picture) -> Any:
    """The picture as it is read: the boxes of its cells are places on it."""
    return levelled(picture.grey)


def shown(picture: Picture, number: int) -> PageImage:
    """The picture as it is read, no finer than to be looked at."""
    grey, scale = upright(picture), picture.scale
    height, width = grey.shape
    factor = min(_SHOWN / scale, 1.0)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    file = BytesIO()
    Image.fromarray(small).save(file, "WEBP", quality=50)
    return PageImage(number, width / scale, height / scale, "image/webp", file.getvalue())
