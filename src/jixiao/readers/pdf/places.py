"""From a box as it was read, on the upright page, back to the coordinates of the PDF page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jixiao.readers.page.shapes import Box
from jixiao.readers.pdf.glyphs import characters_of, direction
from jixiao.readers.pdf.library import pdfium
from jixiao.readers.pdf.pages import opened


def on_pages(data: bytes, boxes: Iterable[tuple[int, Box]]) -> dict[tuple[int, Box], Box]:
    """Page (from 1) and box to (left, bottom, right, top) on that page."""
    found: dict[tuple[int, Box], Box] = {}
    by_page: dict[int, list[Box]] = {}
    for number, box in boxes:
        by_page.setdefault(number, []).append(box)
    with opened(data) as (document, _):
        for number, held in by_page.items():
            page = pdfium.FPDF_LoadPage(document, number - 1)
            sides, turns = _lie(page)
            found |= {(number, box): _back(box, sides, turns) for box in held}
            pdfium.FPDF_ClosePage(page)
    return found


def _lie(page: Any) -> tuple[Box, int]:
    """The page's sides, and how the text lies on it."""
    crop = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, crop)
    text = pdfium.FPDFText_LoadPage(page)
    turns = direction(text, characters_of(text, max(pdfium.FPDFText_CountChars(text), 0)))
    pdfium.FPDFText_ClosePage(text)
    return (crop.left, crop.top, crop.right, crop.bottom), turns


def _back(box: Box, sides: Box, turns: int) -> Box:
    """The inverse of how pages are turned upright when they are read."""
    x0, y0, x1, y1 = box
    left, top, right, bottom = sides
    if turns == 1:
        return left + y0, bottom + x0, left + y1, bottom + x1
    if turns == 2:
        return right - x1, bottom + y0, right - x0, bottom + y1
    if turns == 3:
        return right - y1, top - x1, right - y0, top - x0
    return left + x0, top - y1, left + x1, top - y0
