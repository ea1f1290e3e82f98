"""Web pages, and the HTML that Word, WPS and Excel save or that reporting systems call .doc."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from jixiao.grid.grid import Block
from jixiao.model.errors import EmptyFile
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers.charset import decode
from jixiao.readers.frames import blocks
from jixiao.readers.limits import Limits
from jixiao.readers.nested import Nested
from jixiao.readers.symbols import in_font, printed
from jixiao.readers.xml import Element, admit, too_large

FORMATS: dict[str, tuple[str, ...]] = {"html": (".html", ".htm", ".xhtml", ".shtml")}

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4096  # bytes in which browsers, too, look for the charset
_UNPRINTED = frozenset(
    (
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "svg",
        "datalist",
        "button",
        "rt",
        "rp",
        "xml",
    )
)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "ul",
))  # fmt: skip
_GROUPS = ("thead", "tbody", "tfoot")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT = re.compile(r"""(?<![\w-])font-family\s*:\s*["']?(symbol|wingdings(?: 2)?)\b""", re.IGNORECASE)
_TYPED = frozenset(("", "text", "number", "date", "email", "month", "search", "tel", "time", "url"))
_COUNT = re.compile(r"\s*\+?(\d{1,9})")
_LONGEST_TAG = 2**15
_MOST_ATTRIBUTES = 5000
_QUOTED = re.compile(rb"""=\s*(?:"[^"]*"|'[^']*')""")
_BETWEEN = re.compile(rb"[\s/]+")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r"[ \t]*\n\s*")


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002, ARG001 -- the readers' contract
    """The page as it is seen: texts and tables, those that only lay it out taken apart."""
    if not data.strip(b"\0 \t\r\n\f"):
        raise EmptyFile(Message(zh="文件是空的。", en="The file is empty."))
    yield from read_page(data, limits)


def read_page(data: bytes, limits: Limits, numbers: Iterator[int] | None = None) -> Iterator[Block | Finding]:
    """As `read`; ``numbers`` are for the grids."""
    yield from read_text(text_of(data), limits, numbers)


def text_of(data: bytes) -> str:
    """The page as text, whatever it is encoded in."""
    return decode(data, declared_charset(data))


def declared_charset(data: bytes) -> str | None:
    """The charset that the page says it is in; one in ten is wrong."""
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def read_text(text: str, limits: Limits, numbers: Iterator[int] | None = None) -> Iterator[Block | Finding]:
    """As `read`, of a page whose charset is known; ``numbers`` are for its grids."""
    # A lone surrogate has no bytes. The parser is told UTF-8, whatever the page declares.
    data = text.encode("utf-8", "replace")
    admit(data)
    _admit_tags(data)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data or b" ", parser)
    if root is None:  # nothing of a page in it
        return
    walk = _Walk(limits)
    walk.run(root)
    yield from blocks(walk.nested.flow, walk.nested.tables, numbers)
    yield from walk.nested.findings


def _admit_tags(data: bytes) -> None:
    """The parser compares each attribute of a tag with every other: a few thousand will do."""
    for piece in data.split(b">"):
        if len(piece) > _LONGEST_TAG:  # such as one with a picture in it
            attributes = _QUOTED.sub(b" ", piece[piece.find(b"<") :])
            if len(_BETWEEN.findall(attributes)) > _MOST_ATTRIBUTES:
                raise too_large()


class _Walk:
    """One walk over the page. What an element does at its start and end, by its name."""

    def __init__(self, limits: Limits) -> None:
        self.nested = nested = Nested(limits, _tidy)
        self._preformatted = 0
        self._starts: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(_BLOCKS, self._line),
            "br": self._line,
            "pre": self._start_pre,
            "table": lambda _: nested.start_table(),
            "tr": lambda _: nested.start_row(),
            **dict.fromkeys(("td", "th"), self._start_cell),
            "caption": lambda _: nested.start_box(),
            "input": self._input,
        }
        self._ends: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(_BLOCKS, self._line),
            "pre": self._end_pre,
            "table": lambda _: nested.end_table(),
            "tr": lambda _: nested.end_row(),
            **dict.fromkeys(("td", "th"), lambda _: nested.end_cell()),
            **dict.fromkeys(_GROUPS, lambda _: nested.end_rows()),
            "caption": lambda _: nested.end_caption(),
        }

    def run(self, root: Element) -> None:
        skipped = None
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                style = element.get("style") or ""
                if tag in _UNPRINTED or _is_hidden(element, style):
                    skipped = element
                    walker.skip_subtree()
                    continue
                if tag in ("select", "textarea"):
                    self.nested.say(_chosen(element) if tag == "select" else element.text or "")
                    skipped = element
                    walker.skip_subtree()
                    continue
                if handle := self._starts.get(tag):
                    handle(element)
                if element.text:
                    self._say(element.text, _font(element, style))
            else:
                if element is skipped:
                    skipped = None
                elif handle := self._ends.get(tag):
                    handle(element)
                if element.tail:
                    self._say(element.tail, "")

    def _say(self, text: str, font: str) -> None:
        if not self._preformatted:
            text = _WHITE.sub(" ", text)
        self.nested.say(in_font(text, font) if font else printed(text))

    def _line(self, _: Element) -> None:
        self.nested.say("\n")

    def _start_pre(self, _: Element) -> None:
        self._preformatted += 1
        self.nested.say("\n")

    def _end_pre(self, _: Element) -> None:
        self._preformatted -= 1
        self.nested.say("\n")

    def _start_cell(self, element: Element) -> None:
        rowspan, colspan = _count(element.get("rowspan")), _count(element.get("colspan"))
        self.nested.start_cell(rowspan, max(1, colspan))

    def _input(self, element: Element) -> None:
        kind = (element.get("type") or "").lower()
        if kind in ("checkbox", "radio"):
            self.nested.say("☐" if element.get("checked") is None else "☑")
        elif kind in _TYPED:
            self._say(element.get("value") or "", "")


def _is_hidden(element: Element, style: str) -> bool:
    return (bool(style) and _HIDDEN.search(style) is not None) or element.get("hidden") is not None


def _font(element: Element, style: str) -> str:
    """The font, if it is one that draws signs in place of letters."""
    found = _FONT.search(style) if style else None
    if found:
        return found[1]
    return str(element.get("face") or "") if element.tag == "font" else ""


def _chosen(select: Element) -> str:
    """What a list of options shows: those chosen, or else the first."""
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    shown = chosen or ([] if select.get("multiple") is not None else options[:1])
    return "\n".join(_WHITE.sub(" ", option.text or "") for option in shown)


def _count(text: str | None) -> int:
    """As browsers read it: the digits it begins with, 1 for nonsense."""
    found = _COUNT.match(text) if text else None
    return int(found[1]) if found else 1


def _tidy(text: str) -> str:
    return _LINE_ENDS.sub("\n", text).strip()
