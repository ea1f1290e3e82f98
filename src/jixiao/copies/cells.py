"""A file made ready to be written into, and the cells of what was read found again in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jixiao.grid.grid import Reading
from jixiao.model.errors import FileError, UnknownFormat
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.readers.limits import Limits
from jixiao.readers.open import open_reading
from jixiao.writers.annotate.marks import marks_in

#: What is made of formats that can only be read.
CONVERTED = {
    "doc": "docx",
    "wps": "docx",
    "rtf": "docx",
    "wordml": "docx",
    "odt": "docx",
    "xls": "xlsx",
    "xlsb": "xlsx",
    "ods": "xlsx",
    "spreadsheetml": "xlsx",
}
Cells = Mapping[tuple[int, int, int], int]


class Ready(NamedTuple):
    """The bytes to write into, what they were read as, and what the file was."""

    data: bytes
    reading: Reading
    was: str


def ready(data: bytes, name: str, formats: Iterable[str], limits: Limits) -> Ready:
    """The file, converted if it must be. Runs LibreOffice then.

    Raises `FileError` for a file that cannot be read, or is of none of ``formats``.
    """
    reading = read(data, name, limits)
    was = reading.format
    if was in CONVERTED:
        from jixiao.readers.office import converted

        data = converted(data, was, CONVERTED[was], limits)
        reading = read(data, name, limits)
    if reading.format not in formats:
        raise _cannot(was)
    return Ready(data, reading, was)


def read(data: bytes, name: str, limits: Limits) -> Reading:
    found = next(open_reading(data, name, limits))
    if isinstance(found, FileError):
        raise found
    return found


def marked_cells(data: bytes, name: str, limits: Limits) -> Cells:
    """Table, row and column of every cell of a marked copy, to the number of its mark."""
    found: dict[tuple[int, int, int], int] = {}
    for grid in read(data, name, limits).grids:
        for cell in grid.cells:
            if marks := marks_in(cell.text):
                found[grid.number, cell.row, cell.column] = marks[-1]
    return found


def mark_of(source: Source | None, cells: Cells) -> int | None:
    """The mark of the cell that a value was read from; nothing when it stands in no cell."""
    return cells.get(source[:3]) if source else None


def _cannot(format: str) -> UnknownFormat:  # noqa: A002
    return UnknownFormat(
        Message(
            f"不能在 {format} 文件里写入。请用 jixiao check --format html 输出报告，或先转为 docx、xlsx。",
            f"Nothing can be written into {format} files. "
            "jixiao check --format html writes a report; or convert the file to docx or xlsx first.",
        )
    )
