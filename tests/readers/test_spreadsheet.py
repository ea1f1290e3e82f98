"""Workbooks as printed: values by their formats, spans, what is hidden, formulas, hostile sheets."""

from __future__ import annotations

import datetime as dt
import struct
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from jixiao.grid.grid import Cell, Grid, Paragraph
from jixiao.model.errors import DamagedFile, EncryptedFile, FileTooLarge, UnknownFormat
from jixiao.readers.limits import Limits
from tests.readers.build import packed
from tests.readers.workbooks import (
    FORMATS,
    biff,
    blocks,
    cells_xml,
    findings,
    grids,
    neutral,
    openpyxl_book,
    printed,
    raw_xlsx,
    records,
    saved,
    xlsb,
)

CORPUS = Path(__file__).parent.parent / "corpus"


def corpus(name: str) -> bytes:
    return (CORPUS / name).read_bytes()


# --- what is printed ---------------------------------------------------------------------------------


def test_values_print_by_their_formats() -> None:
    cells = {f"A{row}": value for row, (value, _, _) in enumerate(FORMATS.values(), 1)}
    formats = {f"A{row}": code for row, (_, code, _) in enumerate(FORMATS.values(), 1)}

    assert list(printed(openpyxl_book(cells, formats)).values()) == [text for _, _, text in FORMATS.values()]


def test_texts_stay_as_typed() -> None:
    typed = [
        "100%",
        "≥95%",
        "0.950",
        " 缩进",
        "第一行\n第二行",
        "2024年",
        "<b>&amp;</b>",
        "张𠮷",
        "_x0041_",
        "'",
    ]

    assert list(printed(openpyxl_book({f"A{row}": text for row, text in enumerate(typed, 1)})).values()) == [
        text.replace("_x0041_", "A") for text in typed
    ]


def test_a_text_that_looks_like_a_formula_is_none() -> None:
    book = openpyxl.Workbook()
    book.active["A1"].value = "=100%"
    book.active["A1"].data_type = "s"

    assert printed(saved(book)) == {"A1": "=100%"}


def test_truth_values_dates_and_errors() -> None:
    book = openpyxl_book({"A1": True, "B1": dt.date(2024, 5, 1), "C1": "#REF!"})

    assert printed(book) == {"A1": "TRUE", "B1": "2024-05-01", "C1": "#REF!"}
    (finding,) = findings(book)
    assert finding.rule == "error-in-cell"
    assert finding.source is not None
    assert (finding.source.sheet, finding.source.row, finding.source.column) == ("Sheet", 1, 3)
    assert "C1" in finding.message.zh
    assert "C1" in finding.message.en


def test_fonts_within_a_text_do_not_show_and_phonetic_guides_are_no_text() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("培训", TextBlock(InlineFont(b=True), "人次"))
    assert printed(saved(book)) == {"A1": "培训人次"}

    guided = "<si><r><t>漢</t></r><r><t>字</t></r><rPh sb='0' eb='1'><t>かん</t></rPh></si>"
    plain = "<si><t>字</t><phoneticPr fontId='1'/></si>"
    sheet = cells_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>')
    assert printed(raw_xlsx(sheet, sharedStrings=f"<sst>{guided}{plain}</sst>")) == {"A1": "漢字", "B1": "字"}


def test_escaped_characters_and_line_ends() -> None:
    sheet = cells_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>一_x000D_\n二&#13;&#10;三</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>_xD83D__xDE00_ _xD83D_ _x0000_</t></is></c></row>'
    )

    assert printed(raw_xlsx(sheet)) == {"A1": "一\n二\n三", "B1": "😀 \ufffd "}


@pytest.mark.parametrize(
    ("name", "cell", "text"),
    [
        ("xlsx_zhanjiang_hrss_2023_dept.xlsx", "E24", "100%"),
        ("xlsx_zhanjiang_hrss_2023_dept.xlsx", "E5", "82800.92"),
        ("xlsx_chongqing_yuzhong_2021_self_eval.xlsx", "G21", "88%"),
    ],
)
def test_real_workbooks(name: str, cell: str, text: str) -> None:
    assert printed(corpus(name))[cell] == text


