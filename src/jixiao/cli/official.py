"""Official forms to where they shall go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.cli.deliver import keep_inputs, named
from jixiao.cli.inputs import Input
from jixiao.cli.outputs import write_file
from jixiao.cli.work import Work
from jixiao.model.errors import UsageError
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.table import Document

if TYPE_CHECKING:
    from jixiao.scoring.review import Way
    from jixiao.writers.official.layout import Layout

Draw = Callable[[Iterable[Document], str], bytes]


def deliver_forms(work: Work, inputs: Sequence[Input], kind: str, draw: Draw, out: Path) -> None:
    """All tables of all inputs into one file."""
    keep_inputs(inputs, [out])
    documents = [*_said(work, work.documents(inputs))]
    write_file(out, [draw(documents, kind)])


def deliver_forms_each(work: Work, inputs: Sequence[Input], kind: str, draw: Draw, folder: Path) -> None:
    """Each input into a file of its own. What cannot be read, or holds no table, leaves no file."""
    places = [folder / below for below in named(inputs, f".{kind}")]
    keep_inputs(inputs, places)
    for place, (_, originals) in zip(places, work.each(inputs), strict=True):
        documents = [*_said(work, (original.document for original in originals))]
        if any(document.tables for document in documents):
            write_file(place, [draw(documents, kind)], make_folders=True)


def drawing(
    work: Work, name: str, layouts: Path | None, regulations: Path | None, marks: Path | None
) -> Draw:
    """How forms are drawn; what they have no place for goes to standard error. Checks the names at once."""
    from jixiao.copies.reviewed import review_layouts

    if known_reviews := review_layouts(name, layouts):
        return _drawing_reviews(work, known_reviews, regulations, marks)
    if marks:
        raise UsageError(Message("--marks 只用于 --as review", "--marks goes with --as review"))
    from jixiao.copies.official import official, wanted  # layouts and writers; help must not wait for them
    from jixiao.regulations.load import regulations as load

    want, known = wanted(name, layouts), load(regulations)

    def draw(documents: Iterable[Document], kind: str) -> bytes:
        today = datetime.now(UTC).date()
        done = official(documents, kind, want, known, today=today, language=work.language)
        for document, found in done.findings:
            work.say_found(document, found)
        return done.data

    return draw


def _drawing_reviews(
    work: Work, known: tuple[Layout, ...], regulations: Path | None, marks: Path | None
) -> Draw:
    from jixiao import api
    from jixiao.cli.marking import GivenMark, marks_for, marks_of, unused_marks
    from jixiao.copies.reviewed import reviewed

    given, used = marks_of(marks) if marks else (), set[GivenMark]()

    def make(document: Document, way: Way) -> tuple[api.Review, ...]:
        found = list(marks_for(document, given))
        used.update(each for each, _ in found)
        return api.review(document, own_regulations=regulations, way=way, marks=[mark for _, mark in found])

    def draw(documents: Iterable[Document], kind: str) -> bytes:
        done = reviewed(documents, kind, known, make, work.language)
        for document, found in done.findings:
            work.say_found(document, found)
        for said in unused_marks(given, used):
            work.say(said, Level.WARNING)
        return done.data

    return draw


def _said(work: Work, documents: Iterable[Document]) -> Iterator[Document]:
    """Each document, after what must be known of its reading; notes are for `jixiao read`."""
    for document in documents:
        grave = tuple(each for each in document.findings if each.level.reaches(Level.WARNING))
        work.say_findings(replace(document, findings=grave))
        yield document
