"""Notes in workbooks (xlsx), at the cell. Of a sheet's own part nothing changes but one line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from jixiao.writers.annotate.packed import Element, Parts, element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_V = "urn:schemas-microsoft-com:vml"
_X = "urn:schemas-microsoft-com:office:excel"
_O = "urn:schemas-microsoft-com:office:office"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may stand behind <legacyDrawing> in a sheet; it goes before the first of these.
_BEHIND = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_ROWS_OF_NOTE, _COLUMNS_OF_NOTE = 7, 4
_CELL = re.compile(r"([A-Z]+)(\d+)")


class Place(NamedTuple):
    """A cell of a sheet; row and column count from 1."""

    sheet: str
    row: int
    column: int

    @property
    def reference(self) -> str:
        """
        >>> Place("Sheet1", 5, 28).reference
        'AB5'
        """
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row}"


def annotated(data: bytes, notes: Mapping[Place, Sequence[str]], author: str) -> bytes:
    """The workbook with notes at its cells. A note that is there keeps its text and gets more."""
    parts = Parts(data)
    sheets = _sheets(parts)
    by_sheet: dict[str, dict[Place, str]] = {}
    for place, texts in notes.items():
        by_sheet.setdefault(place.sheet, {})[place] = "\n\n".join(texts)
    for sheet, said in by_sheet.items():
        if sheet in sheets:
            _note(parts, sheets[sheet], said, author)
    return parts.whole()


def corrected(data: bytes, texts: Mapping[Place, str]) -> tuple[bytes, list[Place]]:
    """The workbook with new texts in its cells, and the cells that were left: they hold formulas."""
    parts = Parts(data)
    sheets = _sheets(parts)
    left: list[Place] = []
    for sheet in dict.fromkeys(place.sheet for place in texts):
        root = parts.tree(sheets[sheet])
        cells = {cell.get("r"): cell for cell in root.iter(f"{_S}c")}
        for place, text in texts.items():
            cell = cells.get(place.reference) if place.sheet == sheet else None
            if place.sheet == sheet and (cell is None or cell.find(f"{_S}f") is not None):
                left.append(place)
            elif cell is not None:
                _rewrite(cell, text)
        parts.put(sheets[sheet], root)
    return parts.whole(), left


def _rewrite(cell: Element, text: str) -> None:
    """An inline text; the cell's style stays."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(cell, f"{_S}is"), f"{_S}t").text = text


def _sheets(parts: Parts) -> dict[str, str]:
    """The sheets' names and parts."""
    book = parts.related("", "officeDocument") or "xl/workbook.xml"
    folder = book.rpartition("/")[0]
    targets = {
        each.get("Id"): each.get("Target", "") for each in parts.tree(f"{folder}/_rels/workbook.xml.rels")
    }
    found = {}
    for sheet in parts.tree(book).iter(f"{_S}sheet"):
        target = targets.get(sheet.get(f"{{{_R}}}id"), "")
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    return found


def _note(parts: Parts, sheet: str, texts: Mapping[Place, str], author: str) -> None:
    comments_name, comments = _comments(parts, sheet)
    drawing_name, drawing = _drawing(parts, sheet)
    writer = _author(comments, author)
    entries = comments.find(f"{_S}commentList")
    held = {each.get("ref"): each for each in entries}
    for place, text in texts.items():
        entry: Element = held.get(place.reference)
        is_new = entry is None
        if is_new:
            entry = etree.SubElement(entries, f"{_S}comment", ref=place.reference, authorId=str(writer))
            etree.SubElement(entry, f"{_S}text")
            drawing.append(_shape(place, len(drawing)))
        run = etree.SubElement(etree.SubElement(entry.find(f"{_S}text"), f"{_S}r"), f"{_S}t")
        run.text = text if is_new else f"\n\n{text}"
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    entries[:] = sorted(entries, key=_by_place)
    parts.put(comments_name, comments)
    parts.put(drawing_name, drawing)


