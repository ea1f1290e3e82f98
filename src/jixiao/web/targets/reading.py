"""Reads one file in a process apart: ``python -m jixiao.web.targets.reading FILE NAME FOLDER``.

What was read goes to standard output, and pictures of its pages into the folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from jixiao import api
from jixiao.grid.original import Original
from jixiao.model.errors import EncryptedFile, FileError
from jixiao.model.message import Language, Message
from jixiao.web.config.apart import bound
from jixiao.web.targets.files import keep
from jixiao.web.targets.found import Found, found_in
from jixiao.web.targets.origins import kept, origins_of
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
    """What came of a dropped file; an archive holds several.

    Findings are those of each table in turn; ``origins`` what each was read
    from, as the SHA-256 of what is kept of it among the files.
    """

    documents: list[Document]
    failures: list[Failure]
    findings: list[list[Found]] = []
    pages: list[Page] = []
    origins: list[str] = []


def main(place: str, name: str, folder: str) -> None:
    bound()
    read = Read([], [])
    for found in api.originals([(name, Path(place).read_bytes())], with_pages=True):
        if isinstance(found, FileError):
            said = _ENCRYPTED if isinstance(found, EncryptedFile) else found.message
            read.failures.append(Failure(found.name, said.zh, said.en))
        else:
            _add(read, found, Path(folder))
    sys.stdout.buffer.write(msgspec.json.encode(read))


def _add(read: Read, found: Original, folder: Path) -> None:
    place = len(read.documents)
    for page in found.pages:
        digest, _ = keep([page.data], folder)
        read.pages.append(Page(place, page.number, page.width, page.height, page.media_type, digest))
    read.origins.extend(keep([kept(each)], folder)[0] for each in origins_of(found, place))
    read.documents.append(document_record(found.document, Language.CHINESE))
    read.findings.extend(list(found_in(each, found.document.name)) for each in found.document.tables)


#: A password is no business of a server: it would have to wait with the file until that is read.
_ENCRYPTED = Message(
    "文件已加密，读不了。请在 Word、WPS、Excel 或 PDF 软件里取消打开密码，另存后重新上传",
    "the file is encrypted and cannot be read; take its password off in the program it was made with,"
    " save it and upload it again",
)

if __name__ == "__main__":
    main(*sys.argv[1:])
