"""Official forms as PDF pages: read back as they are, headed on each page, and the same bytes each time."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import read
from jixiao.grid.grid import Grid
from jixiao.model.errors import UsageError
from jixiao.readers import pdf as reader
from jixiao.readers.limits import Limits
from jixiao.writers.official import pdf
from jixiao.writers.official.fill import fill
from jixiao.writers.official.sheet import Cell, Line, Look, Sheet
from tests.writers.official.sheets import LONG_NUMBER, ODD, covers, form, said, seed
from tests.writers.official.tables import printed_by
from tests.writers.official.test_round_trip import FORMS, said_by

FAMILIES = typst.Fonts().families()
pytestmark = pytest.mark.skipif(
    not {*pdf.SONG, *pdf.HEI} & set(FAMILIES), reason="no Chinese font on this machine"
)


def pages_of(*sheets):
    """The text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf.draw(sheets))]


def blocks_of(*sheets):
    return list(reader.read(pdf.draw(sheets), "pdf", Limits()))


def test_a_disclosure_reads_back_as_it_was():
    tables, sheets = seed()

    again = read(pdf.draw(sheets), name="a.pdf").tables

    assert 97 == sum(len(table.indicators) for table in again)
    assert said(tables) == said(again)


def outlines(cells):
    """Cells by the rulings that they lie between, and what they say."""
    rows = sorted({edge for cell in cells for edge in (cell.row, cell.row + cell.rowspan)})
    columns = sorted({edge for cell in cells for edge in (cell.column, cell.column + cell.colspan)})
    return sorted(
        (
            rows.index(cell.row),
            rows.index(cell.row + cell.rowspan),
            columns.index(cell.column),
            columns.index(cell.column + cell.colspan),
            cell.text,
        )
        for cell in cells
    )


def is_read(sheet):
    """It says something, and no row is without a cell of its own: it would have no height."""
    own = {cell.row for cell in sheet.cells if cell.rowspan == 1}
    return len(sheet.cells) > 3 and any(cell.text for cell in sheet.cells) and len(own) == sheet.height


@pytest.mark.parametrize("layout", FORMS, ids=lambda layout: layout.name)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_drawn_form_is_read_as_the_table_it_was_filled_with(layout, data):
    table = data.draw(printed_by(layout))

    (again,) = read(pdf.draw([fill(layout, table).sheet]), name="a.pdf").tables

    assert said_by(table, layout) == said_by(again, layout)


@settings(max_examples=15, deadline=None)
@given(covers().filter(is_read))
def test_cells_stand_where_they_stood(sheet):
    (grid,) = (block for block in blocks_of(sheet) if isinstance(block, Grid))

    assert outlines(sheet.cells) == outlines(grid.cells)


def test_heads_stand_on_each_page_and_the_table_is_one():
    sheet = form(indicators=120)
    pages = pages_of(sheet)

    (table,) = read(pdf.draw([sheet]), name="a.pdf").tables

    assert [1, 1, 1, 1] == [page.count("三级指标") for page in pages]
    assert [f"慰问人数{row}" for row in range(5, 125)] == [each.level3 for each in table.indicators]


def test_a_level_at_the_end_of_a_page_stands_beside_its_first_row():
    """Pairs of rows, each pair beside a level of four short lines: some page ends between the two."""
    names = ("服务对象满意度", "社会公众满意度") * 15
    levels = [Cell(row, 3, name, rowspan=2) for row, name in zip(range(5, 65, 2), names, strict=True)]
    plain = form(indicators=60, widths=(1, 2, 1, 7, 4))
    others = [cell for cell in plain.cells if cell.text != "数量指标"]

    (table,) = read(pdf.draw([replace(plain, cells=(*others, *levels))]), name="a.pdf").tables

    assert [name for name in names for _ in range(2)] == [each.level2 for each in table.indicators]


