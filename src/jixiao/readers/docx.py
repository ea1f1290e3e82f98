"""Word documents (docx and its kin), read straight from their XML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from jixiao.grid.grid import Block, Paragraph
from jixiao.model.errors import DamagedFile
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.readers.accepted import W, settle
from jixiao.readers.frames import blocks, lines
from jixiao.readers.limits import Limits
from jixiao.readers.word import Text
from jixiao.readers.xml import Element, parse
from jixiao.readers.zipped import open_zip

if TYPE_CHECKING:
    from jixiao.readers.numbering import Numbering

FORMATS: dict[str, tuple[str, ...]] = {"docx": (".docx", ".docm", ".dotx", ".dotm")}

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_WITH_TABLES = {"Excel", "Word", "ET", "KET", "WPS", "KWPS"}
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_HEADER, _FOOTER = f"{W}headerReference", f"{W}footerReference"
# Strict Open XML (ISO 29500) differs from what everybody writes in these names alone.
_STRICT = b"http://purl.oclc.org/ooxml/"
_HEAD = 4096  # bytes in which the root element declares its names
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The document as printed: headers, the text with its tables, footers."""
    package = _Package(data, limits)
    root = package.part(package.main)
    if root.tag != f"{W}document":
        raise _no_text()
    settle(root)
    text = Text(root, limits, package.label)
    numbers = count(1)
    yield from _margins(package, root, _HEADER, limits)
    yield from blocks(text.flow, text.tables, numbers)
    yield from _inserted(package, root, limits, numbers)
    yield from _margins(package, root, _FOOTER, limits)
    yield from text.findings
    yield from _objects(root)


def _margins(package: _Package, root: Element, tag: str, limits: Limits) -> Iterator[Paragraph]:
    """Headers or footers, each once, tables in them taken as lines of text."""
    names = {package.related(reference.get(f"{_R}id")): None for reference in root.iter(tag)}
    for name in names:
        if name is None:
            continue
        part = package.part(name)
        settle(part)
        text = Text(part, limits, lambda _number, _level: "")
        yield from lines(text.flow, text.tables)


def _inserted(
    package: _Package, root: Element, limits: Limits, numbers: Iterator[int]
) -> Iterator[Block | Finding]:
    """Documents in the document (w:altChunk). Web systems wrap a page so and call it docx."""
    found = (package.related(element.get(f"{_R}id")) for element in root.iter(f"{W}altChunk"))
    for name in dict.fromkeys(name or "" for name in found):
        suffix = posixpath.splitext(name)[1].lower()
        if suffix in (".mht", ".mhtml"):
            yield from import_module("jixiao.readers.mht").read_pages(package.content(name), limits, numbers)
        elif suffix in (".htm", ".html", ".xhtml"):
            yield from import_module("jixiao.readers.html").read_page(package.content(name), limits, numbers)
        else:
            yield _not_read(suffix.removeprefix(".") or "?")


def _objects(root: Element) -> Iterator[Finding]:
    """Tables from other programs that the document shows as pictures."""
    for element in root.iter(_OBJECT):
        program = element.get("ProgID", "")
        if program.partition(".")[0] in _WITH_TABLES:
            yield _not_read(program)


def _not_read(kind: str) -> Finding:
    return Finding(
        "embedded-document-skipped",
        Level.WARNING,
        Message(
            zh=f"文档中嵌入了另一个文档或对象（{kind}），没有读取。请把其中的表格粘贴为普通表格后再试。",
            en=f"Another document or object ({kind}) is embedded in the document and was not read. "
            "Paste its tables as ordinary tables and try again.",
        ),
    )


def repacked(data: bytes) -> bytes | None:
    """A document that Word saved as one XML file, as the zip it would have been; else nothing."""
    root = parse(data)
    if root.tag != f"{_FLAT}package":
        return None
    parts = {
        part.get(f"{_FLAT}name", "")[:255].lstrip("/"): etree.tostring(content[0])
        for part in root
        if (content := part.find(f"{_FLAT}xmlData")) is not None and len(content)
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


class _Package:
    """The parts of a Word file and how they refer to each other."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._zip = open_zip(data, limits)
        self.main = self._main_part()

    def _main_part(self) -> str:
        for _, kind, target in self._relations(""):
            if kind == "officeDocument" and (name := self._zip.find(target)):
                return name
        if name := self._zip.find("word/document.xml"):
            return name
        raise _no_text()

    def content(self, name: str) -> bytes:
        return self._zip.read(name)

    def part(self, name: str) -> Element:
        data = self.content(name)
        if data.find(_STRICT, 0, _HEAD) >= 0:
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(strict, transitional)
        return parse(data)

    def related(self, identity: str | None) -> str | None:
        """The part that the main one refers to by this identity."""
        found = self._related.get(identity or "")
        return None if found is None else found[1]

    @cached_property
    def _related(self) -> dict[str, tuple[str, str]]:
        """Identity → kind and part of everything the main part refers to."""
        return {
            identity: (kind, name)
            for identity, kind, target in self._relations(self.main)
            if (name := self._zip.find(target))
        }

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, base = posixpath.split(part)
        name = self._zip.find(posixpath.join(folder, "_rels", f"{base}.rels"))
        if name is None:
            return
        for relation in parse(self._zip.read(name)):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target

    @cached_property
    def _numbering(self) -> Numbering:
        from jixiao.readers.numbering import Numbering  # few documents number anything

        names = [name for kind, name in self._related.values() if kind == "numbering"]
        return Numbering(self.part(names[0]) if names else None)

    def label(self, number: str, level: int) -> str:
        """The list number that Word prints before the next paragraph of this list."""
        return self._numbering.label(number, level)


def _no_text() -> DamagedFile:
    return DamagedFile(
        Message(
            zh="文件已损坏：压缩包里没有 Word 正文。请用 Word 或 WPS 打开后另存再试。",
            en="The file is damaged: there is no Word text in it. "
            "Open it in Word or WPS, save it anew and try again.",
        )
    )
