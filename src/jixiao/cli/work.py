"""One call of a reading verb: the files, what could not be read, and the exit code that follows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import click

from jixiao.cli.exits import FINDINGS, OK, UNREAD
from jixiao.cli.inputs import STANDARD_INPUT, Input
from jixiao.cli.lines import finding_line, unread_line
from jixiao.cli.progress import followed, pages_followed
from jixiao.grid.original import Original
from jixiao.model.errors import FileError
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Language, Message
from jixiao.model.table import Document
from jixiao.writers.printed import one_line

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: None}
NEVER = "never"


@dataclass(slots=True)
class Work:
    """Reads files and remembers what decides the exit code.

    ``judge`` looks at each document before its findings count; of these, what
    reaches ``least`` is shown. ``fail_on`` is a level or NEVER; None is error.
    """

    language: Language
    fail_on: str | None
    password: str | None = None  # of files that are encrypted
    judge: Callable[[Document], Document] | None = None
    least: Level = Level.NOTE
    is_watched: bool = True  # nothing else shows that it goes on
    unread: int = 0
    failing: int = 0
    with_pages: bool = False  # drawn, for an output that shows them

    def each(self, inputs: Sequence[Input]) -> Iterator[tuple[Input, Iterator[Original]]]:
        """Every input with the documents in it. What cannot be read becomes a line on standard error."""
        for read in followed(inputs, self.language) if self.is_watched else inputs:
            yield read, self._originals(read, is_only=len(inputs) == 1)

    def documents(self, inputs: Sequence[Input]) -> Iterator[Document]:
        """The documents alone."""
        return (original.document for _, originals in self.each(inputs) for original in originals)

    @property
    def exit_code(self) -> int:
        if self.unread:
            return UNREAD
        return FINDINGS if self.failing else OK

    def say_findings(self, document: Document) -> None:
        """On standard error, for formats that have no place for them."""
        for found in document.findings:
            self._say(finding_line(document, found), COLOURS[found.level])

    def say_found(self, document: Document, found: Finding) -> None:
        """A finding of writing: on standard error, and it counts."""
        self.failing += self._fails(found.level)
        self._say(finding_line(document, found), COLOURS[found.level])

    def refuse(self, error: FileError) -> None:
        """A file that could not be read: a line on standard error, and the others go on."""
        self.unread += 1
        self._say(unread_line(error), COLOURS[Level.ERROR])

    def say(self, message: Message, level: Level = Level.NOTE) -> None:
        """On standard error."""
        self._say(message, COLOURS[level])

    def count(self, document: Document) -> None:
        """Let the document's findings decide the exit code."""
        self.failing += sum(self._fails(each.level) for each in document.findings)

    def _originals(self, read: Input, *, is_only: bool) -> Iterator[Original]:
        if not (self.is_watched and is_only):
            yield from self._each(read)
            return
        with pages_followed(self.language) as wipe:
            yield from self._each(read, wipe)

    def _each(self, read: Input, wipe: Callable[[], None] = lambda: None) -> Iterator[Original]:
        for found in self._read(read.name):
            wipe()
            if isinstance(found, FileError):
                self.refuse(found)
            else:
                yield self._judged(found)

    def judged(self, read: Document) -> Document:
        """The document with what is said of it; what the judge found counts, shown or not."""
        document = self.judge(read) if self.judge else read
        self.count(document)
        if self.least is Level.NOTE:
            return document
        kept = tuple(each for each in document.findings if each.level.reaches(self.least))
        return replace(document, findings=kept)

    def _judged(self, original: Original) -> Original:
        document = self.judged(original.document)
        return original if document is original.document else replace(original, document=document)

    def _read(self, name: str) -> Iterable[Original | FileError]:
        from jixiao import api  # all readers and forms; help must not wait for them

        source = name if name != STANDARD_INPUT else (STANDARD_INPUT, sys.stdin.buffer.read())
        return api.originals([source], password=self.password, with_pages=self.with_pages)

    def _fails(self, level: Level) -> bool:
        return self.fail_on != NEVER and level.reaches(Level(self.fail_on or Level.ERROR))

    def _say(self, message: Message, colour: str | None) -> None:
        sys.stdout.flush()
        plain = False if os.environ.get("NO_COLOR") else None
        click.secho(one_line(message.said_in(self.language)), err=True, fg=colour, color=plain)