def _by_place(entry: Element) -> tuple[int, int, str]:
    found = _CELL.fullmatch(entry.get("ref", ""))
    return (int(found[2]), len(found[1]), found[1]) if found else (0, 0, "")


def _comments(parts: Parts, sheet: str) -> tuple[str, Element]:
    held = parts.related(sheet, "comments")
    if held is not None and parts.has(held):
        return held, parts.tree(held)
    name = parts.free("xl/comments{}.xml")
    parts.relate(sheet, "comments", name)
    parts.declare(name, _COMMENTS)
    root = element(f"{_S}comments", None)
    etree.SubElement(root, f"{_S}authors")
    etree.SubElement(root, f"{_S}commentList")
    parts.put(name, root)
    return name, root


def _author(comments: Element, author: str) -> int:
    authors = comments.find(f"{_S}authors")
    names = [each.text for each in authors]
    if author not in names:
        etree.SubElement(authors, f"{_S}author").text = author
        return len(names)
    return names.index(author)


def _drawing(parts: Parts, sheet: str) -> tuple[str, Element]:
    """The drawing with the notes' boxes; the sheet is told of it when it has none."""
    held = parts.related(sheet, "vmlDrawing")
    if held is not None and parts.has(held):
        return held, parts.tree(held)
    name = parts.free("xl/drawings/vmlDrawing{}.vml")
    identity = parts.relate(sheet, "vmlDrawing", name)
    parts.declare(".vml", _VML)
    parts.put(sheet, _with_drawing(parts.content(sheet), identity))
    root = etree.Element("xml", nsmap={"v": _V, "o": _O, "x": _X})
    kind = etree.SubElement(
        root,
        f"{{{_V}}}shapetype",
        id="_x0000_t202",
        coordsize="21600,21600",
        path="m,l,21600r21600,l21600,xe",
    )
    kind.set(f"{{{_O}}}spt", "202")
    etree.SubElement(kind, f"{{{_V}}}stroke", joinstyle="miter")
    parts.put(name, root)
    return name, root


def _with_drawing(sheet: bytes, identity: str) -> bytes:
    """The sheet's bytes with one element put in at its place in the order of the schema."""
    opened = re.search(rb"<(?:([\w.-]+):)?worksheet[\s>]", sheet)
    prefix = (opened[1] + b":") if opened and opened[1] else b""
    entry = b'<%slegacyDrawing xmlns:jx="%s" jx:id="%s"/>' % (prefix, _R.encode(), identity.encode())
    names = b"|".join(name.encode() for name in _BEHIND)
    behind = list(re.finditer(rb"<%s(?:%s)[\s/>]|</%sworksheet>" % (prefix, names, prefix), sheet))
    at = behind[0].start()
    return sheet[:at] + entry + sheet[at:]


def _shape(place: Place, number: int) -> Element:
    """The box of a note: hidden until the mouse is over the cell, to the right of it."""
    style = "position:absolute;width:260pt;height:120pt;z-index:1;visibility:hidden"
    shape = etree.Element(
        f"{{{_V}}}shape", id=f"_x0000_sJx{number}", type="#_x0000_t202", style=style, fillcolor="#fff8e1"
    )
    shape.set(f"{{{_O}}}insetmode", "auto")
    etree.SubElement(shape, f"{{{_V}}}fill", color2="#fff8e1")
    etree.SubElement(shape, f"{{{_V}}}textbox", style="mso-direction-alt:auto")
    data = etree.SubElement(shape, f"{{{_X}}}ClientData", ObjectType="Note")
    row, column = place.row - 1, place.column - 1
    anchor = (column + 1, 15, row, 2, column + 1 + _COLUMNS_OF_NOTE, 15, row + _ROWS_OF_NOTE, 4)
    for name, text in (
        ("MoveWithCells", None),
        ("SizeWithCells", None),
        ("Anchor", ", ".join(map(str, anchor))),
        ("AutoFill", "False"),
        ("Row", str(row)),
        ("Column", str(column)),
    ):
        etree.SubElement(data, f"{{{_X}}}{name}").text = text
    return shape
