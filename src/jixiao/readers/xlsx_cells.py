"""The cells of one sheet of an xlsx workbook, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from jixiao.readers.formula import Calculator, Formula, NotSimple, Place, Value, column_number, typed_literal
from jixiao.readers.limits import Limits
from jixiao.readers.number_format import general
from jixiao.readers.sheet import Sheet, Styles, Trouble, clean, many_cells, new_cell, serial
from jixiao.readers.usual_sheet import CellMatch, UsualSheet

_FORMULA = re.compile(r"<f((?: [^<>]*)?)(?:/>|>([^<]*)</f>)")
_SHARED = re.compile(r' t="shared".*? si="(\d+)"')
_VALUE = re.compile(r"<v(?: [^<>]*)?>([^<]*)</v>")
_TEXT = re.compile(r"<t(?: [^<>]*)?>([^<]*)</t>")


@dataclass(frozen=True)
class Book:
    """What the sheets of a workbook share."""

    texts: list[str]
    styles: Styles
    limits: Limits
    waits_for_values: bool
    """Whether Excel is to work out every formula when it opens the file.

    Programs that write workbooks ask for that, and put 0 where the values
    will stand; so such a 0 is none.
    """


def read_cells(source: UsualSheet, book: Book, sheet: Sheet) -> None:
    """Add the cells to ``sheet``. Raises `NotUsual` (see `usual_sheet`)."""
    with many_cells():
        _Reader(source, book, sheet).read()


@dataclass
class _Pending:
    """A formula whose value has to be worked out when all cells are known."""

    formula: Formula
    style: str
    saved: str  # what is printed if that fails


class _Reader:
    def __init__(self, source: UsualSheet, book: Book, sheet: Sheet) -> None:
        self._source = source
        self._book = book
        self._styles = book.styles
        self._sheet = sheet
        self._columns: dict[str, int] = {}
        self._numbers: dict[tuple[str, str], str] = {}
        self._filled: dict[str, tuple[str, Place]] = {}
        self._pending: dict[Place, _Pending] = {}

    def read(self) -> None:
        sheet, limit = self._sheet, self._book.limits.cells
        for found, in_place in self._source.cells():
            self._numbers.clear()  # it helps among neighbours; kept for all, it would grow with the sheet
            self._take(found, in_place)
            if len(sheet.cells) > limit:
                del sheet.cells[limit:]
                sheet.read_to_row = sheet.cells[-1].row
                break
        if self._pending:
            self._work_out()
        sheet.cells.sort()

    def _take(self, found: list[CellMatch], texts_in_place: Iterable[str]) -> None:
        add, columns, texts, numbers = (
            self._sheet.cells.append,
            self._columns,
            self._book.texts,
            self._numbers,
        )
        plain = not self._styles.text_printers
        row, row_digits = 0, ""
        for (letters, digits, style, kind, value, _, rest), in_place in zip(
            found, texts_in_place, strict=False
        ):
            if not (value or in_place or rest):
                continue
            if digits != row_digits:
                row, row_digits = int(digits), digits
            column = columns.get(letters) or self._column(letters)
            if kind == "s" and value and plain:
                text = texts[int(value)]
            elif in_place:
                text = in_place if plain else self._text(style, in_place)
            elif rest:
                text = self._other(row, column, style, kind, rest)
            elif kind and kind != "n":
                text = self._printed((row, column), style, kind, value)
            elif (known := numbers.get((style, value))) is not None:
                text = known
            else:
                text = numbers[style, value] = self._number(style, value)
            if text and column:
                add(new_cell((row, column, text, 1, 1, None, None)))

    def _column(self, letters: str) -> int:
        """The column's number, or 0 if it is beyond the limit."""
        number = column_number(letters)
        if number > self._book.limits.columns:
            self._sheet.has_more_columns = True
            return 0
        self._columns[letters] = number
        return number

    def _printed(self, place: Place, style: str, kind: str, value: str) -> str:
        """A value by its type: a text or shared text, a truth value, an error, a date, a number."""
        match kind:
            case "s" if value:
                return self._styles.text(int(style or 0), self._book.texts[int(value)])
            case "s" | "str" | "inlineStr":
                return self._text(style, unescape(value))
            case "b":
                return "FALSE" if value in {"", "0", "false"} else "TRUE"
            case "e":
                self._sheet.troubles.append(Trouble("error-in-cell", *place, value))
                return value
            case "d":
                return self._number(style, serial(value))
            case _:
                return self._number(style, value)

    def _text(self, style: str, text: str) -> str:
        return self._styles.text(int(style or 0), clean(text))

    def _number(self, style: str, value: str) -> str:
        show = self._styles.by_digits.get(style, general)
        if show is general and value.isdecimal() and len(value) < 16:
            return value.lstrip("0") or "0"
        try:
            return show(float(value))
        except ValueError:
            return value  # no number, whatever its type says; nothing is lost

    def _other(self, row: int, column: int, style: str, kind: str, rest: str) -> str:
        """A cell with more in it than a value: a formula, or a text in several fonts."""
        found = _VALUE.search(rest)
        match = _FORMULA.search(rest)
        value = found[1] if found else ""
        saved = self._printed((row, column), style, kind, value) if value else ""
        if match is None:
            return saved or self._text(style, _formatted_text(rest))
        formula = self._formula((row, column), match)
        literal = typed_literal(formula.text)
        if literal is not None:
            return literal
        if kind == "str" or (value and not (value == "0" and self._book.waits_for_values)):
            return saved  # the text of a formula may well be empty
        self._pending[row, column] = _Pending(formula, style, saved)
        return ""

    def _formula(self, place: Place, match: re.Match[str]) -> Formula:
        """The formula; one that was filled down is written in its first cell only."""
        text = unescape(match[2] or "")
        shared = _SHARED.search(match[1])
        if shared and text:
            self._filled[shared[1]] = (text, place)
        elif shared and shared[1] in self._filled:
            text, (row, column) = self._filled[shared[1]]
            return Formula(text, place[0] - row, place[1] - column)
        return Formula(text)

    def _work_out(self) -> None:
        values, formulas = self._values()
        formulas.update((place, pending.formula) for place, pending in self._pending.items())
        calculator = Calculator(values, formulas)
        for (row, column), pending in self._pending.items():
            try:
                text = self._result(pending.style, calculator.value((row, column)))
            except NotSimple:
                text = pending.saved
                trouble = Trouble("formula-without-value", row, column, f"={pending.formula.text}")
                self._sheet.troubles.append(trouble)
            if text and column <= self._book.limits.columns:
                self._sheet.cells.append(new_cell((row, column, text, 1, 1, None, None)))

    def _result(self, style: str, value: Value | None) -> str:
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, float):
            return self._styles.number(int(style or 0), value)
        return self._styles.text(int(style or 0), value or "")

    def _values(self) -> tuple[dict[Place, Value], dict[Place, Formula]]:
        """What the cells hold; errors as formulas, for whatever needs them has no value either."""
        values: dict[Place, Value] = {}
        errors: dict[Place, Formula] = {}
        for found, texts in self._source.cells():
            for (letters, row, _, kind, value, _, rest), in_place in zip(found, texts, strict=False):
                place = (int(row), column_number(letters))
                inside = _VALUE.search(rest)
                raw = inside[1] if inside else value
                if kind == "e":
                    errors[place] = Formula(raw)
                elif place not in self._pending and (raw or in_place):
                    values[place] = in_place or self._value(kind, raw)
        return values, errors

    def _value(self, kind: str, raw: str) -> Value:
        match kind:
            case "" | "n":
                return float(raw)
            case "b":
                return raw == "1"
            case "s":
                return self._book.texts[int(raw)]
            case _:
                return clean(unescape(raw))


def _formatted_text(inside: str) -> str:
    """The runs of a text in several fonts, without its phonetic guide."""
    parts = inside.split("</rPh>")
    printed = [part.partition("<rPh ")[0] for part in parts[:-1]]
    return unescape("".join(run for part in (*printed, parts[-1]) for run in _TEXT.findall(part)))
