"""OpenDocument texts (odt and its kin), zipped or as one flat XML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from lxml import etree

from jixiao.grid.grid import Block, Paragraph
from jixiao.model.errors import DamagedFile, EmptyFile
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers.frames import Found, blocks, lines
from jixiao.readers.limits import Limits
from jixiao.readers.nested import Nested
from jixiao.readers.odf_lists import Lists
from jixiao.readers.refusals import locked
from jixiao.readers.symbols import printed
from jixiao.readers.xml import Element, parse
from jixiao.readers.zipped import open_zip

FORMATS: dict[str, tuple[str, ...]] = {"odt": (".odt", ".ott", ".fodt")}

_OFFICE, _TEXT, _TABLE_NS, _STYLE, _DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "text", "table", "style", "drawing")
)
_TABLE, _ROW, _CELL = f"{_TABLE_NS}table", f"{_TABLE_NS}table-row", f"{_TABLE_NS}table-cell"
_STYLE_NAME = f"{_TEXT}style-name"
_COUNT = f"{_TEXT}c"
_ROWSPAN, _COLSPAN = f"{_TABLE_NS}number-rows-spanned", f"{_TABLE_NS}number-columns-spanned"
_ROW_REPEATED, _REPEATED = f"{_TABLE_NS}number-rows-repeated", f"{_TABLE_NS}number-columns-repeated"
_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
# Shapes hold paragraphs of their own; they stand beside the text that they are anchored in.
_BOXES = frozenset(
    f"{_DRAW}{name}"
    for name in (
        "text-box",
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "line",
        "polygon",
        "path",
        "caption",
    )
)
# What the file keeps and does not print where it stands.
_UNPRINTED = frozenset(
    (
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note",
        f"{_TEXT}ruby-text",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_TABLE_NS}covered-table-cell",
    )
)
_MARGINS = re.compile(rb"<style:(?:header|footer)[ >]")
_MOST_BLANKS = 1000  # for one text:s
_WHITE = re.compile(r"[ \t\r\n]+")


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The document as printed: headers, the text with its tables, footers."""
    package = Package(data, limits)
    body = package.body("text")
    for section in body.iter(f"{_TEXT}section"):
        if section.get(f"{_TEXT}display") == "none":
            section.tag = f"{_TEXT}note"  # not printed either
    walk = _Walk(package, limits)
    walk.run(body)
    yield from _margins(package, "header", limits)
    yield from blocks(walk.nested.flow, walk.nested.tables)
    yield from _margins(package, "footer", limits)
    yield from walk.nested.findings


def _margins(package: Package, name: str, limits: Limits) -> Iterator[Paragraph]:
    """The headers or footers of the page styles, each text once."""
    if not package.has_margins:
        return
    seen = set()
    for element in package.styles.iter(f"{_STYLE}{name}"):
        walk = _Walk(package, limits)
        walk.run(element)
        for line in lines(walk.nested.flow, walk.nested.tables):
            if line.text not in seen:
                seen.add(line.text)
                yield line


