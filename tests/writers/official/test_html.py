"""Official forms as a web page: read back as they are, headed for those who hear them, and self-contained."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from jixiao import read
from jixiao.grid.grid import Grid
from jixiao.model.message import Language
from jixiao.readers.html import read_page
from jixiao.readers.limits import Limits
from jixiao.writers.official.bands import bands_of
from jixiao.writers.official.fill import fill
from jixiao.writers.official.html import draw
from jixiao.writers.official.sheet import Cell, Look
from tests.writers.official.sheets import HEADS, ODD, covers, form, label, said, seed
from tests.writers.official.tables import printed_by
from tests.writers.official.test_round_trip import FORMS, said_by


def drawn(*sheets, language=Language.CHINESE):
    return html.document_fromstring(draw(sheets, language))


def test_a_disclosure_reads_back_as_it_was():
    tables, sheets = seed()

    again = read(draw(sheets, Language.CHINESE), name="a.html").tables

    assert 97 == sum(len(table.indicators) for table in again)
    assert said(tables) == said(again)


@pytest.mark.parametrize("layout", FORMS, ids=lambda layout: layout.name)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_drawn_form_is_read_as_the_table_it_was_filled_with(layout, data):
    table = data.draw(printed_by(layout))

    (again,) = read(draw([fill(layout, table).sheet], Language.CHINESE), name="a.html").tables

    assert said_by(table, layout) == said_by(again, layout)


@given(covers())
def test_cells_stand_where_they_stood(sheet):
    found = read_page(draw([sheet], Language.CHINESE), Limits())
    grids = [block for block in found if isinstance(block, Grid)]
    bands = bands_of(sheet)
    cut = next((n for n, band in enumerate(bands) if band.is_head), 0)

    assert list(filter(None, map(placed, (bands[:cut], bands[cut:])))) == list(
        filter(None, map(cells_of, grids))
    )


def placed(bands):
    """What a table of these bands says, by its own rows."""
    return sorted(
        (cell.row - bands[0].first + 1, cell.column, cell.rowspan, cell.colspan, cell.text)
        for band in bands
        for cell in (piece.cell for piece in band.pieces)
        if cell.text
    )


def cells_of(grid):
    return sorted(
        (cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells if cell.text
    )


@pytest.mark.parametrize("language", Language)
def test_nothing_is_fetched_and_nothing_runs(language):
    page = drawn(form(), form(is_wide=True), language=language)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style/text()")
    (hashed,) = re.findall("style-src 'sha256-(.+)'", policy)

    assert policy.startswith("default-src 'none';")
    assert sha256(style.encode()).digest() == b64decode(hashed)
    assert [] == page.xpath("//script | //link | //img | //*[@style]")
    assert "url(" not in style


def test_heads_begin_the_table_that_they_head():
    first, second = drawn(form()).iter("table")

    assert [] == first.xpath("thead")
    assert ["thead", "tbody"] == [part.tag for part in second if part.tag != "colgroup"]
    assert list(HEADS) == second.xpath("thead//th/text()")


def test_words_of_the_form_are_heads_of_their_columns_or_rows():
    amounts = (label(1, 1, "资金", rowspan=2), label(1, 2, "预算数"), label(1, 3, "执行数"))
    sheet = form(cells=(*amounts, Cell(2, 2, "1.00"), Cell(2, 3, "0.50")), widths=(1, 1, 1), repeated=None)

    heads = drawn(sheet).iter("th")

    assert [("资金", "row"), ("预算数", "col"), ("执行数", "col")] == [
        (th.text, th.get("scope")) for th in heads
    ]


def test_the_caption_says_all_that_stands_above():
    (caption,) = drawn(form()).iter("caption")

    assert [("p", "附件2"), ("h1", "项目支出绩效目标表"), ("p", "（2024年度）")] == [
        (line.tag, line.text) for line in caption
    ]


def test_one_form_needs_no_contents_and_several_lead_to_each():
    contents = drawn(form(), form(name="其他")).xpath("//nav//a")

    assert [] == drawn(form()).xpath("//nav")
    assert [("见义勇为", "#form-1"), ("其他", "#form-2")] == [(a.text, a.get("href")) for a in contents]
    assert ["form-1", "form-2"] == drawn(form(), form()).xpath("//section/@id")


def test_texts_are_no_markup():
    page = drawn(form(name=ODD, goal=f"{ODD}\n{ODD}", above=()))

    assert [ODD] == page.xpath("//title/text()")
    assert [ODD, ODD] == page.xpath("//td[br]/text()")


def test_what_was_filled_in_is_said_in_words_too():
    sheet = form(cells=(Cell(1, 1, "≥90%", look=Look.PROPOSED),), repeated=None)

    (cell,) = drawn(sheet).iter("td")

    assert "proposed" == cell.get("class")
    assert ["有底色的格子由 jixiao 预填，请核对。"] == drawn(sheet).xpath("//p[@class='note']/text()")
    assert [] == drawn(form()).xpath("//p[@class='note']")


def test_columns_share_the_page_as_the_form_says():
    (style,) = drawn(replace(form(), widths=(1, 1, 2, 4, 2))).xpath("//style/text()")

    assert ["10.00%", "10.00%", "20.00%", "40.00%", "20.00%"] == re.findall(
        r"#form-1 col.+ width: (.+);", style
    )
