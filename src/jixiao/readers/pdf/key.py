"""PDF files behind a password, saved without it by PDFium."""

from __future__ import annotations

from ctypes import string_at
from typing import Any

from jixiao.readers.pdf.library import pdfium
from jixiao.readers.refusals import wrong_password

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def opened(data: bytes, password: str) -> bytes:
    """The file without its password. One that opens without any, or not at all, stays as it is.

    Raises `EncryptedFile` for a wrong password.
    """
    if pdfium is None:
        return data
    pdfium.FPDF_InitLibrary()
    if _is_open(data):
        return data
    for said in dict.fromkeys((password.encode(), password.encode("gb18030"))):
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), said)
        if document:
            try:
                return _saved(document)
            finally:
                pdfium.FPDF_CloseDocument(document)
    raise wrong_password()


def _is_open(data: bytes) -> bool:
    """Whether no password is asked for: that of an owner only keeps people from printing."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        pdfium.FPDF_CloseDocument(document)
        return True
    return bool(pdfium.FPDF_GetLastError() != _PASSWORD)


def _saved(document: Any) -> bytes:
    parts: list[bytes] = []

    def keep(_: Any, start: Any, size: int) -> int:
        parts.append(string_at(start, size))
        return 1

    writer = pdfium.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(keep)
    pdfium.FPDF_SaveAsCopy(document, writer, pdfium.FPDF_REMOVE_SECURITY)
    return b"".join(parts)
