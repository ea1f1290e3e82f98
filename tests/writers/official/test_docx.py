"""Official forms as Word documents, read back by the reader of Word documents."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdfium2 import PdfDocument

import jixiao
from jixiao.forms.read import document_of
from jixiao.grid.grid import Grid, Paragraph
from jixiao.model.source import Source
from jixiao.model.table import Closing, Form
from jixiao.readers import docx as reader
from jixiao.readers import office
from jixiao.readers.limits import Limits
from jixiao.writers.official.docx import draw
from jixiao.writers.official.fill import fill
from jixiao.writers.official.layout import layouts
from jixiao.writers.official.sheet import Align, Cell, Line, Look, Sheet
from tests.writers.official.tables import back, printed_by

FORMS = [each for each in layouts() if each.form in set(Form)]
CORPUS = Path(__file__).parents[2] / "corpus"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CELLS = (
    Cell(1, 1, "项目名称", look=Look.LABEL, align=Align.CENTRE),
    Cell(1, 2, "农村公路养护", colspan=2),
    Cell(2, 1, "一级指标", look=Look.LABEL),
    Cell(2, 2, "三级指标", look=Look.LABEL),
    Cell(2, 3, "指标值", look=Look.LABEL),
    Cell(3, 1, "产出指标", rowspan=2, look=Look.LABEL),
    Cell(3, 2, "养护里程"),
    Cell(3, 3, "≥120公里"),
    Cell(4, 2, "", look=Look.ENTRY),
    Cell(4, 3, "", look=Look.PROPOSED),
)
SHEET = Sheet(
    name="公路养护",
    above=(Line("附件1"), Line("项目支出绩效目标表", Align.CENTRE, is_title=True)),
    widths=(1, 2, 2),
    cells=CELLS,
    below=(Line("填报人："),),
    repeated=(2, 2),
)
FLAT = replace(SHEET, repeated=None)


def blocks(*sheets):
    return list(reader.read(draw(sheets), "docx", Limits()))


def grids(*sheets):
    return [block for block in blocks(*sheets) if isinstance(block, Grid)]


def root(*sheets, part="word/document.xml"):
    with ZipFile(BytesIO(draw(sheets))) as file:
        return etree.fromstring(file.read(part))


def read_back(sheet):
    """The cells of a sheet's one or two tables, as if they were one."""
    first, above = (sheet.repeated or (1, 0))[0], 0
    found = []
    for grid in grids(sheet):
        found += [(c.row + above, c.column, c.text, c.rowspan, c.colspan) for c in grid.cells]
        above = first - 1
    return found


def placed(cells):
    return [(c.row, c.column, c.text, c.rowspan, c.colspan) for c in cells]


# What is said


def as_said(value):
    """What was read, with the texts of its sources instead of their places, which are another file's."""
    if isinstance(value, Source):
        return value.text
    if isinstance(value, tuple):
        return [as_said(each) for each in value]
    return {f.name: as_said(getattr(value, f.name)) for f in fields(value)} if is_dataclass(value) else value


def test_the_seed_comes_back_as_it_was():
    tables = jixiao.read(CORPUS / "gansu-2024.docx").tables
    gansu = {layout.form: layout for layout in layouts() if "甘肃" in layout.region}

    back = jixiao.read(draw([fill(gansu[table.form], table).sheet for table in tables])).tables

    assert as_said(tables) == as_said(back)
    assert (97, {Closing.PROVEN}) == (
        sum(len(table.indicators) for table in back),
        {table.closing for table in back},
    )


@pytest.mark.parametrize("layout", FORMS, ids=lambda layout: layout.name)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_table_is_read_from_the_file_as_from_its_sheet(layout, data):
    sheet = fill(layout, data.draw(printed_by(layout))).sheet

    assert as_said(document_of(back(sheet)).tables) == as_said(
        jixiao.read(draw([sheet]), name="a.docx").tables
    )


def test_lines_stand_around_the_form():
    before, heads, below, footer = blocks(FLAT)[0], *[b for b in blocks(FLAT) if not isinstance(b, Grid)][1:]

    assert [Paragraph("附件1"), Paragraph("项目支出绩效目标表")] == [before, heads]
    assert [Paragraph("填报人："), Paragraph("— 1 —")] == [below, footer]


def test_a_table_has_the_cells_of_the_sheet():
    (grid,) = grids(FLAT)

    assert placed(CELLS) == placed(grid.cells)
    assert 1 == "".join(root(FLAT).itertext()).count("产出指标")  # places that a cell covers are blank


def test_heads_in_the_middle_begin_a_table_of_their_own():
    above, below = grids(SHEET)

    assert (["项目名称", "农村公路养护"], "一级指标") == ([c.text for c in above.cells], below.cells[0].text)
    assert placed(CELLS) == read_back(SHEET)


