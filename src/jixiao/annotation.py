"""A user's own file back, untouched but for remarks at the cells they are about.

What only an office program reads is made docx or xlsx of first; the result
says so. Files without cells to point at (plain text, scans, OFD) are refused:
for those there is ``jixiao check --format html``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jixiao.forms.read import document_of
from jixiao.grid.grid import Reading
from jixiao.model.errors import FileError, UnknownFormat
from jixiao.model.finding import Finding
from jixiao.model.message import Language, Message
from jixiao.model.source import Source
from jixiao.model.table import Document
from jixiao.readers.limits import Limits
from jixiao.readers.open import open_reading
from jixiao.writers.words import LEVELS, sentence

AUTHOR = "jixiao"
#: What is made of formats that cannot take a remark themselves.
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
Check = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Annotated:
    """The copy. ``format`` is what it is now, ``was`` what the file was; ``document`` what was checked.

    ``unplaced`` are findings whose cell could not be found again; they stand
    at the beginning of the copy, or nowhere where it has no such place.
    """

    data: bytes
    format: str
    was: str
    document: Document
    unplaced: tuple[Finding, ...]


def annotated(
    data: bytes, name: str, check: Check, language: Language, now: datetime, limits: Limits
) -> Annotated:
    """The copy of a file with the findings of ``check`` in it.

    Raises `FileError` for a file that cannot be read or cannot take remarks.
    Runs LibreOffice for formats that need it.
    """
    was = _reading(data, name, limits).format
    if was in CONVERTED:
        from jixiao.readers.office import converted

        data = converted(data, was, CONVERTED[was], limits)
    reading = _reading(data, name, limits)
    write = _WRITERS.get(reading.format)
    if write is None:
        raise _cannot(reading.format)
    document = check(document_of(reading))
    texts: dict[Source | None, list[str]] = {}
    for found in document.findings:
        texts.setdefault(found.source, []).append(_text(found, language))
    made, placed = write(data, texts, now, limits) if texts else (data, set())
    unplaced = tuple(each for each in document.findings if each.source not in placed)
    return Annotated(made, reading.format, was, document, unplaced)


def _reading(data: bytes, name: str, limits: Limits) -> Reading:
    found = next(open_reading(data, name, limits))
    if isinstance(found, FileError):
        raise found
    return found


def _cannot(format: str) -> UnknownFormat:  # noqa: A002
    return UnknownFormat(
        Message(
            f"{format} 文件里放不进批注。请用 jixiao check --format html 输出报告，或先转为 docx、xlsx。",
            f"Remarks cannot be put into {format} files. "
            "jixiao check --format html writes a report; or convert the file to docx, xlsx or pdf first.",
        )
    )


def _text(found: Finding, language: Language) -> str:
    """The remark: how grave, what, and what to do. Where is the cell itself."""
    said = sentence(found).said_in(language)
    colon = "：" if language is Language.CHINESE else ": "
    return f"{LEVELS[found.level].said_in(language)}{colon}{said}\n[{found.rule}]"


# --------------------------------------------------------------------- formats
Texts = Mapping[Source | None, list[str]]
Written = tuple[bytes, set[Source | None]]


def _word(data: bytes, texts: Texts, now: datetime, limits: Limits) -> Written:
    from jixiao.writers.annotate import word

    cells = _marked_cells(word.marked(data), "marked.docx", limits)
    notes = _by_mark(texts, cells)
    return word.annotated(data, notes, AUTHOR, now), _found(texts, cells)


def _page(data: bytes, texts: Texts, now: datetime, limits: Limits) -> Written:
    del now
    from jixiao.readers.charset import decode
    from jixiao.readers.html import declared_charset
    from jixiao.writers.annotate import page

    text = decode(data, declared_charset(data))
    cells = _marked_cells(page.marked(text).encode(), "marked.html", limits)
    return page.annotated(text, _by_mark(texts, cells)).encode(), _found(texts, cells)


def _workbook(data: bytes, texts: Texts, now: datetime, limits: Limits) -> Written:
    del now, limits
    from jixiao.writers.annotate import excel

    places = {
        source: excel.Place(source.sheet, source.row, source.column)
        for source in texts
        if source is not None and source.sheet is not None and source.table
    }
    notes: dict[excel.Place, list[str]] = {}
    for source, place in places.items():
        notes.setdefault(place, []).extend(texts[source])
    return excel.annotated(data, notes, AUTHOR), set(places)


def _pdf(data: bytes, texts: Texts, now: datetime, limits: Limits) -> Written:
    del now, limits
    from jixiao.readers.pdf.places import on_pages
    from jixiao.writers.annotate import pdf

    boxes = {source: (source.page, source.box) for source in texts if source and source.page and source.box}
    places = on_pages(data, boxes.values())
    notes: dict[pdf.Place, list[str]] = {}
    for source, key in boxes.items():
        notes.setdefault(pdf.Place(key[0], *places[key]), []).extend(texts[source])
    return pdf.annotated(data, notes, AUTHOR), set(boxes)


_WRITERS = {"docx": _word, "xlsx": _workbook, "pdf": _pdf, "html": _page}


def _marked_cells(data: bytes, name: str, limits: Limits) -> dict[tuple[int, int, int], int]:
    """Table, row and column of every cell to the number of its mark."""
    from jixiao.writers.annotate.marks import marks_in

    found: dict[tuple[int, int, int], int] = {}
    for grid in _reading(data, name, limits).grids:
        for cell in grid.cells:
            if marks := marks_in(cell.text):
                found[grid.number, cell.row, cell.column] = marks[-1]
    return found


def _by_mark(texts: Texts, cells: Mapping[tuple[int, int, int], int]) -> dict[int | None, list[str]]:
    """What is said by the cell's mark; ``None`` gathers what has no cell."""
    notes: dict[int | None, list[str]] = {}
    for source, said in texts.items():
        notes.setdefault(cells.get(source[:3]) if source else None, []).extend(said)
    return notes


def _found(texts: Texts, cells: Mapping[tuple[int, int, int], int]) -> set[Source | None]:
    return {source for source in texts if source and source[:3] in cells}
