"""A PDF file and its pages, opened within limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float
from math import isfinite
from typing import Any

from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile
from jixiao.model.message import Message
from jixiao.readers import scan
from jixiao.readers.limits import Limits
from jixiao.readers.page.cells import sheet_of
from jixiao.readers.page.shapes import Box, Rulings, Sheet, Trouble, Unfinished
from jixiao.readers.pdf.glyphs import characters_of, direction, glyphs, is_garbled
from jixiao.readers.pdf.library import pdfium
from jixiao.readers.pdf.rulings import TooManyObjects, rulings
from jixiao.readers.pdf.turned import turned
from jixiao.readers.refusals import encrypted

_FILE = 1  # FPDF_ERR_FILE and its kin, as FPDF_GetLastError tells them
_PASSWORD = 4
_SECURITY = 5
_FEW = 40  # characters: less than any table has
_MOST_OF_PAGE = 0.5
_SMALLEST = 20.0  # points: nothing can be read on a smaller page
LARGEST = 14_400.0  # points: what the PDF standard allows a page to measure


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Any, int]]:
    """The document and its number of pages.

    Raises `EncryptedFile`, `DamagedFile` and `EmptyFile`.
    """
    pdfium.FPDF_InitLibrary()  # once is enough, more does no harm
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _not_opened(pdfium.FPDF_GetLastError())
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise EmptyFile(Message(zh="PDF 文件里没有页面。", en="There is no page in the PDF file."))
        yield document, count
    finally:
        pdfium.FPDF_CloseDocument(document)


def sheets(document: Any, count: int, limits: Limits) -> Iterator[Sheet | Trouble]:
    """Each page as it was read, with what was in the way."""
    unfinished: Unfinished | None = None
    for number in range(1, min(count, limits.pages) + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            yield Trouble("damaged", number)
            continue
        try:
            for found in _sheet(page, number, limits, unfinished):
                yield found
                unfinished = found.unfinished if isinstance(found, Sheet) else None
        finally:
            pdfium.FPDF_ClosePage(page)


def _sheet(page: Any, number: int, limits: Limits, before: Unfinished | None) -> Iterator[Sheet | Trouble]:
    left, top, right, bottom = sides = sides_of(page)
    if not all(map(isfinite, sides)) or min(right - left, top - bottom) < _SMALLEST:
        yield Trouble("size", number)
        return
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        yield Trouble("damaged", number)
        return
    try:
        yield from _read(page, text, number, sides, limits, before)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _read(
    page: Any, text: Any, number: int, sides: Box, limits: Limits, before: Unfinished | None
) -> Iterator[Sheet | Trouble]:
    count = max(pdfium.FPDFText_CountChars(text), 0)
    if count > limits.glyphs:
        yield Trouble("crowded", number)
        return
    characters = characters_of(text, count)
    kind = seen_only(page, text, characters, sides)
    if kind:
        found = list(_recognised(page, kind, number, limits))
        yield from found
        if kind == "garbled" or any(isinstance(each, Sheet) for each in found):
            return
    if count == 0:
        return
    turn = turned(sides, direction(text, characters))
    lines = Rulings()
    try:
        lines = rulings(page, turn, limits.objects)
    except TooManyObjects:
        yield Trouble("crowded", number)
    yield sheet_of(number, (turn.width, turn.height), lines, glyphs(text, characters, turn), before)


def seen_only(page: Any, text: Any, characters: str, sides: Box) -> str:
    """Why a page can be read from its picture only, as a kind of trouble; nothing where text is to be had."""
    if not characters:
        return "picture" if _has_picture(page) else ""
    if len(characters) < _FEW and _is_covered(page, sides):
        return "picture"
    return "garbled" if is_garbled(text, characters) else ""


def _recognised(page: Any, kind: str, number: int, limits: Limits) -> Iterator[Sheet | Trouble]:
    """A page read from its picture, where that can be done; else why it was not read."""
    if not scan.can_read():
        yield Trouble(kind, number)
        return
    from jixiao.readers.scan.page import recognised
    from jixiao.readers.scan.printed import drawn

    picture = drawn(page, limits)
    if picture is None:
        yield Trouble("large", number)
        return
    if not picture.can_hold_text:
        yield Trouble("size", number)
        return
    yield recognised(picture, number)
    yield Trouble("redrawn" if kind == "garbled" else "recognised", number)


def _has_picture(page: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), 100)
    kinds = {pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, i)) for i in range(count)}
    return bool(kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_SHADING})


def _is_covered(page: Any, sides: Box) -> bool:
    """Whether one picture covers most of the page: a scan on which a page number was stamped."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    least = (sides[2] - sides[0]) * (sides[1] - sides[3]) * _MOST_OF_PAGE
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 100)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            if (right.value - left.value) * (top.value - bottom.value) >= least:
                return True
    return False


def sides_of(page: Any) -> Box:
    """Where the page is cut, in its own space: left, top, right, bottom."""
    crop = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, crop)
    return crop.left, crop.top, crop.right, crop.bottom


def _not_opened(code: int) -> EncryptedFile | DamagedFile:
    if code in (_PASSWORD, _SECURITY):
        return encrypted()
    return DamagedFile(
        Message(
            zh="文件已损坏：PDF 的目录或页面无法读取，可能没有下载完。请重新下载后再试。",
            en="The file is damaged: the directory of the PDF or its pages cannot be read, as after a broken "
            "download. Fetch it again.",
        )
    )
