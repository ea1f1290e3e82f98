"""Workbooks made of XML (xlsx, xlsm, xltx): their sheets, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.readers.limits import Limits
from jixiao.readers.number_format import BUILT_IN
from jixiao.readers.package import Package, local, parsed, related, text_boxes
from jixiao.readers.sheet import Hidden, Sheet, Styles, clean, is_left_out
from jixiao.readers.usual_sheet import (
    NotUsual,
    UsualSheet,
    number_formats,
    printed_text,
    rewritten,
    shared_texts,
)
from jixiao.readers.xlsx_cells import Book, read_cells
from jixiao.readers.xml import Element
from jixiao.readers.zipped import open_zip

_HIDDEN = re.compile(rb"""<(row|col)( [^<>]*?hidden=["'](?:1|true)["'][^<>]*)""")
_NUMBER = re.compile(rb""" (r|min|max)=["'](\d{1,7})["']""")
_BUILT_IN = {str(number): code for number, code in BUILT_IN.items()}


def sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """The sheets in their order; of hidden ones only the name."""
    workbook = _Workbook(Package(open_zip(data, limits)), limits)
    for entry in workbook.entries:
        is_hidden = is_left_out(entry.name, is_hidden=entry.is_hidden)
        yield Sheet(entry.name, is_hidden=True) if is_hidden else _sheet(workbook, entry)


class _Entry(NamedTuple):
    """A sheet's line in the workbook."""

    name: str
    is_hidden: bool
    part: str


class _Workbook:
    def __init__(self, package: Package, limits: Limits) -> None:
        self.package = package
        start = "xl/workbook.xml"
        if not package.has(start):
            start = package.relations("").first("officeDocument") or start
        self._root = package.tree(start)
        self._relations = package.relations(start)
        self.book = Book(self._texts(), self._styles(), limits, self._waits_for_values())

    @property
    def entries(self) -> Iterator[_Entry]:
        for element in self._root.iter("{*}sheet"):
            part = self._relations.part(related(element), "worksheet")
            if part:  # charts and dialogues have no cells
                yield _Entry(element.get("name", ""), element.get("state", "visible") != "visible", part)

    def _texts(self) -> list[str]:
        part = self._relations.first("sharedStrings")
        if not part:
            return []
        xml = self.package.part(part)
        try:
            return shared_texts(xml)
        except NotUsual:
            return [_shared_text(item) for item in parsed(part, xml).iterfind("{*}si")]

    def _styles(self) -> Styles:
        since_1904 = any(_is_true(element.get("date1904")) for element in self._root.iter("{*}workbookPr"))
        part = self._relations.first("styles")
        if not part:
            return Styles([], since_1904)
        xml = self.package.part(part)
        try:
            own, used = number_formats(xml)
        except NotUsual:
            own, used = _number_formats(parsed(part, xml))
        return Styles([own.get(name) or _BUILT_IN.get(name, "General") for name in used], since_1904)

    def _waits_for_values(self) -> bool:
        return any(_is_true(element.get("fullCalcOnLoad")) for element in self._root.iter("{*}calcPr"))


def _sheet(workbook: _Workbook, entry: _Entry) -> Sheet:
    xml = workbook.package.part(entry.part)
    try:
        sheet = _filled(workbook, entry, UsualSheet(xml))
    except NotUsual:
        sheet = _filled(workbook, entry, UsualSheet(rewritten(parsed(entry.part, xml))))
    if b"hidden=" in xml:
        sheet.has_hidden_rows = _hidden(xml).touches(sheet.cells)
    return sheet


def _hidden(xml: bytes) -> Hidden:
    hidden = Hidden()
    for tag, attributes in _HIDDEN.findall(xml):
        numbers = {name: int(number) for name, number in _NUMBER.findall(attributes)}
        if tag == b"row":
            hidden.row(numbers.get(b"r", 0))
        else:
            hidden.columns(numbers.get(b"min", 1), numbers.get(b"max", 0))
    return hidden


def _filled(workbook: _Workbook, entry: _Entry, source: UsualSheet) -> Sheet:
    sheet = Sheet(entry.name, merged=source.merged)
    read_cells(source, workbook.book, sheet)
    if drawing := source.drawing:
        part = workbook.package.relations(entry.part).part(drawing, "drawing")
        sheet.boxes = list(text_boxes(workbook.package.tree(part))) if part else []
    return sheet


def _number_formats(root: Element) -> tuple[dict[str, str], list[str]]:
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iterfind("{*}numFmts/{*}numFmt")}
    return own, [item.get("numFmtId", "0") for item in root.iterfind("{*}cellXfs/{*}xf")]


def _shared_text(item: Element) -> str:
    plain = len(item) == 1 and local(item[0]) == "t"
    return clean((item[0].text or "") if plain else printed_text(item))


def _is_true(value: str | None) -> bool:
    return value in {"1", "true", "on"}
