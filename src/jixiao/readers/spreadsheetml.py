"""Workbooks that Excel 2003 saved as one XML file, and that exporting programs still call .xls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.readers.charset import decode
from jixiao.readers.formula import typed_literal
from jixiao.readers.limits import Limits
from jixiao.readers.package import parsed
from jixiao.readers.sheet import (
    Area,
    Hidden,
    Sheet,
    Styles,
    Trouble,
    clean,
    is_left_out,
    many_cells,
    new_cell,
    serial,
)
from jixiao.readers.xml import Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED_FORMATS = {
    "General Number": "General",
    "Currency": '"¥"#,##0.00;"¥"-#,##0.00',
    "Euro Currency": '"€"#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
    "General Date": "yyyy/m/d h:mm",
    "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Short Time": "h:mm",
    "Medium Time": "h:mm AM/PM",
    "Long Time": "h:mm:ss",
}


def sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """The sheets in their order; of hidden ones only the name."""
    text = decode(data).lstrip()
    if text.startswith("<?xml"):  # it may name another charset than it has
        text = text.partition("?>")[2]
    root = parsed("Workbook", text.encode())
    numbers, styles = _styles(root)
    for element in root.iterfind(f"{_SS}Worksheet"):
        name = element.get(f"{_SS}Name", "")
        visible = element.findtext("{*}WorksheetOptions/{*}Visible", "")
        if is_left_out(name, is_hidden=visible.startswith("Sheet")):  # SheetHidden
            yield Sheet(name, is_hidden=True)
        else:
            with many_cells():
                sheet = _Reader(Sheet(name), numbers, styles, limits).read(element)
            yield sheet


def _styles(root: Element) -> tuple[dict[str, int], Styles]:
    """The number of each style by its name, and the styles."""
    codes: dict[str, str] = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        number_format = style.find(f"{_SS}NumberFormat")
        code = "" if number_format is None else number_format.get(f"{_SS}Format", "")
        inherited = codes.get(style.get(f"{_SS}Parent", ""), "General")
        codes[style.get(f"{_SS}ID", "")] = _NAMED_FORMATS.get(code, code) or inherited
    since_1904 = root.find("{*}ExcelWorkbook/{*}Date1904") is not None
    return {name: number for number, name in enumerate(codes)}, Styles(list(codes.values()), since_1904)


class _Reader:
    def __init__(self, sheet: Sheet, numbers: dict[str, int], styles: Styles, limits: Limits) -> None:
        self._sheet = sheet
        self._numbers = numbers
        self._styles = styles
        self._limits = limits
        self._hidden = Hidden()

    def read(self, worksheet: Element) -> Sheet:
        sheet = self._sheet
        for column, last, element in _numbered(worksheet.iterfind(f"{_SS}Table/{_SS}Column")):
            if element.get(f"{_SS}Hidden") == "1":
                self._hidden.columns(column, last)
        for row, _, element in _numbered(worksheet.iterfind(f"{_SS}Table/{_SS}Row")):
            if element.get(f"{_SS}Hidden") == "1":
                self._hidden.row(row)
            if len(sheet.cells) >= self._limits.cells:
                sheet.read_to_row = row
                break
            self._row(row, element)
        sheet.cells.sort()
        sheet.has_hidden_rows = self._hidden.touches(sheet.cells)
        return sheet

    def _row(self, row: int, element: Element) -> None:
        column = 0
        for cell in element.iterfind(f"{_SS}Cell"):
            column = int(cell.get(f"{_SS}Index", column + 1))
            right, down = int(cell.get(f"{_SS}MergeAcross", 0)), int(cell.get(f"{_SS}MergeDown", 0))
            text = self._printed(row, column, cell, cell.get(f"{_SS}StyleID") or element.get(f"{_SS}StyleID"))
            if column > self._limits.columns:
                self._sheet.has_more_columns |= bool(text)
                break
            if text:
                self._sheet.cells.append(new_cell((row, column, text, 1, 1, None, None)))
            if right or down:
                self._sheet.merged.append(Area(row, column, row + down, column + right))
            column += right

    def _printed(self, row: int, column: int, cell: Element, style_name: str | None) -> str:
        data = cell.find(f"{_SS}Data")
        if data is None:
            return ""
        typed = typed_literal(cell.get(f"{_SS}Formula", "").removeprefix("="))
        style = self._numbers.get(style_name or "Default", -1)
        value = "".join(data.itertext())
        match data.get(f"{_SS}Type", "String"):
            case "Number" if typed:
                return typed
            case "Number":
                return self._number(style, value)
            case "DateTime":
                return self._number(style, serial(value))
            case "Boolean":
                return "TRUE" if value == "1" else "FALSE"
            case "Error":
                self._sheet.troubles.append(Trouble("error-in-cell", row, column, value))
                return value
            case _:
                return self._styles.text(style, clean(value))

    def _number(self, style: int, value: str) -> str:
        try:
            return self._styles.number(style, float(value))
        except ValueError:
            return value


def _numbered(elements: Iterable[Element]) -> Iterator[tuple[int, int, Element]]:
    """Rows or columns with their numbers, the first and the last: one may stand for several."""
    last = 0
    for element in elements:
        first = int(element.get(f"{_SS}Index", last + 1))
        last = first + int(element.get(f"{_SS}Span", 0))
        yield first, last, element
