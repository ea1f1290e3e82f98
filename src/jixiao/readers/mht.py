"""Web pages in one file (mht), as browsers, Word and Excel save them."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message as Headers
from email.parser import BytesHeaderParser
from itertools import count

from jixiao.grid.grid import Block
from jixiao.model.errors import DamagedFile, EmptyFile
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers.charset import decode
from jixiao.readers.html import declared_charset, read_text
from jixiao.readers.limits import Limits

FORMATS: dict[str, tuple[str, ...]] = {"mht": (".mht", ".mhtml")}

_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
_LONGEST_HEAD = 2**16
_DEEPEST = 4  # parts in parts; a browser writes two
_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The pages of the file, one after the other: a workbook saved by Excel has one per sheet."""
    if not data.strip():
        raise EmptyFile(Message(zh="文件是空的。", en="The file is empty."))
    yield from read_pages(data, limits, count(1))


def read_pages(data: bytes, limits: Limits, numbers: Iterator[int]) -> Iterator[Block | Finding]:
    """As `read`; ``numbers`` are for the grids."""
    found = False
    for page, charset in _pages(data, limits, 0):
        found = True
        yield from read_text(decode(page, charset or declared_charset(page)), limits, numbers)
    if not found:
        raise DamagedFile(
            Message(
                zh="文件已损坏：其中没有网页。请重新保存网页后再试。",
                en="The file is damaged: there is no page in it. Save the page anew and try again.",
            )
        )


def _pages(data: bytes, limits: Limits, depth: int) -> Iterator[tuple[bytes, str | None]]:
    """Content and charset of each page. The email package would take hostile nesting at its word."""
    data = data.lstrip(b"\r\n")
    blank = _BLANK_LINE.search(data, 0, _LONGEST_HEAD)
    if blank is None:
        return
    headers = BytesHeaderParser().parsebytes(data[: blank.start()])
    kind, body = headers.get_content_type(), data[blank.end() :]
    boundary = headers.get_boundary()
    if kind.startswith("multipart/") and boundary and depth < _DEEPEST:
        delimiter = re.compile(rb"(?:^|\r?\n|\r)--" + re.escape(boundary.encode("utf-8", "replace")))
        for part in delimiter.split(body, limits.members)[1:]:
            yield from _pages(part, limits, depth + 1)
    elif kind in _PAGES:
        yield _decoded(headers, body), headers.get_content_charset()


def _decoded(headers: Headers, body: bytes) -> bytes:
    encoding = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    if encoding == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return body
    return body
