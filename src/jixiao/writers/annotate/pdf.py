"""Annotations in PDF files, at the box of the cell; the file's own bytes stay, and more are added."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

try:
    from pypdfium2 import raw
except ImportError:  # the extra [pdf] is not installed; then no PDF was read either
    raw = None

pdfium: Any = raw
_RED = (180, 35, 24, 255)
_MARGIN = 1.0  # points that the frame stands off the text


class Place(NamedTuple):
    """A box on a page, in the page's own coordinates: left, bottom, right, top. Pages count from 1."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def annotated(data: bytes, notes: Mapping[Place, Sequence[str]], author: str) -> bytes:
    """The file with a frame and its remarks at each place."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ValueError("the file was read before and cannot be opened now")
    try:
        for place, texts in notes.items():
            page = pdfium.FPDF_LoadPage(document, place.page - 1)
            _frame(page, place, "\n\n".join(texts), author)
            pdfium.FPDF_ClosePage(page)
        return _saved(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _frame(page: Any, place: Place, text: str, author: str) -> None:
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_SQUARE)
    box = pdfium.FS_RECTF(
        place.left - _MARGIN, place.top + _MARGIN, place.right + _MARGIN, place.bottom - _MARGIN
    )
    pdfium.FPDFAnnot_SetRect(annotation, box)
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *_RED)
    pdfium.FPDFAnnot_SetBorder(annotation, 0, 0, 1.2)
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    for key, said in (("Contents", text), ("T", author)):
        pdfium.FPDFAnnot_SetStringValue(annotation, key.encode(), _wide(said))
    pdfium.FPDFPage_CloseAnnot(annotation)


def _wide(text: str) -> Any:
    data = text.encode("utf-16-le") + b"\0\0"
    buffer = ctypes.create_string_buffer(data, len(data))
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))


def _saved(document: Any) -> bytes:
    written = bytearray()

    def write(_: Any, block: Any, size: int) -> int:
        written.extend(ctypes.string_at(block, size))
        return 1

    kind = dict(pdfium.FPDF_FILEWRITE._fields_)["WriteBlock"]
    file = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=kind(write))
    if not pdfium.FPDF_SaveAsCopy(document, file, pdfium.FPDF_INCREMENTAL):
        raise ValueError("the annotated file could not be written")
    return bytes(written)
