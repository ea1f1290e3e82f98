"""Binary workbooks (xlsb): the parts of an xlsx, in records instead of XML.

The records have their names from [MS-XLSB].
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from jixiao.readers.binary_cells import Cells, SheetIsFull, rk_number, typed_number
from jixiao.readers.limits import Limits
from jixiao.readers.number_format import BUILT_IN
from jixiao.readers.package import Package, text_boxes
from jixiao.readers.sheet import Area, Hidden, Sheet, Styles, clean, is_left_out, many_cells
from jixiao.readers.zipped import open_zip

_ROW, _RK, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED_TEXT, _RICH_TEXT = 0, 2, 3, 4, 5, 6, 7, 62
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOLEAN, _FORMULA_ERROR = 8, 9, 10, 11
_SHARED_ITEM, _FORMAT, _XF, _COLUMNS, _BOOK_PROPERTIES = 19, 44, 47, 60, 153
_BOOK_SHEET, _MERGED, _DRAWING, _BEGIN_XFS, _END_XFS = 156, 176, 550, 617, 618


class _Entry(NamedTuple):
    """A sheet's line in the workbook."""

    name: str
    is_hidden: bool
    part: str


def sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """The sheets in their order; of hidden ones only the name."""
    workbook = _Workbook(Package(open_zip(data, limits)))
    for entry in workbook.entries:
        is_hidden = is_left_out(entry.name, is_hidden=entry.is_hidden)
        yield Sheet(entry.name, is_hidden=True) if is_hidden else _sheet(workbook, entry, limits)


class _Workbook:
    def __init__(self, package: Package) -> None:
        self.package = package
        start = "xl/workbook.bin"
        if not package.has(start):
            start = package.relations("").first("officeDocument") or start
        self._records = list(_records(package.part(start)))
        self._relations = package.relations(start)
        texts, styles = self._relations.first("sharedStrings"), self._relations.first("styles")
        self.texts = _shared_texts(package.part(texts)) if texts else []
        codes = _codes(package.part(styles)) if styles else []
        since_1904 = any(kind == _BOOK_PROPERTIES and data[0] & 1 for kind, data in self._records)
        self.styles = Styles(codes, since_1904)

    @property
    def entries(self) -> Iterator[_Entry]:
        for kind, data in self._records:
            if kind == _BOOK_SHEET:
                relation, end = _string(data, 8)
                part = self._relations.part(relation, "worksheet")
                if part:  # charts and dialogues have no cells
                    yield _Entry(clean(_string(data, end)[0]), data[:4] != b"\0\0\0\0", part)


def _sheet(workbook: _Workbook, entry: _Entry, limits: Limits) -> Sheet:
    package = workbook.package
    sheet = Sheet(entry.name)
    reader = _SheetReader(workbook, sheet, limits)
    with many_cells():
        reader.read(package.part(entry.part))
    if reader.drawing:
        part = package.relations(entry.part).part(reader.drawing, "drawing")
        sheet.boxes = list(text_boxes(package.tree(part))) if part else []
    return sheet


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            size |= (data[at] & 0x7F) << shift
            at += 1
            if not data[at - 1] & 0x80:
                break
        yield kind, data[at : at + size]
        at += size


def _string(data: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends."""
    size = int.from_bytes(data[at : at + 4], "little")
    end = at + 4 + 2 * size
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _shared_texts(data: bytes) -> list[str]:
    # One byte says what follows behind the text: fonts and phonetic guides, which are passed over.
    return [clean(_string(item, 1)[0]) for kind, item in _records(data) if kind == _SHARED_ITEM]


def _codes(data: bytes) -> list[str]:
    """The number format of each style of cells; styles of styles come before those, and do not count."""
    own: dict[int, str] = {}
    codes: list[str] = []
    are_cells = False
    for kind, record in _records(data):
        if kind == _FORMAT:
            own[int.from_bytes(record[:2], "little")] = _string(record, 2)[0]
        elif kind in {_BEGIN_XFS, _END_XFS}:
            are_cells = kind == _BEGIN_XFS
        elif kind == _XF and are_cells:
            number = int.from_bytes(record[2:4], "little")
            codes.append(own.get(number) or BUILT_IN.get(number, "General"))
    return codes


class _SheetReader:
    def __init__(self, workbook: _Workbook, sheet: Sheet, limits: Limits) -> None:
        self._texts = workbook.texts
        self._sheet = sheet
        self._cells = Cells(sheet, workbook.styles, limits)
        self._row = 0
        self._hidden = Hidden()
        self.drawing = ""
        self._of_cells: dict[int, Callable[[int, int, int, bytes], None]] = {
            _RK: self._rk,
            _ERROR: self._error,
            _BOOLEAN: self._boolean,
            _REAL: self._real,
            _TEXT: self._text,
            _SHARED_TEXT: self._shared_text,
            _RICH_TEXT: self._rich_text,
            _FORMULA_TEXT: self._text,
            _FORMULA_NUMBER: self._formula_number,
            _FORMULA_BOOLEAN: self._boolean,
            _FORMULA_ERROR: self._error,
        }

    def read(self, data: bytes) -> None:
        with suppress(SheetIsFull):
            for kind, record in _records(data):
                put = self._of_cells.get(kind)
                if put:
                    column = int.from_bytes(record[:4], "little")
                    put(self._row, column, int.from_bytes(record[4:7], "little"), record[8:])
                else:
                    self._take(kind, record)
        self._sheet.cells.sort()
        self._sheet.has_hidden_rows = self._hidden.touches(self._sheet.cells)

    def _take(self, kind: int, record: bytes) -> None:
        if kind == _ROW:
            self._row = int.from_bytes(record[:4], "little")
            if record[11] & 0x10:
                self._hidden.row(self._row + 1)
        elif kind == _COLUMNS and record[16] & 0x01:
            first, last = struct.unpack_from("<II", record)
            self._hidden.columns(first + 1, last + 1)
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            self._sheet.merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))
        elif kind == _DRAWING:
            self.drawing = _string(record, 0)[0]

    def _text(self, row: int, column: int, style: int, value: bytes) -> None:
        self._cells.text(row, column, style, clean(_string(value, 0)[0]))

    def _rich_text(self, row: int, column: int, style: int, value: bytes) -> None:
        self._cells.text(row, column, style, clean(_string(value, 1)[0]))

    def _shared_text(self, row: int, column: int, style: int, value: bytes) -> None:
        self._cells.text(row, column, style, self._texts[int.from_bytes(value[:4], "little")])

    def _rk(self, row: int, column: int, style: int, value: bytes) -> None:
        self._cells.number(row, column, style, rk_number(int.from_bytes(value[:4], "little")))

    def _real(self, row: int, column: int, style: int, value: bytes) -> None:
        self._cells.number(row, column, style, struct.unpack_from("<d", value)[0])

    def _formula_number(self, row: int, column: int, style: int, value: bytes) -> None:
        typed = typed_number(value[14 : 14 + int.from_bytes(value[10:14], "little")])
        if typed:
            self._cells.text(row, column, style, typed)
        else:
            self._real(row, column, style, value)

    def _boolean(self, row: int, column: int, _style: int, value: bytes) -> None:
        self._cells.boolean(row, column, value[0])

    def _error(self, row: int, column: int, _style: int, value: bytes) -> None:
        self._cells.error(row, column, value[0])
