"""One call of a reading verb: the files, what could not be read, and the exit code that follows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import click

from jixiao.cli.exits import FINDINGS, OK, UNREAD
from jixiao.cli.inputs import STANDARD_INPUT, Input
from jixiao.cli.lines import finding_line, one_line, unread_line
from jixiao.cli.progress import followed
from jixiao.grid.original import Original
from jixiao.model.errors import FileError
from jixiao.model.finding import Level
from jixiao.model.message import Language, Message
from jixiao.model.table import Document

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: None}
_ORDER = (Level.NOTE, Level.WARNING, Level.ERROR)


@dataclass(slots=True)
class Work:
    """Reads files and remembers what decides the exit code."""

    language: Language
    fail_on: str
    password: str | None = None  # of files that are encrypted
    is_watched: bool = True  # nothing else shows that it goes on
    unread: int = 0
    failing: int = 0
    with_pages: bool = False  # drawn, for an output that shows them

    def each(self, inputs: Sequence[Input]) -> Iterator[tuple[Input, Iterator[Original]]]:
        """Every input with the documents in it. What cannot be read becomes a line on standard error."""
        for read in followed(inputs, self.language) if self.is_watched else inputs:
            yield read, self._originals(read)

    @property
    def exit_code(self) -> int:
        if self.unread:
            return UNREAD
        return FINDINGS if self.failing else OK

    def say_findings(self, document: Document) -> None:
        """On standard error, for formats that have no place for them."""
        for found in document.findings:
            self._say(finding_line(document, found), COLOURS[found.level])

    def refuse(self, error: FileError) -> None:
        """A file that could not be read: a line on standard error, and the others go on."""
        self.unread += 1
        self._say(unread_line(error), COLOURS[Level.ERROR])

    def count(self, document: Document) -> None:
        """Let the document's findings decide the exit code."""
        self.failing += sum(self._fails(each.level) for each in document.findings)

    def _originals(self, read: Input) -> Iterator[Original]:
        for found in self._read(read.name):
            if isinstance(found, FileError):
                self.refuse(found)
            else:
                self.count(found.document)
                yield found

    def _read(self, name: str) -> Iterable[Original | FileError]:
        from jixiao import api  # all readers and forms; help must not wait for them

        source = name if name != STANDARD_INPUT else (STANDARD_INPUT, sys.stdin.buffer.read())
        return api.originals([source], password=self.password, with_pages=self.with_pages)

    def _fails(self, level: Level) -> bool:
        return self.fail_on != "never" and _ORDER.index(level) >= _ORDER.index(Level(self.fail_on))

    def _say(self, message: Message, colour: str | None) -> None:
        sys.stdout.flush()
        plain = False if os.environ.get("NO_COLOR") else None
        click.secho(one_line(message.said_in(self.language)), err=True, fg=colour, color=plain)