def test_each_form_has_pages_of_its_own_turned_where_it_is_wide():
    document = pypdfium2.PdfDocument(pdf.draw([form(), form(is_wide=True), form(indicators=1)]))

    assert [(595, 842), (842, 595), (842, 595), (595, 842)] == [
        tuple(map(round, page.get_size())) for page in document
    ]


def test_a_goal_longer_than_a_page_begins_below_what_stands_above():
    goal = "推进平安建设，" * 400
    sheet = form(goal=goal)

    (table,) = read(pdf.draw([sheet]), name="a.pdf").tables

    assert [goal] == [each.text for each in table.goals]
    assert "推进平安建设" in pages_of(sheet)[0]


def test_no_other_row_is_parted_by_the_end_of_a_page():
    name = f"始{'走访慰问' * 20}终"
    plain = form(indicators=60)
    cells = [replace(cell, text=name) if cell.text.startswith("慰问") else cell for cell in plain.cells]

    pages = pages_of(replace(plain, cells=tuple(cells)))

    assert 60 == sum(page.count("始") for page in pages)
    assert [page.count("始") for page in pages] == [page.count("终") for page in pages]


def test_the_same_forms_give_the_same_bytes():
    assert pdf.draw([form()]) == pdf.draw([form()])


def test_pages_are_accessible():
    """Typst refuses what PDF/UA forbids: a file without title and language, heads and texts without tags."""
    given_to = json.dumps(pdf.given_to_draw([form(), form(is_wide=True)], FAMILIES))
    compiler = typst.Compiler(pdf._template(), sys_inputs={"given": given_to})

    assert compiler.compile(format="pdf", pdf_standards="ua-1").startswith(b"%PDF")


def test_texts_are_no_markup():
    sheet = form(goal=f"{ODD}\n{ODD}", above=(Line(ODD, is_title=True),), below=())

    document = pypdfium2.PdfDocument(pdf.draw([sheet]))

    assert ODD == document.get_metadata_value("Title")
    assert 3 == document[0].get_textpage().get_text_bounded().count(ODD)


def test_a_number_wider_than_its_cell_breaks_and_stays_in_it():
    sheet = Sheet("", (), (1, 1, 6), (Cell(1, 1, LONG_NUMBER), Cell(1, 2, "万元"), Cell(1, 3, "人数")))

    (grid,) = (block for block in blocks_of(sheet) if isinstance(block, Grid))

    assert [LONG_NUMBER, "万元", "人数"] == [cell.text for cell in grid.cells]


def test_what_has_no_sign_is_left_out():
    sheet = Sheet("", (Line("目标\x00表\ud800"),), (1, 1), (Cell(1, 1, "a\tb\x07"), Cell(1, 2, "人\r\n数")))

    line, grid = blocks_of(sheet)

    assert "目标表" == line.text
    assert ["a b", "人\n数"] == [cell.text for cell in grid.cells]


def test_what_was_filled_in_is_said_in_words_too():
    proposed = tuple(replace(cell, look=Look.PROPOSED) for cell in form().cells)

    assert "有底色的格子由 jixiao 预填，请核对。" in pages_of(form(cells=proposed))[-1]
    assert "预填" not in pages_of(form())[-1]


def test_the_font_is_the_first_of_ours_that_is_there():
    assert ("SimSun", "SimHei") == pdf.fonts_among(["SimHei", "Noto Serif CJK SC", "SimSun"])
    assert ("SimHei", "SimHei") == pdf.fonts_among(["SimHei", "Arial"])
    assert ("STSong", "STSong") == pdf.fonts_among(["STSong"])


def test_without_a_chinese_font_it_says_what_to_install():
    with pytest.raises(UsageError) as refused:
        pdf.fonts_among(["Libertinus Serif"])

    assert "fonts-noto-cjk" in refused.value.message.zh
    assert "fonts-noto-cjk" in refused.value.message.en


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(UsageError) as refused:
        pdf.draw([form()])

    assert "生成 PDF 需要 typst。请安装：pip install 'jixiao[pdf]'" == refused.value.message.zh
