"""A user's own file back with what its findings offer as corrections put into the cells.

Corrections go in one after the other, as those of one cell may follow from
each other (18月 becomes 18个月, and then ≤18个月): after each round the copy is
read and checked again, until nothing is left to correct.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jixiao.copies.cells import mark_of, marked_cells, read, ready
from jixiao.forms.read import document_of
from jixiao.model.finding import Finding
from jixiao.model.source import Source
from jixiao.model.table import Document
from jixiao.readers.limits import Limits

Check = Callable[[Document], Document]
_ROUNDS = 5  # more would be corrections that undo each other


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was changed, because of a finding."""

    finding: Finding
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The copy. ``format`` is what it is now, ``was`` what the file was; ``document`` what is left to say."""

    data: bytes
    format: str
    was: str
    document: Document
    changes: tuple[Change, ...]


def corrected(data: bytes, name: str, check: Check, limits: Limits, *, unsafe: bool = False) -> Corrected:
    """The copy of a file with its cells corrected; with ``unsafe`` also where the meaning changes.

    Raises `FileError` for a file that cannot be read or cannot be written
    into. Runs LibreOffice for formats that need it.
    """
    data, reading, was = ready(data, name, _WRITERS, limits)
    write = _WRITERS[reading.format]
    changes: list[Change] = []
    left: set[Source] = set()
    document = check(document_of(reading))
    for _ in range(_ROUNDS):
        due = _due(document, left, unsafe=unsafe)
        if not due:
            break
        data, refused = write(data, {source: each.after for source, each in due.items()}, limits)
        left |= refused
        changes += [each for source, each in due.items() if source not in refused]
        document = check(document_of(read(data, name, limits)))
    return Corrected(data, reading.format, was, document, tuple(changes))


def _due(document: Document, left: set[Source], *, unsafe: bool) -> dict[Source, Change]:
    """The first correction of each cell."""
    due: dict[Source, Change] = {}
    for found in document.findings:
        offered = found.correction
        if offered is None or not (offered.is_safe or unsafe) or offered.source in left:
            continue
        if offered.text != offered.source.text:
            due.setdefault(offered.source, Change(found, offered.source.text, offered.text))
    return due


# --------------------------------------------------------------------- formats
Texts = Mapping[Source, str]
Written = tuple[bytes, set[Source]]


def _word(data: bytes, texts: Texts, limits: Limits) -> Written:
    from jixiao.writers.annotate import word

    cells = marked_cells(word.marked(data), "marked.docx", limits)
    marks = {source: mark_of(source, cells) for source in texts}
    known = {mark: texts[source] for source, mark in marks.items() if mark is not None}
    return word.corrected(data, known), {source for source, mark in marks.items() if mark is None}


def _workbook(data: bytes, texts: Texts, limits: Limits) -> Written:
    del limits
    from jixiao.writers.annotate import excel

    places = {
        source: excel.Place(source.sheet, source.row, source.column) for source in texts if source.sheet
    }
    made, refused = excel.corrected(data, {place: texts[source] for source, place in places.items()})
    return made, {source for source in texts if places.get(source) in {None, *refused}}


_WRITERS = {"docx": _word, "xlsx": _workbook}
