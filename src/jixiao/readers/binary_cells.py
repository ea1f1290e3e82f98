"""What the two binary workbook formats, xls and xlsb, have in common: how cells are stored."""

from __future__ import annotations

import struct

from jixiao.readers.limits import Limits
from jixiao.readers.number_format import general
from jixiao.readers.sheet import Sheet, Styles, Trouble, new_cell

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_KNOWN_NUMBERS = 20_000  # printed numbers that are remembered; the same ones stand near each other

# Tokens of formulas ([MS-XLS] 2.5.198), as far as a formula that is only a number has them.
_INTEGER, _DOUBLE = 0x1E, 0x1F
_SIGNS = {b"": "={}", b"\x14": "={}%", b"\x13": "=-{}", b"\x14\x13": "=-{}%", b"\x13\x14": "=-{}%"}


class SheetIsFull(Exception):
    """There are more cells than `Limits.cells`; how far was read stands in the sheet."""


class Cells:
    """Puts the cells of one sheet in place as they print; rows and columns count from 0 here."""

    def __init__(self, sheet: Sheet, styles: Styles, limits: Limits) -> None:
        self._sheet = sheet
        self._cells = sheet.cells
        self._styles = styles
        self._limits = limits
        self._numbers: dict[tuple[int, float], str] = {}

    def text(self, row: int, column: int, style: int, text: str) -> None:
        """A text that is already `clean`."""
        self._add(row, column, self._styles.text(style, text))

    def number(self, row: int, column: int, style: int, value: float) -> None:
        known = self._numbers.get((style, value))
        if known is None:
            if len(self._numbers) > _KNOWN_NUMBERS:
                self._numbers.clear()
            known = self._numbers[style, value] = self._styles.number(style, value)
        self._add(row, column, known)

    def boolean(self, row: int, column: int, value: int) -> None:
        self._add(row, column, "TRUE" if value else "FALSE")

    def error(self, row: int, column: int, code: int) -> None:
        text = ERRORS.get(code, "#VALUE!")
        self._sheet.troubles.append(Trouble("error-in-cell", row + 1, column + 1, text))
        self._add(row, column, text)

    def without_value(self, row: int, column: int) -> None:
        """The number put there stands for a formula that nobody has worked out."""
        self._sheet.troubles.append(Trouble("formula-without-value", row + 1, column + 1, "=…"))

    def _add(self, row: int, column: int, text: str) -> None:
        if column >= self._limits.columns:
            self._sheet.has_more_columns = True
        elif len(self._cells) >= self._limits.cells:
            self._sheet.read_to_row = row + 1
            raise SheetIsFull
        elif text:
            self._cells.append(new_cell((row + 1, column + 1, text, 1, 1, None, None)))


def rk_number(stored: int) -> float:
    """A number in the four bytes into which both formats squeeze most of them."""
    if stored & 2:
        value = float(((stored >> 2) ^ 0x20000000) - 0x20000000)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (stored & 0xFFFFFFFC) << 32))[0]
    return value / 100 if stored & 1 else value


def typed_number(tokens: bytes) -> str | None:
    """What stands on paper for a formula that is only a number: ``=100%`` (see `formula.typed_literal`)."""
    kind, size = tokens[:1], len(tokens)
    if kind == bytes([_INTEGER]) and size >= 3:
        text, signs = str(int.from_bytes(tokens[1:3], "little")), tokens[3:]
    elif kind == bytes([_DOUBLE]) and size >= 9:
        text, signs = general(struct.unpack_from("<d", tokens, 1)[0]), tokens[9:]
    else:
        return None
    shape = _SIGNS.get(signs)
    return shape.format(text) if shape else None