# --- where it stands ---------------------------------------------------------------------------------


def test_every_cell_at_its_place_and_blank_ones_left_out() -> None:
    (grid,) = grids(openpyxl_book({"C5": "产出指标", "B7": "数量指标", "D7": "   "}))

    assert [cell[:3] for cell in grid.cells] == [(5, 3, "产出指标"), (7, 2, "数量指标")]
    assert (grid.number, grid.sheet) == (1, "Sheet")


def test_merged_cells_cover_their_places_with_or_without_text() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "项目名称"
    book.active["B2"] = "不打印"
    book.active.merge_cells("A1:B2")
    book.active.merge_cells("A3:C3")
    data = saved(book)

    assert grids(data)[0].cells == (Cell(1, 1, "项目名称", 2, 2), Cell(3, 1, "", 1, 3))


def test_what_stands_under_a_merged_cell_does_not_print() -> None:
    sheet = cells_xml(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>',
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )

    assert grids(raw_xlsx(sheet))[0].cells == (Cell(1, 1, "1", 1, 2), Cell(1, 3, "3"))


def test_a_merged_row_ends_where_the_sheet_does() -> None:
    sheet = cells_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="D2"><v>2</v></c></row>',
        '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="E2:E1048576"/></mergeCells>',
    )

    assert grids(raw_xlsx(sheet))[0].cells == (Cell(1, 1, "1", 1, 5), Cell(2, 4, "2"))


def test_one_grid_for_each_sheet_that_prints_something() -> None:
    book = openpyxl.Workbook()
    book.active.title = "表一"
    book.active["A1"] = 1
    book.create_sheet("空白")
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.create_sheet("深藏").sheet_state = "veryHidden"
    book.create_sheet("表二")["A1"] = 2
    found = blocks(saved(book))

    assert [(grid.number, grid.sheet) for grid in found if isinstance(grid, Grid)] == [
        (1, "表一"),
        (2, "表二"),
    ]
    assert [finding.rule for finding in findings(saved(book))] == ["hidden-sheet-skipped"] * 2


def test_text_boxes_are_paragraphs_above_or_below_the_cells(tmp_path: Path) -> None:
    path = tmp_path / "boxes.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write("A3", "内容")
        sheet.insert_textbox("A9", "填表人：")
        sheet.insert_textbox("B1", "附件1\n绩效目标表")

    assert blocks(path.read_bytes()) == [
        Paragraph("附件1", sheet="表"),
        Paragraph("绩效目标表", sheet="表"),
        Grid((Cell(3, 1, "内容"),), 1, sheet="表"),
        Paragraph("填表人：", sheet="表"),
    ]


def test_hidden_rows_are_read_and_noted() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "显示"
    book.active["A2"] = "隐藏"
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions.group("F", "XFD", hidden=True)
    assert findings(saved(book)) == []  # nothing stands there

    book.active.row_dimensions[2].hidden = True
    assert printed(saved(book)) == {"A1": "显示", "A2": "隐藏"}
    assert [finding.rule for finding in findings(saved(book))] == ["hidden-rows-read"]


# --- formulas ----------------------------------------------------------------------------------------


def test_the_saved_value_of_a_formula_prints() -> None:
    sheet = cells_xml(
        '<row r="1"><c r="A1" t="str"><f>VLOOKUP(1,表!A:B,2)</f><v>良&amp;优</v></c>'
        '<c r="B1"><f>SUM(A2:A3)</f><v>82800.920000000013</v></c>'
        '<c r="C1" t="str"><f>IF(1,"","")</f><v></v></c><c r="D1" t="b"><f>TRUE()</f><v>1</v></c></row>'
    )

    assert printed(raw_xlsx(sheet)) == {"A1": "良&优", "B1": "82800.92", "D1": "TRUE"}
    assert findings(raw_xlsx(sheet)) == []


