"""Reads one file in a process apart: ``python -m jixiao.web.targets.reading FILE NAME FOLDER``.

What was read goes to standard output, and pictures of its pages into the folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from jixiao import api
from jixiao.grid.original import Original
from jixiao.model.errors import FileError
from jixiao.model.message import Language
from jixiao.web.config.apart import bound
from jixiao.web.targets.files import keep
from jixiao.web.targets.found import Found, found_in
from jixiao.writers.contract import Document
from jixiao.writers.records import document_record


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be read, and why."""

    name: str
    zh: str
    en: str


class Page(msgspec.Struct, frozen=True):
    """How a page looks; the picture lies with the files, under its SHA-256."""

    document: int
    number: int
    width: float
    height: float
    media_type: str
    sha256: str


class Read(msgspec.Struct, frozen=True):
    """What came of a dropped file; an archive holds several. Findings are those of each table in turn."""

    documents: list[Document]
    failures: list[Failure]
    findings: list[list[Found]] = []
    pages: list[Page] = []


def main(place: str, name: str, folder: str) -> None:
    bound()
    read = Read([], [])
    for found in api.originals([(name, Path(place).read_bytes())], with_pages=True):
        if isinstance(found, FileError):
            read.failures.append(Failure(found.name, found.message.zh, found.message.en))
        else:
            _add(read, found, Path(folder))
    sys.stdout.buffer.write(msgspec.json.encode(read))


def _add(read: Read, found: Original, folder: Path) -> None:
    for page in found.pages:
        digest, _ = keep([page.data], folder)
        place = len(read.documents)
        read.pages.append(Page(place, page.number, page.width, page.height, page.media_type, digest))
    read.documents.append(document_record(found.document, Language.CHINESE))
    read.findings.extend(list(found_in(each, found.document.name)) for each in found.document.tables)


if __name__ == "__main__":
    main(*sys.argv[1:])
