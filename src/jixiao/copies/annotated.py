"""A user's own file back, untouched but for remarks at the cells they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jixiao.copies.cells import Cells, mark_of, marked_cells, ready
from jixiao.forms.read import document_of
from jixiao.model.finding import Finding
from jixiao.model.message import Language
from jixiao.model.source import Source
from jixiao.model.table import Document
from jixiao.readers.limits import Limits
from jixiao.writers.words import LEVELS, sentence

AUTHOR = "jixiao"
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
    data, reading, was = ready(data, name, _WRITERS, limits)
    document = check(document_of(reading))
    texts: dict[Source | None, list[str]] = {}
    for found in document.findings:
        texts.setdefault(found.source, []).append(_text(found, language))
    write = _WRITERS[reading.format]
    made, placed = write(data, texts, now, limits) if texts else (data, set())
    unplaced = tuple(each for each in document.findings if each.source not in placed)
    return Annotated(made, reading.format, was, document, unplaced)


def _text(found: Finding, language: Language) -> str:
    """The remark: how grave, where, what, and what to do."""
    said = sentence(found).said_in(language)
    colon = "：" if language is Language.CHINESE else ": "
    return f"{LEVELS[found.level].said_in(language)}{colon}{said}\n[{found.rule}]"


# --------------------------------------------------------------------- formats
Texts = Mapping[Source | None, list[str]]
Written = tuple[bytes, set[Source | None]]


def _word(data: bytes, texts: Texts, now: datetime, limits: Limits) -> Written:
    from jixiao.writers.annotate import word

    cells = marked_cells(word.marked(data), "marked.docx", limits)
    return word.annotated(data, _by_mark(texts, cells), AUTHOR, now), _found(texts, cells)


def _page(data: bytes, texts: Texts, now: datetime, limits: Limits) -> Written:
    del now
    from jixiao.readers.html import text_of
    from jixiao.writers.annotate import page

    text = text_of(data)
    cells = marked_cells(page.marked(text).encode(), "marked.html", limits)
    return page.annotated(text, _by_mark(texts, cells)).encode(), _found(texts, cells)


def _workbook(data: bytes, texts: Texts, now: datetime, limits: Limits) -> Written:
    del now, limits
    from jixiao.writers.annotate import excel

    notes: dict[excel.Place, list[str]] = {}
    placed: set[Source | None] = set()
    for source, said in texts.items():
        if source is not None and source.sheet is not None and source.table:
            notes.setdefault(excel.Place(source.sheet, source.row, source.column), []).extend(said)
            placed.add(source)
    return excel.annotated(data, notes, AUTHOR), placed


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


def _by_mark(texts: Texts, cells: Cells) -> dict[int | None, list[str]]:
    """What is said by the cell's mark; ``None`` gathers what has no cell."""
    notes: dict[int | None, list[str]] = {}
    for source, said in texts.items():
        notes.setdefault(mark_of(source, cells), []).extend(said)
    return notes


def _found(texts: Texts, cells: Cells) -> set[Source | None]:
    return {source for source in texts if mark_of(source, cells) is not None}
