"""Workbooks of Excel 97 to 2003 and of WPS (xls, et): their sheets, as printed.

A stream of records; the first ones belong to the workbook, then each sheet
has its own from where the workbook says. The records have their names from
[MS-XLS]. Books of Excel 5 and 95 differ in how they store texts.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from jixiao.model.errors import DamagedFile, UnknownFormat
from jixiao.model.message import Message
from jixiao.readers.binary_cells import Cells, SheetIsFull, rk_number, typed_number
from jixiao.readers.charset import decode
from jixiao.readers.compound import MAGIC, Compound
from jixiao.readers.limits import Limits
from jixiao.readers.number_format import BUILT_IN
from jixiao.readers.refusals import locked
from jixiao.readers.sheet import Area, Hidden, Sheet, Styles, clean, is_left_out, many_cells
from jixiao.readers.xls_texts import StoredTexts

_FORMULA, _EOF, _DATEMODE, _FILEPASS, _OBJ = 0x06, 0x0A, 0x22, 0x2F, 0x5D
_CONTINUED = b"\x3c\0"  # begins a record that continues the one before
_CODEPAGE, _COLINFO, _BOUNDSHEET, _MULRK, _RSTRING, _XF, _MERGECELLS = (
    0x42,
    0x7D,
    0x85,
    0xBD,
    0xD6,
    0xE0,
    0xE5,
)
_MSODRAWING, _SST, _LABELSST, _TXO, _NUMBER, _LABEL = 0xEC, 0xFC, 0xFD, 0x1B6, 0x203, 0x204
_BLANK = {0xBE, 0x201}
_BOOLERR, _STRING, _ROW, _RK, _FORMAT, _BOF = 0x205, 0x207, 0x208, 0x27E, 0x41E, 0x809
_VERSIONS = {0x0500, 0x0600}  # of records: Excel 5 and 95, Excel 97 to 2003
_HEAD = struct.Struct("<HH")
_PLACE = struct.Struct("<HHH")  # row, column, style
_SHARED_TEXT = struct.Struct("<HHHI")
_DOUBLE = struct.Struct("<HHHd")
_IS_TO_BE_WORKED_OUT = 0x02  # when Excel opens the file; until then programs put 0 there
_COMMENT = 0x19  # kind of drawn object: the note of a cell, which does not print
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"  # begins the place where a drawn object hangs

Record = tuple[int, bytes, list[bytes]]
"""Kind, content, and the content of the records that continue it."""


class _Entry(NamedTuple):
    """A sheet's line in the workbook, and where its records are."""

    name: str
    is_hidden: bool
    start: int
    end: int


def sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """The sheets in their order; of hidden ones only the name."""
    stream = _stream(data)
    workbook = _Workbook(stream)
    for entry in workbook.entries:
        sheet = Sheet(entry.name, is_hidden=is_left_out(entry.name, is_hidden=entry.is_hidden))
        if not sheet.is_hidden:
            with many_cells():
                _SheetReader(workbook, sheet, limits).read(stream, entry)
        yield sheet


def _stream(data: bytes) -> bytes:
    """The workbook inside its container; some programs write it without one."""
    if not data.startswith(MAGIC):
        return data
    container = Compound(data)
    for name in ("workbook", "book"):
        if name in container.names:
            return container.stream(name)
    raise _damaged()


class _Records:
    """The records of the workbook or of a sheet; those of charts within are passed over."""

    def __init__(self, stream: bytes, start: int, end: int) -> None:
        self._stream = stream
        self._end = min(end, len(stream)) - _HEAD.size
        self._depth = 0
        self.at = start  # where the next one begins

    def __iter__(self) -> Iterator[Record]:
        while self.at <= self._end:
            kind, data = self._next()
            more = []
            while self.at <= self._end and self._stream.startswith(_CONTINUED, self.at):
                more.append(self._next()[1])
            if kind == _BOF:
                self._depth += 1
            elif kind == _EOF:
                self._depth -= 1
                if self._depth <= 0:
                    return
            if self._depth == 1:
                yield kind, data, more

    def _next(self) -> tuple[int, bytes]:
        kind, size = _HEAD.unpack_from(self._stream, self.at)
        start = self.at + _HEAD.size
        self.at = start + size
        return kind, self._stream[start : self.at]


