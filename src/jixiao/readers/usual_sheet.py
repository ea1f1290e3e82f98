"""What the XML of a workbook says, found without parsing it.

Nearly every program writes ``<c r="A1" s="2" t="s"><v>0</v></c>``, down to the
order of the attributes. Where one does not, the sheet is parsed after all and
`rewritten` so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import repeat
from xml.parsers import expat
from xml.sax.saxutils import escape

from jixiao.readers.formula import column_number
from jixiao.readers.package import local, related
from jixiao.readers.sheet import Area, clean, column_letters, new_area
from jixiao.readers.xml import Element

CellMatch = tuple[str, str, str, str, str, str, str]
"""Column, row, style, type; then the value, the text in place, or else all that is in the cell."""

# A quantifier with a second + never gives back what it took: that saves a fifth of the time, and
# nothing here looks further than to the next tag, so that no sheet takes longer than its size.
_CELL = re.compile(
    r"""<c r="([A-Z]{1,3}+)([1-9][0-9]{0,6}+)"(?: s="([0-9]++)")?+(?: t="([a-zA-Z]++)")?+"""
    r"""(?: (?:cm|vm|ph)="[^"<]*+")*+>"""
    r"""(?:<v>([^<]*+)</v></c>|<is><t(?: xml:space="preserve")?+>([^<]*+)</t></is></c>"""
    r"""|((?:[^<]++|<(?!/?c[ />]))*+)</c>)"""
)
_MERGED = re.compile(r'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_DRAWING = re.compile(r'<drawing [^<>]*?id="([^"<]+)"')
_SHARED_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t>(?:<phoneticPr [^<>]*/>)?</si>')
_OWN_FORMAT = re.compile(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"')
_STYLE = re.compile(r'<xf [^<>]*?numFmtId="(\d+)"')
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_OTHER_ENCODING = re.compile(rb"""encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_CHUNK = 1 << 20  # bytes that are looked at together
_BETWEEN = "\U0010fffd"  # stands in no text: the last of the characters for private use


class NotUsual(ValueError):
    """The XML has to be parsed after all."""


class UsualSheet:
    """A sheet in the usual shape. Everything raises `NotUsual` if it is not."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._start = xml.find(b"<sheetData")
        is_empty = xml.startswith(b"<sheetData/>", self._start)
        self._end = self._start if is_empty else xml.rfind(b"</sheetData>")
        if self._start < 0 or self._end < 0 or _is_peculiar(xml):
            raise NotUsual
        self._rest = _decoded(xml[self._end :])

    def cells(self) -> Iterator[tuple[list[CellMatch], Iterable[str]]]:
        """Cells with something in them, some thousand at a time, and beside them the texts in place.

        Those texts are ready for use; all else is as in the XML.
        """
        start = self._start
        while start < self._end:
            stop = self._xml.find(b"</c>", min(start + _CHUNK, self._end), self._end) + 4
            stop = self._end if stop < 4 else stop
            text = _decoded(self._xml[start:stop])
            found: list[CellMatch] = _CELL.findall(text)
            if len(found) != text.count("</c>"):
                raise NotUsual
            yield found, plain_texts([match[5] for match in found]) if "<is>" in text else repeat("")
            start = stop

    @property
    def merged(self) -> list[Area]:
        """The merged ranges."""
        found = _MERGED.findall(self._rest)
        if len(found) != self._rest.count("<mergeCell "):
            raise NotUsual
        return [
            new_area((int(top), column_number(left), int(bottom), column_number(right)))
            for left, top, right, bottom in found
        ]

    @property
    def drawing(self) -> str:
        """The relation to the sheet's drawing, with its text boxes; empty if there is none."""
        found = _DRAWING.search(self._rest)
        return found[1] if found else ""


def shared_texts(xml: bytes) -> list[str]:
    """The shared texts of a workbook that has no formatted ones. Raises `NotUsual`."""
    text = _decoded(xml)
    found = _SHARED_TEXT.findall(text)
    if len(found) != text.count("<si") or not found or _is_peculiar(xml):
        raise NotUsual
    return plain_texts(found)


def number_formats(xml: bytes) -> tuple[dict[str, str], list[str]]:
    """The formats a workbook defines, and which one each style of cells has. Raises `NotUsual`."""
    text = _decoded(xml)
    formats, styles = _between(text, "<numFmts", "</numFmts>"), _between(text, "<cellXfs", "</cellXfs>")
    own, used = _OWN_FORMAT.findall(formats), _STYLE.findall(styles)
    complete = len(own) == formats.count("<numFmt ") and len(used) == styles.count("<xf") and used
    if not complete or _is_peculiar(xml):
        raise NotUsual
    return {number: unescape(code) for number, code in own}, used


def _between(text: str, start: str, end: str) -> str:
    first = text.find(start)
    return text[first : text.find(end, first)] if first >= 0 else ""


def plain_texts(texts: list[str]) -> list[str]:
    """Texts as in the XML, as they print; empty for those of blanks alone.

    Some programs write every Chinese character as ``&#32489;``. One parse of
    all texts together takes a tenth of what `html.unescape` takes.
    """
    together = _BETWEEN.join(texts)
    if _needs_care(together):
        if "&" in together:
            together = _unescaped(together)
        split = clean(together).split(_BETWEEN)
        texts = split if len(split) == len(texts) else [clean(unescape(text)) for text in texts]
    return ["" if text.isspace() else text for text in texts]


def _unescaped(text: str) -> str:
    parts: list[str] = []  # expat is for texts without markup here, which can declare nothing
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = parts.append
    try:
        parser.Parse(f"<all>{text}</all>", True)  # noqa: FBT003 -- expat takes no names
    except expat.ExpatError:  # one character that XML does not allow; the others are good
        return unescape(text)
    return "".join(parts)


def _needs_care(text: str) -> bool:
    return "&" in text or "\r" in text or "_x" in text or "\0" in text


def _is_peculiar(xml: bytes) -> bool:
    """Comments, CDATA, a DTD, another encoding: what looks like cells may be something else."""
    return (b"!" in xml and b"<!" in xml) or _OTHER_ENCODING.search(xml, 0, 200) is not None


def _decoded(xml: bytes) -> str:
    try:
        return xml.decode()
    except UnicodeDecodeError as error:
        raise NotUsual from error


def rewritten(root: Element) -> bytes:
    """A sheet of any shape, in the usual one."""
    parts = ["<sheetData>"]
    row_number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        row_number = _digits(row.get("r")) or row_number + 1
        column = 0
        for cell in row.iterfind("{*}c"):
            place = _REFERENCE.fullmatch(cell.get("r", ""))
            row_number = int(place[2]) if place else row_number
            column = column_number(place[1]) if place else column + 1
            parts.append(_cell(cell, row_number, column))
    parts.append("</sheetData>")
    for merged in root.iterfind("{*}mergeCells/{*}mergeCell"):
        ends = _REFERENCE.findall(merged.get("ref", ""))
        if len(ends) == 2:
            parts.append(f'<mergeCell ref="{"".join(ends[0])}:{"".join(ends[1])}"/>')
    for drawing in root.iterfind("{*}drawing"):
        found = related(drawing)
        parts.append(f'<drawing id="{escape(found)}"/>')
    return "".join(parts).encode("utf-8", "replace")


def _cell(cell: Element, row: int, column: int) -> str:
    style, kind = cell.get("s", ""), cell.get("t", "")
    value = cell.findtext("{*}v")
    place = cell.find("{*}is")
    inside = ""
    for formula in cell.iterfind("{*}f"):
        inside += f'<f t="{escape(formula.get("t", ""))}" si="{_digits(formula.get("si"))}">'
        inside += f"{escape(formula.text or '')}</f>"
    if value is not None:
        # Some programs say "inlineStr" and write a value all the same.
        kind = "str" if kind == "inlineStr" and place is None else kind
        inside += f"<v>{escape(value)}</v>"
    elif place is not None:
        inside += f"<is><t>{escape(printed_text(place))}</t></is>"
    style = f' s="{_digits(style)}"' if style.isdecimal() else ""
    kind = f' t="{kind}"' if kind.isascii() and kind.isalpha() else ""
    return f'<c r="{column_letters(column)}{row}"{style}{kind}>{inside}</c>' if inside else ""


def printed_text(element: Element) -> str:
    """The runs of a text without its phonetic guide, which prints small above it, if at all."""
    runs = (run for part in element if local(part) != "rPh" for run in part.iter("{*}t"))
    return "".join(run.text or "" for run in runs)


def _digits(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0
