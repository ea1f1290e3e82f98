"""Workbooks for the tests: what a spreadsheet program, a library or a hostile hand makes."""

from __future__ import annotations

import struct
from io import BytesIO

import openpyxl
import xlsxwriter

from jixiao.grid.grid import Grid, Paragraph
from jixiao.model.finding import Finding
from jixiao.readers.limits import Limits
from jixiao.readers.spreadsheet import read
from tests.readers.build import packed

FORMATS = {
    "percent": (0.95, "0.00%", "95.00%"),
    "amount": (10596.35, "#,##0.00", "10,596.35"),
    "month": (45413, 'yyyy"年"m"月"', "2024年5月"),
    "weighed": (12345, '0\\.0,"万"', "1.2万"),
    "plain": (0.1 + 0.2, "General", "0.3"),
    "whole": (230, "General", "230"),
}


def blocks(data: bytes, kind: str = "xlsx", limits: Limits | None = None) -> list[Grid | Paragraph | Finding]:
    return list(read(data, kind, limits or Limits()))


def grids(data: bytes, kind: str = "xlsx") -> list[Grid]:
    return [block for block in blocks(data, kind) if isinstance(block, Grid)]


def findings(data: bytes, kind: str = "xlsx") -> list[Finding]:
    return [block for block in blocks(data, kind) if isinstance(block, Finding)]


def printed(data: bytes, kind: str = "xlsx") -> dict[str, str]:
    """The texts of the first grid by their cells: ``{"A1": "…"}``."""
    first = grids(data, kind)[0]
    return {
        openpyxl.utils.cell.get_column_letter(cell.column) + str(cell.row): cell.text for cell in first.cells
    }


def neutral() -> bytes:
    """A workbook with one of everything. ``tests/corpus/neutral.xls`` is LibreOffice's copy of it."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("目标表")
    sheet.merge_range("A2:C2", "项目支出绩效目标表")
    sheet.merge_range("A3:A4", "")
    for row, (value, code, _) in enumerate(FORMATS.values(), 2):
        sheet.write_number(row, 1, value, book.add_format({"num_format": code}))
    sheet.write_string("C3", "第一行\n第二行")
    sheet.write_string("C4", "=100%")
    sheet.write_boolean("C5", True)  # noqa: FBT003
    sheet.write_formula("C6", "=1/0", value="#DIV/0!")
    sheet.write_formula("C7", "=B4+1", value=10597.35)
    sheet.write_formula("C8", '="≥"&"5"', value="≥5")
    sheet.write_formula("C9", "=100%", value=1)
    sheet.write_comment("C3", "批注不打印")
    sheet.insert_textbox("A1", "附件1")
    sheet.set_row(11, None, None, {"hidden": True})
    sheet.write_string("C12", "隐藏的行")
    for row in range(400):  # long enough for the shared texts of an xls to run over several records
        sheet.write_string(20 + row, 0, f"第{row}项工作任务的说明" + "长" * 30 + "x" * (row % 7))
    book.add_worksheet("隐藏表").hide()
    book.add_worksheet("空白表")
    book.close()
    return buffer.getvalue()


def openpyxl_book(cells: dict[str, object], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for place, value in cells.items():
        sheet[place] = value
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relations(**targets: str) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def raw_xlsx(sheet: str, **parts: str | bytes) -> bytes:
    """An xlsx whose sheet, and perhaps ``styles``, ``sharedStrings`` ..., is given as XML."""
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns:r="{_RELATIONS}"><sheets><sheet name="表" sheetId="1" '
        'r:id="worksheet1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            worksheet1="worksheets/sheet1.xml", **{name: f"{name}.xml" for name in parts}
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    members |= {f"xl/{name}.xml": content for name, content in parts.items()}
    return packed(members)


def cells_xml(cells: str, after: str = "") -> str:
    return f"<worksheet><sheetData>{cells}</sheetData>{after}</worksheet>"


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(column: int, style: int = 0) -> bytes:
    return struct.pack("<II", column, style)


def xlsb() -> bytes:
    """A small xlsb, record by record; Excel has no library to write it for us."""
    sheet_entry = struct.pack("<II", 0, 1) + _text("worksheet1") + _text("目标表")
    hidden_entry = struct.pack("<II", 1, 2) + _text("worksheet1") + _text("隐藏表")
    workbook = _record(153, bytes(8)) + _record(156, sheet_entry) + _record(156, hidden_entry)
    styles = _record(44, struct.pack("<H", 164) + _text('yyyy"年"m"月"'))
    styles += _record(617) + b"".join(
        _record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 10, 4, 164)
    )
    styles += _record(618)
    literal = struct.pack("<dHI", 1.0, 0, 4) + b"\x1e\x64\x00\x14"
    sheet = b"".join(
        (
            _record(129),
            _record(148, struct.pack("<IIII", 1, 4, 0, 5)),
            _record(145),
            _record(0, struct.pack("<IIHHB", 1, 0, 300, 0, 0)),
            _record(7, _cell(0) + struct.pack("<I", 0)),
            _record(5, _cell(1, 1) + struct.pack("<d", 0.95)),
            _record(2, _cell(2, 2) + struct.pack("<I", 1059635 << 2 | 3)),
            _record(0, struct.pack("<IIHHB", 2, 0, 300, 0x1000, 0)),
            _record(6, _cell(0) + _text("第一行\n第二行")),
            _record(2, _cell(1, 3) + struct.pack("<I", 45413 << 2 | 2)),
            _record(9, _cell(2) + literal),
            _record(4, _cell(3) + b"\x01"),
            _record(11, _cell(4) + b"\x07"),
            _record(1, _cell(5)),
            _record(146),
            _record(176, struct.pack("<IIII", 3, 4, 0, 1)),
        )
    )
    return packed(
        {
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": _relations(
                worksheet1="worksheets/sheet1.bin", styles="styles.bin", sharedStrings="sharedStrings.bin"
            ),
            "xl/styles.bin": styles,
            "xl/sharedStrings.bin": _record(159, struct.pack("<II", 1, 1))
            + _record(19, b"\x02" + _text("培训人次") + bytes(4)),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def records(*found: tuple[int, bytes]) -> bytes:
    """Records of an xls: kind, size, content."""
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in found)


def biff(*cells: tuple[int, bytes]) -> bytes:
    """An xls of one sheet, without the container around it."""
    start, end = (0x809, struct.pack("<HH12x", 0x600, 0x05)), (0x0A, b"")
    name = struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"T"
    size = len(records(start, (0x85, name), end))
    name = struct.pack("<I", size) + name[4:]
    return records(start, (0x85, name), end, (0x809, struct.pack("<HH12x", 0x600, 0x10)), *cells, end)