class Package:
    """The XML of an OpenDocument file, from a zip or flat."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if not data.strip():
            raise EmptyFile(Message(zh="文件是空的。", en="The file is empty."))
        self._zip = open_zip(data, limits) if data.startswith(b"PK") else None
        self._flat = data if self._zip is None else b""
        if b"encryption-data" in self._part("META-INF/manifest.xml", b""):
            raise locked("OpenDocument 文件", "OpenDocument files")
        self.content = parse(self._part("content.xml", self._flat))

    def body(self, kind: str) -> Element:
        """The element with what the document says."""
        found = next(self.content.iter(f"{_OFFICE}{kind}"), None)
        if found is None:
            raise _nothing_in_it()
        return found

    @property
    def has_margins(self) -> bool:
        """Whether a page has a header or footer; `styles` is large and then needed."""
        return _MARGINS.search(self._styles) is not None

    @cached_property
    def _styles(self) -> bytes:
        return self._part("styles.xml", self._flat)

    @cached_property
    def styles(self) -> Element:
        return self.content if self._zip is None or not self._styles else parse(self._styles)

    def _part(self, name: str, otherwise: bytes) -> bytes:
        found = None if self._zip is None else self._zip.find(name)
        if self._zip is None or found is None:
            return otherwise
        return self._zip.read(found)


class _Text:
    """Where in a text the walk is: in a paragraph or not, and what waits for its end."""

    def __init__(self) -> None:
        self.inside = 0  # paragraphs; characters count only there
        self.boxes: list[tuple[str, list[Found]]] = []


class _Walk:
    """One walk over the text, its tables and its boxes."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.nested = Nested(limits)
        self._lists = Lists(package)
        self._hidden = _hidden_styles(package.content)
        self._text = _Text()
        self._around: list[_Text] = []  # the texts that boxes stand in
        self._starts = self._handlers("start")
        self._ends = self._handlers("end")

    def _handlers(self, event: str) -> dict[str, Callable[[Element], None]]:
        names = {"paragraph": _PARAGRAPHS, "cell": [_CELL], "row": [_ROW], "table": [_TABLE], "box": _BOXES}
        found = {tag: getattr(self, f"_{event}_{name}") for name, tags in names.items() for tag in tags}
        if event == "start":
            found.update(dict.fromkeys(_SIGNS, self._sign))
        return found | self._lists.handlers(event)

    def run(self, root: Element) -> None:
        starts, ends, say = self._starts, self._ends, self.nested.say
        skipped = None
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in _UNPRINTED or (self._hidden and self._is_hidden(element)):
                    skipped = element
                    walker.skip_subtree()
                    continue
                if handle := starts.get(tag):
                    handle(element)
                text = element.text
            else:
                if element is skipped:
                    skipped = None
                elif handle := ends.get(tag):
                    handle(element)
                text = element.tail
            if text and self._text.inside:
                say(_said(text))

    def _is_hidden(self, element: Element) -> bool:
        return element.get(_STYLE_NAME) in self._hidden

    def _start_paragraph(self, _: Element) -> None:
        self._text.inside += 1
        self.nested.say(f"\n{self._lists.label()}")

    def _end_paragraph(self, _: Element) -> None:
        self._text.inside -= 1
        if self._text.boxes and not self._text.inside:
            for text, tables in self._text.boxes:
                self.nested.insert(text, tables)
            self._text.boxes.clear()

    def _sign(self, element: Element) -> None:
        self.nested.say(_sign(element))

    def _start_cell(self, element: Element) -> None:
        self.nested.start_cell(_number(element.get(_ROWSPAN)), _number(element.get(_COLSPAN)))

    def _end_cell(self, element: Element) -> None:
        self.nested.end_cell(_number(element.get(_REPEATED)))

    def _start_row(self, _: Element) -> None:
        self.nested.start_row()

    def _end_row(self, element: Element) -> None:
        self.nested.end_row(_number(element.get(_ROW_REPEATED)))

    def _start_table(self, _: Element) -> None:
        self.nested.start_table()

    def _end_table(self, _: Element) -> None:
        self.nested.end_table()

    def _start_box(self, _: Element) -> None:
        self.nested.start_box()
        self._around.append(self._text)
        self._text = _Text()

    def _end_box(self, _: Element) -> None:
        box = self.nested.end_box()
        self._text = self._around.pop()
        if self._text.inside:
            self._text.boxes.append(box)
        else:
            self.nested.insert(*box)


def text_of(paragraph: Element) -> str:
    """What a paragraph prints that has no table or box in it."""
    parts: list[str] = []
    walker = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            text = None if element is paragraph else element.tail
        elif element.tag in _UNPRINTED:
            walker.skip_subtree()
            continue
        else:
            parts.append(_sign(element))
            text = element.text
        if text:
            parts.append(_said(text))
    return "".join(parts)


def _sign(element: Element) -> str:
    sign = _SIGNS.get(element.tag, "")
    return sign * min(_number(element.get(_COUNT)), _MOST_BLANKS) if sign else ""


def _said(text: str) -> str:
    return printed(_WHITE.sub(" ", text))


def _hidden_styles(root: Element) -> set[str]:
    """The styles of a text that is not printed."""
    return {
        element.getparent().get(f"{_STYLE}name", "")
        for element in root.iter(f"{_STYLE}text-properties")
        if element.get(f"{_TEXT}display") == "none" and element.getparent() is not None
    }


def _number(text: str | None) -> int:
    """A count in an attribute; 1 when it is missing or makes no sense."""
    if text is None:
        return 1
    try:
        return max(1, int(text))
    except ValueError:
        return 1


def _nothing_in_it() -> DamagedFile:
    return DamagedFile(
        Message(
            zh="文件已损坏：其中没有正文。请用编辑软件打开后另存再试。",
            en="The file is damaged: there is no text in it. "
            "Open it in the program that made it, save it anew and try again.",
        )
    )