@pytest.mark.parametrize(("name", "beside"), [("里程", True), ("里程" * 2000, False)], ids=["short", "long"])
def test_a_cell_that_goes_on_below_the_heads_is_parted_and_on_one_page_its_word_stands_beside_the_rows(
    name, beside
):
    goes_on = (
        Cell(1, 1, "绩效指标", rowspan=3),
        Cell(1, 2, "三级指标"),
        Cell(2, 2, name),
        Cell(3, 2, "质量"),
    )
    sheet = Sheet("指标", (), (1, 4), goes_on, repeated=(1, 1))

    assert placed(
        (
            Cell(1, 1, "" if beside else "绩效指标"),
            Cell(1, 2, "三级指标"),
            Cell(2, 1, "绩效指标" if beside else "", rowspan=2),
            Cell(2, 2, name),
            Cell(3, 2, "质量"),
        )
    ) == read_back(sheet)
    assert [(1, "bottom"), (2, "top")] == [
        (number, etree.QName(border[0]).localname)
        for number, row in enumerate(root(sheet).iter(f"{W}tr"), 1)
        for border in row.iter(f"{W}tcBorders")
    ]


def test_a_place_without_a_cell_is_blank():
    sheet = Sheet("缺", (), (1, 1, 1), (Cell(1, 1, "甲"), Cell(1, 3, "丙"), Cell(2, 2, "乙")))

    assert ["甲", "", "丙", "", "乙", ""] == [cell.text for cell in grids(sheet)[0].cells]


def test_what_xml_cannot_hold_is_left_out_and_nothing_else():
    said = '完成\x00率<95%\x1f & "优"\ud800\ufffe𠮷\r\n第二行\t二'

    (grid,) = grids(Sheet("字", (Line(said),), (1,), (Cell(1, 1, said),)))

    assert '完成率<95% & "优"𠮷\n第二行\t二' == grid.cells[0].text


def test_a_very_long_text_is_kept():
    (grid,) = grids(Sheet("长", (), (1, 9), (Cell(1, 1, "目标"), Cell(1, 2, "目" * 30_000))))

    assert 30_000 == len(grid.cells[1].text)


def test_no_sheets_make_an_empty_page():
    assert [] == blocks()


def test_a_sheet_without_cells_is_its_lines():
    assert [Paragraph("说明"), Paragraph("— 1 —")] == blocks(Sheet("空", (Line("说明"),), (), ()))


LETTERS = st.characters(exclude_categories=["C", "Z"])


@st.composite
def sheets(draw_from):
    """Any cells that cover a grid without a gap, and any rows as heads."""
    height, width = draw_from(st.integers(1, 7)), draw_from(st.integers(1, 7))
    free = {(r, c) for r in range(1, height + 1) for c in range(1, width + 1)}
    cells = []
    while free:
        row, column = min(free)
        colspan = draw_from(st.integers(1, next(n for n in range(1, 9) if (row, column + n) not in free)))
        rowspan = draw_from(st.integers(1, height + 1 - row))
        free -= {(row + r, column + c) for r in range(rowspan) for c in range(colspan)}
        cells.append(Cell(row, column, draw_from(st.text(LETTERS)), rowspan, colspan))
    heads = sorted(draw_from(st.tuples(*[st.integers(1, height)] * 2)))
    repeated = draw_from(st.sampled_from([None, tuple(heads)]))
    return Sheet("任意", (), (1,) * width, tuple(cells), repeated=repeated)


@given(sheets())
def test_any_cells_come_back_with_their_spans(sheet):
    first, last = sheet.repeated or (1, 0)
    ends = {cell: cell.row + cell.rowspan - 1 for cell in sheet.cells}
    assume(not any(cell.row <= last < end for cell, end in ends.items()))  # parted, see above
    is_cut = any(cell.row < first <= end for cell, end in ends.items())
    parts = [(1, first), (first, 99)] if first > 1 and not is_cut else [(1, 99)]
    for low, high in parts:
        assume(any(cell.text for cell in sheet.cells if low <= cell.row < high))  # no text: no table

    assert placed(sheet.cells) == read_back(replace(sheet, repeated=None) if is_cut else sheet)
    assert len(parts) == len(grids(sheet))


# How it looks


def test_only_heads_at_a_tables_beginning_repeat():
    heads = [
        [row.find(f".//{W}tblHeader") is not None for row in t.iter(f"{W}tr")]
        for t in root(SHEET).iter(f"{W}tbl")
    ]

    assert [[False], [True, False, False]] == heads


