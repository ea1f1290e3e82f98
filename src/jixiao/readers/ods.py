"""OpenDocument workbooks (ods, zipped or flat): their sheets, as printed.

The printed text of a cell stands in the file beside its value, so there is no
number to format. Programs that only export data leave it out; then the value
has to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.readers.limits import Limits
from jixiao.readers.odf import Package, text_of
from jixiao.readers.sheet import Area, Sheet, Trouble, is_left_out, new_cell
from jixiao.readers.xml import Element

_OFFICE, _TEXT, _TABLE, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "table", "style")
)
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_P, _ROW, _CELL = f"{_TEXT}p", f"{_TABLE}table-row", f"{_TABLE}table-cell"
_COLUMNS, _ROWS = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_WIDE, _TALL = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
_TYPE = f"{_OFFICE}value-type"
_VISIBILITY = f"{_TABLE}visibility"


def sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """The sheets in their order; of hidden ones only the name."""
    package = Package(data, limits)
    hidden = {
        properties.getparent().get(f"{_STYLE}name")
        for properties in package.content.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    reader = _Reader(limits)
    for table in package.body("spreadsheet").iterchildren(f"{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "")
        if is_left_out(name, is_hidden=table.get(f"{_TABLE}style-name") in hidden):
            yield Sheet(name, is_hidden=True)
        else:
            yield reader.read(name, table)


class _Reader:
    """Reads one sheet after the other."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sheet = Sheet("")
        self._left = limits.cells  # that cells and rows may be repeated, in all sheets together

    def read(self, name: str, table: Element) -> Sheet:
        self._sheet = sheet = Sheet(name)
        sheet.boxes += [
            (1, text) for shapes in table.iterchildren(f"{_TABLE}shapes") for text in _boxes(shapes)
        ]
        sheet.has_hidden_rows = any(
            element.get(_VISIBILITY) in ("collapse", "filter")
            for element in table.iter(_ROW, f"{_TABLE}table-column")
        )
        row = 1
        for element in table.iter(_ROW):
            repeated = _count(element.get(_ROWS))
            before = len(sheet.cells)
            self._read_row(element, row)
            filled = sheet.cells[before:]
            self._left -= len(filled) * (repeated - 1)
            if self._left < 0 or len(sheet.cells) > self._limits.cells:
                del sheet.cells[before:]
                sheet.read_to_row = max(1, row - 1)
                break
            if filled:
                below = range(row + 1, row + repeated)
                sheet.cells += [cell._replace(row=other) for other in below for cell in filled]
            row += repeated
        return sheet

    def _read_row(self, element: Element, row: int) -> None:
        column = 1
        for cell in element:
            repeated = _count(cell.get(_COLUMNS))
            if cell.tag == _CELL:  # others are covered by a merged one, hence not printed
                if text := _printed(cell):
                    self._add(cell, text, row, column, repeated)
                if len(cell) > 1 or (len(cell) and not text):
                    self._sheet.boxes += [(row, box) for box in _boxes(cell)]
                self._merge(cell, row, column)
            column += repeated

    def _merge(self, cell: Element, row: int, column: int) -> None:
        tall, wide = cell.get(_TALL), cell.get(_WIDE)
        if tall or wide:
            rows, columns = _count(tall), _count(wide)
            self._sheet.merged.append(Area(row, column, row + rows - 1, column + columns - 1))

    def _add(self, cell: Element, text: str, row: int, column: int, repeated: int) -> None:
        sheet = self._sheet
        last = column + repeated - 1
        if last > self._limits.columns:
            sheet.has_more_columns = True
            last = self._limits.columns
        self._left -= max(0, last - column)
        for place in range(column, last + 1):
            sheet.cells.append(new_cell((row, place, text, 1, 1, None, None)))
        if cell.get(_CALC_TYPE) == "error":
            sheet.troubles.append(Trouble("error-in-cell", row, column, text))


def _printed(cell: Element) -> str:
    if len(cell) == 1 and not len(cell[0]) and cell[0].tag == _P:
        return (cell[0].text or "").strip()
    found = [child for child in cell if child.tag == _P]
    if found:
        return "\n".join(map(text_of, found)).strip()
    return _value(cell) if cell.get(_TYPE) else ""


def _value(cell: Element) -> str:
    """The value of a cell that lacks its printed text."""
    found = (cell.get(f"{_OFFICE}{name}") for name in ("string-value", "date-value", "time-value", "value"))
    value = str(next(filter(None, found), "") or cell.get(f"{_OFFICE}boolean-value", "").upper())
    if cell.get(_TYPE) == "percentage":
        try:
            return f"{float(value) * 100:.12g}%"
        except ValueError:
            return value
    return value


def _boxes(element: Element) -> Iterator[str]:
    """The texts of the shapes that lie over the cells."""
    for shape in element.iterchildren():
        if shape.tag.startswith(_DRAW):
            text = "\n".join(map(text_of, shape.iter(_P)))
            if text.strip():
                yield text


def _count(text: str | None) -> int:
    if text is None:
        return 1
    try:
        return max(1, min(int(text), 2**31))
    except ValueError:
        return 1
