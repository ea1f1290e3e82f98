"""What is compared on PDF files, each library loaded only when it is asked.

python benchmarks/pdf_peers.py NAME FILE…     # the most memory that a fresh process took, in MiB
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from ctypes import c_float
from functools import cache
from pathlib import Path
from typing import Any

Table = list[list[str]]
Peer = Callable[[bytes], Any]


def ours(data: bytes) -> Any:
    """Bytes to typed, settled tables with findings."""
    import jixiao

    return jixiao.read(data, name="file.pdf")


def our_cells(data: bytes) -> Any:
    """Bytes to cells, tables over page ends made whole, without meaning."""
    from jixiao.readers.open import open_reading

    return [grid for reading in open_reading(data, "file.pdf") for grid in reading.grids]


def text_and_paths(data: bytes) -> Any:
    """The text of each page at one stroke, and the places of every path on it."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [(page.get_textpage().get_text_range(), list(_points(page))) for page in document]


def text_boxes_and_paths(data: bytes) -> Any:
    """The same, and the box of each character."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [(list(_characters(page.get_textpage())), list(_points(page))) for page in document]


def _characters(text: Any) -> Iterator[tuple[str, tuple[float, ...]]]:
    for index, character in zip(range(text.count_chars()), text.get_text_range(), strict=False):
        yield character, text.get_charbox(index, loose=True)


def _points(page: Any) -> Iterator[tuple[int, float, float]]:
    from pypdfium2 import raw

    x, y = c_float(), c_float()
    for path in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        for index in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            yield raw.FPDFPathSegment_GetType(segment), x.value, y.value


def pdfplumber_tables(data: bytes) -> list[Table]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [table for page in document.pages for table in page.extract_tables()]


def camelot_lattice(data: bytes) -> list[Table]:
    """Tables with rulings; the pages are drawn by pypdfium2."""
    import camelot

    return [table.data for table in camelot.read_pdf(io.BytesIO(data), pages="all", flavor="lattice")]


def markitdown_tables(data: bytes) -> list[Table]:
    """The tables in its Markdown."""
    found = _markitdown().convert_stream(io.BytesIO(data), file_extension=".pdf").text_content
    tables: list[Table] = [[]]
    for line in found.splitlines():
        if not line.startswith("|"):
            tables.append([])
        elif not set(line) <= set("|-: "):
            tables[-1].append(line.strip().strip("|").split("|"))
    return [table for table in tables if table]


@cache
def _markitdown() -> Any:
    import markitdown

    return markitdown.MarkItDown()


OURS = "jixiao"
OUR_FIRST = "jixiao, first reading"
OUR_CELLS = "jixiao, cells only"
TEXT_AND_PATHS = "pypdfium2, text and paths"
WITH_BOXES = "pypdfium2, with every character's box"
PDFPLUMBER = "pdfplumber extract_tables"
PDF: dict[str, Peer] = {
    OURS: ours,
    OUR_FIRST: ours,
    OUR_CELLS: our_cells,
    TEXT_AND_PATHS: text_and_paths,
    WITH_BOXES: text_boxes_and_paths,
    PDFPLUMBER: pdfplumber_tables,
    "camelot, lattice": camelot_lattice,
    "markitdown": markitdown_tables,
}


def peak() -> int:
    """The most memory this process has held, in MiB, as Linux tells it."""
    status = Path("/proc/self/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    name, *paths = sys.argv[1:]
    for each in paths:
        PDF[name](Path(each).read_bytes())
    print(peak())
