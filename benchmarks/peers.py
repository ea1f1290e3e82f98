"""What is compared: functions from a file's bytes to its tables, as each library's users would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import docx2python
import lxml.etree
import markitdown
import openpyxl
import python_calamine

import jixiao
from jixiao.readers.open import open_reading

Peer = Callable[[bytes], object]


def ours(data: bytes) -> object:
    """Bytes to typed, settled tables with findings."""
    return jixiao.read(data, name="file")


def our_cells(data: bytes) -> object:
    """Bytes to cells with their places and spans, without meaning."""
    return list(open_reading(data, "file"))


def unzip_and_parse_main(data: bytes) -> object:
    """The least any reader must do: unpack the main part and parse its XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return lxml.etree.fromstring(archive.read("word/document.xml"))


def unzip_and_parse_all(data: bytes) -> object:
    """Every part that is XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = (name for name in archive.namelist() if name.endswith((".xml", ".rels")))
        return [lxml.etree.fromstring(archive.read(name)) for name in names]


def python_docx(data: bytes) -> object:
    """The text of every cell."""
    document = docx.Document(io.BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def docx_to_python(data: bytes) -> object:
    with docx2python.docx2python(io.BytesIO(data)) as read:
        return read.body


_MARKITDOWN = markitdown.MarkItDown()


def markitdown_docx(data: bytes) -> object:
    return _MARKITDOWN.convert_stream(io.BytesIO(data), file_extension=".docx").text_content


def markitdown_xlsx(data: bytes) -> object:
    return _MARKITDOWN.convert_stream(io.BytesIO(data), file_extension=".xlsx").text_content


def calamine(data: bytes) -> object:
    """The values of every row."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def openpyxl_rows(data: bytes) -> object:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


OURS = "jixiao"
OUR_FIRST = "jixiao, first reading"
OUR_CELLS = "jixiao, cells only"
DOCX: dict[str, Peer] = {
    OURS: ours,
    OUR_FIRST: ours,
    OUR_CELLS: our_cells,
    "unzip + lxml, main part": unzip_and_parse_main,
    "unzip + lxml, every part": unzip_and_parse_all,
    "python-docx cells": python_docx,
    "docx2python": docx_to_python,
    "markitdown": markitdown_docx,
}
SPREADSHEETS: dict[str, Peer] = {
    OURS: ours,
    OUR_FIRST: ours,
    OUR_CELLS: our_cells,
    "python-calamine rows": calamine,
    "openpyxl rows": openpyxl_rows,
    "markitdown": markitdown_xlsx,
}