def test_formulas_without_value_are_worked_out() -> None:
    cells = {
        "C5": 80.5,
        "C6": 19.5,
        "C7": "=SUM(C5:C6)",
        "C8": "=ROUND(C7/3,2)",
        "C9": "=C7%",
        "C10": '="≥"&C5&"%"',
    }
    book = openpyxl_book(cells, {"C7": "#,##0.00", "C9": "0%"})

    assert printed(book) == {
        "C5": "80.5",
        "C6": "19.5",
        "C7": "100.00",
        "C8": "33.33",
        "C9": "100%",
        "C10": "≥80.5%",
    }
    assert findings(book) == []


def test_a_formula_that_was_filled_down_is_worked_out_in_each_cell() -> None:
    sheet = cells_xml(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*$A$1+1</f></c></row>'
        '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/></c></row>'
    )

    assert printed(raw_xlsx(sheet)) == {"A1": "1", "B1": "2", "A2": "5", "B2": "6"}


def test_other_formulas_without_value_are_reported_and_blank() -> None:
    book = openpyxl_book({"A1": "=VLOOKUP(B1,表!A:B,2,FALSE)", "A2": "=A1+1", "A3": 3})

    assert printed(book) == {"A3": "3"}
    assert [
        (found.rule, found.source.row, found.source.text) for found in findings(book) if found.source
    ] == [
        ("formula-without-value", 1, "=VLOOKUP(B1,表!A:B,2,FALSE)"),
        ("formula-without-value", 2, "=A1+1"),
    ]


def test_a_zero_put_there_by_a_library_is_no_value(tmp_path: Path) -> None:
    path = tmp_path / "zero.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", [1, 2])
        sheet.write_formula("C1", "=A1+B1")
        sheet.write_formula("D1", "=TODAY()")

    assert printed(path.read_bytes()) == {"A1": "1", "B1": "2", "C1": "3", "D1": "0"}
    assert [finding.rule for finding in findings(path.read_bytes())] == ["formula-without-value"]


def test_a_number_typed_behind_an_equals_sign_keeps_it() -> None:
    sheet = cells_xml(
        '<row r="1"><c r="A1"><f>100%</f><v>1</v></c><c r="B1"><f>5</f><v>5</v></c>'
        '<c r="C1" t="str"><f>"≥95%"</f><v>≥95%</v></c></row>'
    )

    assert printed(raw_xlsx(sheet)) == {"A1": "=100%", "B1": "=5", "C1": "≥95%"}


# --- the same in every file format -------------------------------------------------------------------


def test_an_old_workbook_reads_like_a_new_one() -> None:
    new, old = blocks(neutral()), blocks(corpus("neutral.xls"), "xls")
    # LibreOffice leaves the value of C8 to the next program, and puts 0 there.
    expected = [_with_text(block, "C8", "0") if isinstance(block, Grid) else block for block in new]

    assert old == expected


def _with_text(grid: Grid, place: str, text: str) -> Grid:
    row, column = openpyxl.utils.cell.coordinate_to_tuple(place)
    cells = (cell._replace(text=text) if cell[:2] == (row, column) else cell for cell in grid.cells)
    return Grid(tuple(cells), grid.number, sheet=grid.sheet)


def test_an_old_workbook_whose_formulas_wait_for_excel() -> None:
    formula = struct.pack("<HHH8sHIH", 0, 1, 0, bytes(8), 0x03, 0, 3) + b"\x44\0\0"
    number = struct.pack("<HHHd", 0, 0, 0, 7.5)
    data = biff((0x203, number), (0x06, formula))

    assert printed(data, "xls") == {"A1": "7.5", "B1": "0"}
    assert [finding.rule for finding in findings(data, "xls")] == ["formula-without-value"]