class _Workbook:
    """What stands before the sheets."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._found: list[tuple[int, str, bool]] = []
        self._formats: dict[int, str] = {}
        self._used: list[int] = []
        self._since_1904 = False
        self._charset = ""
        self.texts: list[str] = []
        kind, _ = _HEAD.unpack_from(stream.ljust(4, b"\0"))
        version = int.from_bytes(stream[4:6], "little")
        if kind != _BOF or version not in _VERSIONS:
            raise _too_old()
        self._has_wide_texts = version == 0x0600
        for record in _Records(stream, 0, len(stream)):
            self._take(*record)
        codes = [self._formats.get(number) or BUILT_IN.get(number, "General") for number in self._used]
        self.styles = Styles(codes, self._since_1904)

    @property
    def entries(self) -> Iterator[_Entry]:
        """The sheets. Each ends where the next begins, so that none can be read over and over."""
        starts = sorted({start for start, _, _ in self._found} | {len(self._stream)})
        ends = dict(pairwise(starts))
        for start, name, is_hidden in self._found:
            if self._stream[start : start + 2] == b"\x09\x08":
                yield _Entry(name, is_hidden, start, ends.pop(start, start))

    def text(self, data: bytes, more: list[bytes], *, short: bool = False) -> str:
        """A text behind its length, which takes two bytes, or one where it is ``short``."""
        width = 1 if short else 2
        if self._has_wide_texts:
            return StoredTexts([data, *more]).text(width)
        size = int.from_bytes(data[:width], "little")
        return clean(decode(data[width : width + size], self._charset))

    def _take(self, kind: int, data: bytes, more: list[bytes]) -> None:
        if kind == _FILEPASS:
            raise locked("旧版 Excel 工作簿", "old Excel workbooks")
        if kind == _CODEPAGE:
            self._charset = f"cp{int.from_bytes(data[:2], 'little')}"
        elif kind == _DATEMODE:
            self._since_1904 = data[:1] == b"\x01"
        elif kind == _FORMAT:
            number = int.from_bytes(data[:2], "little")
            self._formats[number] = self.text(data[2:], more, short=not self._has_wide_texts)
        elif kind == _XF:
            self._used.append(int.from_bytes(data[2:4], "little"))
        elif kind == _BOUNDSHEET and data[5:6] == b"\x00":  # a sheet with cells, no chart or macro
            start = int.from_bytes(data[:4], "little")
            self._found.append((start, self.text(data[6:], more, short=True), data[4:5] != b"\x00"))
        elif kind == _SST:
            self.texts = list(StoredTexts([data[8:], *more]).all())


class _SheetReader:
    def __init__(self, workbook: _Workbook, sheet: Sheet, limits: Limits) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._cells = Cells(sheet, workbook.styles, limits)
        self._awaited: tuple[int, int, int] | None = None  # place and style of a formula whose text follows
        self._hidden = Hidden()
        self._object = 0
        self._object_row = 0
        self._handlers: dict[int, Callable[[bytes, list[bytes]], None]] = {
            _MULRK: self._many_rk,
            _FORMULA: self._formula,
            _STRING: self._formula_text,
            _LABEL: self._label,
            _RSTRING: self._label,
            _BOOLERR: self._boolean_or_error,
            _MERGECELLS: self._merged,
            _ROW: self._row,
            _COLINFO: self._columns,
            _MSODRAWING: self._drawing,
            _OBJ: self._drawn_object,
            _TXO: self._text_box,
        }

    def read(self, stream: bytes, entry: _Entry) -> None:
        records = _Records(stream, entry.start, entry.end)
        with suppress(SheetIsFull):
            for kind, data, more in records:
                if handle := self._handlers.get(kind):
                    handle(data, more)
                records.at = self._plain_cells(stream, records.at, entry.end)
        self._sheet.cells.sort()
        self._sheet.has_hidden_rows = self._hidden.touches(self._sheet.cells)

    def _plain_cells(self, stream: bytes, at: int, end: int) -> int:
        """Take the texts and numbers that follow, which are most of a sheet; returns where they end."""
        texts, put_text, put_number = self._workbook.texts, self._cells.text, self._cells.number
        while at + 18 <= end:
            kind, size = _HEAD.unpack_from(stream, at)
            if kind == _LABELSST and size == 10:
                row, column, style, index = _SHARED_TEXT.unpack_from(stream, at + 4)
                put_text(row, column, style, texts[index])
            elif kind == _RK and size == 10:
                row, column, style, stored = _SHARED_TEXT.unpack_from(stream, at + 4)
                put_number(row, column, style, rk_number(stored))
            elif kind == _NUMBER and size == 14:
                put_number(*_DOUBLE.unpack_from(stream, at + 4))
            elif kind not in _BLANK:
                break
            at += 4 + size
        return at

    def _many_rk(self, data: bytes, _: list[bytes]) -> None:
        row, first = _HEAD.unpack_from(data)
        numbers = data[4 : 4 + (len(data) - 6) // 6 * 6]
        for column, (style, stored) in enumerate(struct.iter_unpack("<HI", numbers), first):
            self._cells.number(row, column, style, rk_number(stored))

    def _formula(self, data: bytes, _: list[bytes]) -> None:
        row, column, style = _PLACE.unpack_from(data)
        kind, value, marker = data[6], data[8], data[12:14]
        if marker != b"\xff\xff":
            typed = typed_number(data[22 : 22 + int.from_bytes(data[20:22], "little")])
            if typed:
                self._cells.text(row, column, style, typed)
                return
            self._cells.number(*_DOUBLE.unpack_from(data))
            if data[6:14] == bytes(8) and data[14] & _IS_TO_BE_WORKED_OUT:
                self._cells.without_value(row, column)
        elif kind == 0:
            self._awaited = (row, column, style)
        elif kind == 1:
            self._cells.boolean(row, column, value)
        elif kind == 2:
            self._cells.error(row, column, value)

    def _formula_text(self, data: bytes, more: list[bytes]) -> None:
        if self._awaited:
            row, column, style = self._awaited
            self._awaited = None
            self._cells.text(row, column, style, self._workbook.text(data, more))

    def _label(self, data: bytes, more: list[bytes]) -> None:
        row, column, style = _PLACE.unpack_from(data)
        self._cells.text(row, column, style, self._workbook.text(data[6:], more))

    def _boolean_or_error(self, data: bytes, _: list[bytes]) -> None:
        row, column, _style = _PLACE.unpack_from(data)
        put = self._cells.error if data[7] else self._cells.boolean
        put(row, column, data[6])

    def _merged(self, data: bytes, _: list[bytes]) -> None:
        ranges = data[2 : 2 + (len(data) - 2) // 8 * 8]
        for top, bottom, left, right in struct.iter_unpack("<HHHH", ranges):
            self._sheet.merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))

    def _row(self, data: bytes, _: list[bytes]) -> None:
        if data[12] & 0x20:
            self._hidden.row(int.from_bytes(data[:2], "little") + 1)

    def _columns(self, data: bytes, _: list[bytes]) -> None:
        if data[8] & 0x01:
            first, last = _HEAD.unpack_from(data)
            self._hidden.columns(first + 1, last + 1)

    def _drawing(self, data: bytes, _: list[bytes]) -> None:
        at = data.rfind(_ANCHOR)
        if at >= 0:
            self._object_row = int.from_bytes(data[at + 12 : at + 14], "little")

    def _drawn_object(self, data: bytes, _: list[bytes]) -> None:
        self._object = int.from_bytes(data[4:6], "little")

    def _text_box(self, data: bytes, more: list[bytes]) -> None:
        size = int.from_bytes(data[10:12], "little")
        if size and more and self._object != _COMMENT:
            text = StoredTexts(more).continued(size)
            self._sheet.boxes.append((self._object_row + 1, text))


def _damaged() -> DamagedFile:
    return DamagedFile(
        Message(
            zh="文件已损坏：其中没有工作簿内容。请用 Excel 或 WPS 打开后另存再试。",
            en="The file is damaged: there is no workbook in it. Open it in Excel or WPS, "
            "save it anew and try again.",
        )
    )


def _too_old() -> UnknownFormat:
    return UnknownFormat(
        Message(
            zh="工作簿的格式早于 Excel 5，无法读取。请用 Excel 或 WPS 打开，另存为 xlsx 后再试。",
            en="The workbook is older than Excel 5 and cannot be read. Open it in Excel or WPS, "
            "save it as xlsx and try again.",
        )
    )
