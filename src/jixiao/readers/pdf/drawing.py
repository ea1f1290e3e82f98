"""PDF pages drawn to be shown beside what was read from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from ctypes import create_string_buffer
from math import ceil, sqrt
from typing import Any

from jixiao.grid.original import PageImage
from jixiao.readers import scan
from jixiao.readers.limits import Limits
from jixiao.readers.pdf.glyphs import characters_of, direction
from jixiao.readers.pdf.library import pdfium
from jixiao.readers.pdf.pages import LARGEST, seen_only, sides_of
from jixiao.readers.pdf.png import png

_SCALE = 110 / 72
_MOST_PIXELS = 2_500_000  # A3 at 110 dpi has 2.3 million
_WHITE = 0xFFFFFFFF


def drawn_pages(document: Any, pages: Collection[int], limits: Limits) -> Iterator[PageImage]:
    """These pages as `pages.sheets` read them: upright, and from their picture where that was read."""
    for number in sorted(pages):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if page:
            try:
                yield from _image(page, number, limits)
            finally:
                pdfium.FPDF_ClosePage(page)


def _image(page: Any, number: int, limits: Limits) -> Iterator[PageImage]:
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(pdfium.FPDFText_CountChars(text), 0)
        characters = characters_of(text, count)
        kind = seen_only(page, text, characters, sides_of(page))
        turns = direction(text, characters)
    finally:
        pdfium.FPDFText_ClosePage(text)
    if not kind or not scan.can_read():
        yield from _drawn(page, number, turns)
        return
    from jixiao.readers.scan.page import shown
    from jixiao.readers.scan.printed import drawn

    picture = drawn(page, limits)
    if picture is not None:
        yield shown(picture, number)


def _drawn(page: Any, number: int, turns: int) -> Iterator[PageImage]:
    width, height = _size(page, turns)
    if max(width, height) > LARGEST:
        return
    scale = min(_SCALE, sqrt(_MOST_PIXELS / (width * height)))
    across, down = ceil(width * scale / 2) * 2, ceil(height * scale)
    grey = create_string_buffer(across * down)
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, grey, across)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        turned = (turns - pdfium.FPDFPage_GetRotation(page)) % 4  # what the page itself is turned by is drawn
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, turned, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    yield PageImage(number, width, height, "image/png", png(grey.raw, across, down))


def _size(page: Any, turns: int) -> tuple[float, float]:
    left, top, right, bottom = sides_of(page)
    return (top - bottom, right - left) if turns % 2 else (right - left, top - bottom)