def test_a_binary_workbook() -> None:
    assert printed(xlsb(), "xlsb") == {
        "A2": "培训人次",
        "B2": "95.00%",
        "C2": "10,596.35",
        "A3": "第一行\n第二行",
        "B3": "2024年5月",
        "C3": "=100%",
        "D3": "TRUE",
        "E3": "#DIV/0!",
        "A4": "",
    }
    assert grids(xlsb(), "xlsb")[0].cells[-1] == Cell(4, 1, "", 2, 2)
    assert [finding.rule for finding in findings(xlsb(), "xlsb")] == [
        "hidden-rows-read",
        "error-in-cell",
        "hidden-sheet-skipped",
    ]


XML_2003 = """<?xml version="1.0" encoding="gb2312"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
  <Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>
 <Worksheet ss:Name="表"><Table>
  <Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">绩效目标表</Data></Cell>
   <Cell ss:StyleID="p"><Data ss:Type="Number">0.95</Data></Cell></Row>
  <Row><Cell ss:Index="3" ss:StyleID="d"><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell>
   <Cell ss:Formula="=100%"><Data ss:Type="Number">1</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="藏"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
  <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16"])
def test_an_xml_workbook_of_2003_in_whatever_charset(charset: str) -> None:
    data = XML_2003.encode(charset)

    assert printed(data, "spreadsheetml") == {
        "A2": "绩效目标表",
        "C2": "95.00%",
        "C3": "2024/5/1",
        "D3": "=100%",
    }
    assert [finding.rule for finding in findings(data, "spreadsheetml")] == ["hidden-sheet-skipped"]


# --- XML of every shape ------------------------------------------------------------------------------

USUAL = '<row r="2"><c r="B2" s="0" t="s"><v>0</v></c><c r="C2"><v>0.5</v></c></row>'
UNUSUAL = {
    "order of attributes": '<row r="2"><c t="s" s="0" r="B2"><v>0</v></c><c r="C2"><v>0.5</v></c></row>',
    "single quotes": USUAL.replace('"', "'"),
    "no places": '<row r="2"><c/><c t="s"><v>0</v></c><c><v>0.5</v></c></row>',
    "blanks": USUAL.replace("><", ">\n  <"),
    "comments": USUAL.replace("<row", '<!-- <c r="A1"><v>9</v></c> --><row'),
    "CDATA": USUAL.replace("<v>0</v>", "<v><![CDATA[0]]></v>"),
}


@pytest.mark.parametrize("rows", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_cells_in_any_shape_of_xml(rows: str) -> None:
    texts = "<sst><si><t>目标</t></si></sst>"

    assert printed(raw_xlsx(cells_xml(rows), sharedStrings=texts)) == {"B2": "目标", "C2": "0.5"}


def test_names_with_prefixes_and_strict_namespaces() -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="inlineStr"><x:is><x:r><x:t>目</x:t></x:r><x:r><x:t>标</x:t></x:r></x:is></x:c>'
        '<x:c r="B1"><x:f>A1&amp;"值"</x:f></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A2:B2"/></x:mergeCells></x:worksheet>'
    )

    assert grids(raw_xlsx(sheet))[0].cells == (Cell(1, 1, "目标"), Cell(1, 2, "目标值"), Cell(2, 1, "", 1, 2))


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 30), st.text(max_size=8) | st.floats(-1e9, 1e9)),
        max_size=20,
    )
)
def test_the_quick_way_and_the_careful_way_read_the_same(cells: list[tuple[int, int, str | float]]) -> None:
    placed = {f"{openpyxl.utils.get_column_letter(column)}{row}": value for row, column, value in cells}
    placed = {
        place: value if isinstance(value, float) else openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value)
        for place, value in placed.items()
    }
    quick = openpyxl_book({place: value for place, value in placed.items() if not str(value).startswith("=")})
    careful = _with_comments(quick)

    assert blocks(careful) == blocks(quick)


def _with_comments(data: bytes) -> bytes:
    """The same workbook with a comment in every part, so that each has to be parsed."""
    with ZipFile(BytesIO(data)) as file:
        members = {name: file.read(name).rpartition(b"</") for name in file.namelist()}
    return packed({name: head + b"<!-- -->" + mark + tail for name, (head, mark, tail) in members.items()})


# --- hostile and broken ------------------------------------------------------------------------------


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    start = time.perf_counter()
    book = openpyxl_book({"A1": "一", "XFD1048576": "末"})

    assert printed(book) == {"A1": "一"}
    assert [finding.rule for finding in findings(book)] == ["sheet-too-large"]
    assert time.perf_counter() - start < 1


def test_a_sheet_beyond_the_limit_is_read_that_far() -> None:
    book = openpyxl_book({f"A{row}": row for row in range(1, 30)})
    *_, finding = blocks(book, limits=Limits(cells=10))

    assert finding.rule == "sheet-too-large"
    assert "10" in finding.message.zh
    grid = next(block for block in blocks(book, limits=Limits(cells=10)) if isinstance(block, Grid))
    assert len(grid.cells) == 10


def test_a_hundred_errors_are_not_a_hundred_findings() -> None:
    sheet = cells_xml(
        "".join(f'<row r="{row}"><c r="A{row}" t="e"><v>#REF!</v></c></row>' for row in range(1, 101))
    )
    found = findings(raw_xlsx(sheet))

    assert len(found) == 51
    assert "50" in found[-1].message.zh


def test_merged_cells_without_end_are_refused() -> None:
    areas = "".join(f'<mergeCell ref="A{row}:ALL{row + 3999}"/>' for row in range(1, 4_000_000, 4_000))
    sheet = cells_xml('<row r="1"><c r="A1"><v>1</v></c></row>', f"<mergeCells>{areas}</mergeCells>")

    with pytest.raises(FileTooLarge):
        blocks(raw_xlsx(sheet))


def test_billion_laughs_are_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    for part in ("sheet", "sharedStrings", "styles"):
        sheet = cells_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>')
        parts = {} if part == "sheet" else {part: f"{laughs}<sst><si><t>&b;</t></si></sst>"}
        with pytest.raises(DamagedFile):
            blocks(raw_xlsx(laughs + sheet if part == "sheet" else cells_xml(""), **parts))


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "no xml",
        "<worksheet>",
        "<worksheet><sheetData><row>",
        "<worksheet><sheetData>\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_sheet_that_is_none(sheet: str) -> None:
    with pytest.raises(DamagedFile):
        blocks(raw_xlsx(sheet))


@pytest.mark.parametrize(
    "piece",
    [
        '<c r="A1">',
        '<c r="A1" cm="',
        '<c r="A1"><v>1</v></c>',
        '<c r="A1"><f>',
        '<c r="A1"><is><t>',
        "<row ",
        "<c><rPh ",
        "<v ",
        "<mergeCell ",
        '<mergeCell ref="A1:B1048576"/>',
        "&#32489;",
    ],
)
def test_no_sheet_takes_longer_than_its_size(piece: str) -> None:
    start = time.perf_counter()
    for sheet in (cells_xml(piece * 50_000), cells_xml(f'<c r="A1">{piece * 50_000}</c>', piece * 50_000)):
        with suppress(DamagedFile, FileTooLarge):
            blocks(raw_xlsx(sheet), limits=Limits(compression_ratio=10_000))
    assert time.perf_counter() - start < 4


def test_parts_that_are_missing() -> None:
    with pytest.raises(DamagedFile):
        blocks(packed({"xl/workbook.xml": "<workbook/>", "xl/other.xml": ""})[:-30])
    assert blocks(packed({"xl/workbook.xml": "<workbook/>"})) == []


def test_old_workbooks_with_a_password_or_too_old() -> None:
    with pytest.raises(EncryptedFile):
        blocks(records((0x809, b"\0\x06\x05\0"), (0x2F, b"\1\0")), "xls")
    with pytest.raises(UnknownFormat):
        blocks(records((0x209, b"\0\x03\x10\0")), "xls")