def test_heads_that_a_cell_reaches_into_do_not_repeat():
    cells = (Cell(1, 1, "绩效", rowspan=2), Cell(1, 2, "目标"), Cell(2, 2, "三级指标"))
    document = root(Sheet("表", (), (1, 1), cells, repeated=(2, 2)))

    assert (1, 0) == (len(list(document.iter(f"{W}tbl"))), len(list(document.iter(f"{W}tblHeader"))))


def test_the_paragraph_between_the_two_tables_is_hidden():
    (between,) = [
        p for p in root(SHEET).iter(f"{W}p") if p.getnext() is not None and p.getnext().tag == f"{W}tbl"
    ][1:]

    assert between.find(f"{W}pPr/{W}rPr/{W}vanish") is not None


@pytest.mark.parametrize(("is_wide", "width"), [(False, 9638), (True, 14570)])
def test_columns_share_the_whole_width(is_wide, width):
    for shares in ((1,), (1, 2, 4), (1,) * 60):
        cells = tuple(Cell(1, column, "值") for column in range(1, len(shares) + 1))
        document = root(Sheet("宽", (), shares, cells, is_wide=is_wide))

        widths = [int(each.get(f"{W}w")) for each in document.iter(f"{W}gridCol")]
        assert width == sum(widths)
        assert [width * share // sum(shares) for share in shares] == pytest.approx(widths, abs=1)


def test_each_sheet_has_pages_of_its_own_upright_or_turned():
    sizes = [
        (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient"))
        for size in root(SHEET, replace(SHEET, is_wide=True)).iter(f"{W}pgSz")
    ]

    assert [("11906", "16838", None), ("16838", "11906", "landscape")] == sizes


def test_a_row_breaks_over_pages_only_if_it_is_tall():
    cells = (Cell(1, 1, "目标"), Cell(1, 2, "目" * 1500), Cell(2, 1, "目标"), Cell(2, 2, "目" * 150))

    whole = [
        row.find(f".//{W}cantSplit") is not None for row in root(Sheet("", (), (1, 4), cells)).iter(f"{W}tr")
    ]

    assert [False, True] == whole


def test_what_is_to_be_written_or_confirmed_is_shaded():
    fills = [
        None if (shade := cell.find(f"{W}tcPr/{W}shd")) is None else shade.get(f"{W}fill")
        for cell in root(FLAT).iter(f"{W}tc")
    ]

    assert [None] * 9 + ["FFF9E5", "EAF2FB"] == fills


def test_one_chooses_from_words_or_writes_another():
    choices = ("确定能", "有可能", "不可能")
    cells = tuple(
        Cell(1, n, text, look=Look.ENTRY, choices=choices) for n, text in enumerate(("", "或许"), 1)
    )
    sheet = Sheet("", (), (1, 1), cells)

    offered = [[each.get(f"{W}value") for each in box] for box in root(sheet).iter(f"{W}comboBox")]

    assert [list(choices)] * 2 == offered
    assert ["", "或许"] == [cell.text for cell in grids(sheet)[0].cells]


def test_letters_are_smaller_where_a_row_is_fuller():
    def size(columns):
        cells = tuple(Cell(1, n, "值") for n in range(1, columns + 1))
        return root(Sheet("", (), (1,) * columns, cells)).find(f".//{W}sz").get(f"{W}val")

    assert ["21", "18", "15", "11"] == [size(columns) for columns in (8, 10, 15, 60)]


def test_the_document_says_what_it_is_and_its_language():
    core = {etree.QName(each).localname: each.text for each in root(SHEET, part="docProps/core.xml")}

    assert {"title": "项目支出绩效目标表", "language": "zh-CN"} == core


def test_the_same_sheets_give_the_same_bytes():
    assert draw([SHEET, FLAT]) == draw([SHEET, FLAT])


@pytest.mark.office
@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not on this machine")
def test_a_printed_form_begins_each_page_with_its_heads(tmp_path):
    rows = tuple(cell for n in range(3, 100) for cell in (Cell(n, 2, f"第{n}项指标"), Cell(n, 3, "≥95%")))
    cells = (*CELLS[:5], Cell(3, 1, "产出指标", rowspan=97), *rows)
    (tmp_path / "form.docx").write_bytes(draw([replace(SHEET, cells=cells)]))

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office.program(), profile, "--headless", "--convert-to", "pdf", "form.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = [
        page.get_textpage().get_text_range() for page in PdfDocument((tmp_path / "form.pdf").read_bytes())
    ]

    assert 3 <= len(pages)
    assert [1] * len(pages) == [page.count("三级指标") for page in pages]
    assert [f"第{n}项指标" for n in range(3, 100)] == re.findall(
        r"第\d+项指标", "".join(pages).replace(" ", "")
    )
