"""The page that shows a source beside what was read from it: every value leads to a place that is there."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from jixiao import api
from jixiao.grid.grid import Cell, Grid, Paragraph
from jixiao.grid.original import Original, PageImage
from jixiao.model.message import Language
from jixiao.readers import scan
from jixiao.writers.html import write
from tests import factories

CORPUS = Path(__file__).parents[2] / "corpus"
NEEDS_OCR = pytest.mark.skipif(not scan.can_read(), reason="the ocr extra is not installed")
PAGED = ["gansu-2024.pdf", "hard-pdf-002.pdf"]
CELLS = ["gansu-2024.docx", "xlsx-001.xlsx", "gansu-2024.txt"]
LINES = [
    "glued/gansu_jiayuguan_museum_2023_provincial_target.txt",
    "glued/ningxia_tongxin_grape_2023_prose_target.txt",
]
SCANS = [pytest.param(f"scan-150-guangdong-project-2.{kind}", marks=NEEDS_OCR) for kind in ("pdf", "png")]


def page_of(originals, language=Language.CHINESE):
    return html.document_fromstring(b"".join(write(originals, language)))


@cache
def read(name):
    """With its pages; a picture is made of the scan."""
    path = CORPUS / name
    data = path.read_bytes() if path.exists() else picture(path.with_suffix(".pdf"))
    (original,) = api.originals([(name, data)], with_pages=True)
    return original


def picture(path):
    file = io.BytesIO()
    pypdfium2.PdfDocument(path)[0].render(scale=150 / 72).to_pil().save(file, "PNG")
    return file.getvalue()


def shown(name):
    return read(name), page_of([read(name)])


@pytest.mark.parametrize("name", [*PAGED, *CELLS, *LINES, *SCANS])
def test_every_indicator_leads_to_cells_that_are_there(name):
    original, page = shown(name)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    rows = page.xpath("//table[starts-with(@class, 'indicators')]//tr[@data-cells]")
    named = {cell for row in page.xpath("//*[@data-cells]") for cell in row.get("data-cells").split()}
    leads = {link.get("href")[1:] for link in page.xpath("//a")}

    assert sum(len(table.indicators) for table in original.document.tables) == len(rows)
    assert len(ids) == len(set(ids))
    assert set() == (named | leads) - set(ids)
    assert {each.get("id") for each in page.find_class("cell")} == named


@pytest.mark.parametrize("name", [*PAGED, *SCANS])
def test_outlines_lie_on_the_page(name):
    _, page = shown(name)
    pages = page.xpath("//figure[@class='page']/svg")

    assert pages
    for svg in pages:
        left, top, width, height = map(float, svg.get("viewbox").split())
        for box in svg.iter("rect"):
            x, y, across, down = (float(box.get(side)) for side in ("x", "y", "width", "height"))
            assert left <= x < x + across <= left + width
            assert top <= y < y + down <= top + height


def test_the_picture_stands_once_for_all_tables_on_it():
    _, page = shown("hard-pdf-002.pdf")
    pictures = [image.get("href") for image in page.iter("image")]

    assert len(pictures) == len(set(pictures))
    assert all(href.startswith("data:image/png;base64,iVBOR") for href in pictures)


@pytest.mark.parametrize("name", CELLS)
def test_cells_say_what_the_source_says(name):
    """Those of levels and names, which stand as they are printed."""
    _, page = shown(name)
    by_id = {cell.get("id"): cell for cell in page.find_class("cell")}
    names = page.xpath("//tr[@data-cells]/th/a")

    assert names
    for link in names:
        cell = by_id[link.get("href")[1:]]
        said = "".join(cell.xpath("text()")).strip()
        assert re.sub(r"\W", "", link.text_content()) in re.sub(r"\W", "", said)


HOSTILE = "</script><script>alert(1)</script><img src=http://x.example/ onerror='alert(2)'>\x00\ud800"


def test_a_document_says_nothing_to_the_browser():
    said = (HOSTILE,) * 4
    indicator = factories.indicator(*said, actual=HOSTILE, reason=HOSTILE)
    table = factories.unit_table(indicators=(indicator,), subject=HOSTILE, title=HOSTILE, unit=HOSTILE)
    document = factories.document(name=HOSTILE, tables=(table,))
    grid = Grid((Cell(9, 4, HOSTILE),), 1, sheet=HOSTILE)
    page = page_of([Original(document, (Paragraph(HOSTILE), grid))])

    assert [] == list(page.iter("img"))
    assert 1 == len(list(page.iter("script")))
    assert [] == [name for element in page.iter() for name in element.attrib if name.startswith("on")]


def test_nothing_is_fetched():
    _, page = shown("gansu-2024.pdf")
    references = page.xpath("//@href | //@src")

    assert [] == [each for each in references if not each.startswith(("#", "data:image/"))]
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert not re.search(r"url\(|@import", page.xpath("string(//style)"))


def test_a_target_of_three_columns_is_outlined_in_three():
    _, page = shown("xlsx_chongqing_yuzhong_2021_self_eval.xlsx")
    (row,) = page.xpath("//tr[@id='d1t1-i3']")
    cells = {cell.get("id"): cell for cell in page.find_class("cell")}
    outlined = [cells[each] for each in row.get("data-cells").split()]

    assert ["≥", "95", "%"] == [each.text_content() for each in outlined if "target" in each.get("class")]
    assert ["5", "100"] == [each.text_content() for each in outlined if "value" in each.get("class")]


def test_findings_stand_at_their_cell_and_in_a_list():
    _, page = shown("gansu-2024.docx")
    flags = page.xpath("//*[contains(@class, 'flag')]/@href")
    listed = page.xpath("//li[starts-with(@class, 'finding')]/@id")

    assert listed
    assert {f"#{each}" for each in listed} == set(flags)


def test_a_value_of_a_text_without_borders_is_outlined_in_its_line():
    _, page = shown(LINES[0])
    said = {cell.get("id"): "".join(cell.xpath("text()")) for cell in page.find_class("cell")}
    funds = page.xpath("//section[@id='d1t1']//table[@class='funds']//td/@data-cells")

    assert ["20万元", "0", "0", "20万元", "20万元"] == [said[cell] for cell in funds]
    assert len(set(funds)) == len(funds)


def test_a_target_may_be_blank():
    blank = replace(factories.indicator("", "", "名称", ""), source=factories.source(1, 2))
    table = factories.unit_table(indicators=(blank,), goals=(), funds=())
    grid = Grid((Cell(1, 1, "名称"), Cell(1, 2, "")), 1)

    page = page_of([Original(factories.document(tables=(table,)), (grid,))])

    assert ["空白"] == page.xpath("//tr[@id='d1t1-i1']//small/text()")


def test_what_stands_outside_tables_is_not_outlined_on_pages():
    """A subject above its table has no box; the value stands without a link then."""
    subject = factories.source(1, 1, "项目名称：修路", table=0, page=1)
    target = factories.source(1, 1, "≥5公里", page=1, box=(10, 10, 50, 20))
    indicator = replace(factories.indicator("", "", "公里数", "≥5公里"), source=target)
    table = replace(factories.unit_table(indicators=(indicator,), goals=(), funds=()), subject_source=subject)
    grid = Grid((Cell(1, 1, "≥5公里", box=(10, 10, 50, 20)),), 1, page=1)
    blocks = (Paragraph("项目名称：修路", page=1), grid)
    image = PageImage(1, 100, 100, "image/png", b"")

    page = page_of([Original(factories.document(tables=(table,)), blocks, (image,))])

    assert ["d1t1-c2"] == [cell.get("id") for cell in page.find_class("cell")]
    assert ["#d1t1-c2"] == page.xpath("//div[@class='reading']//a/@href")


def test_sums_that_close_are_marked():
    _, page = shown("gansu-2024.docx")

    assert ["2,792.01 = 2,272.88 + 519.13 ✓"] == page.xpath("//li[@class='closes']/b/text()")[:1]


@pytest.mark.parametrize(
    ("language", "lang", "heading"),
    [(Language.CHINESE, "zh-CN", "指标值"), (Language.ENGLISH, "en", "Target")],
)
def test_it_speaks_the_language_and_marks_what_the_document_says(language, lang, heading):
    (original,) = api.originals([CORPUS / "gansu-2024.docx"])
    page = page_of([original], language)

    assert lang == page.get("lang")
    assert heading in page.xpath("//thead//th/span/text()")
    assert {"zh-CN"} == {link.get("lang") for link in page.find_class("read")}


def test_a_document_without_tables_says_so():
    page = page_of([Original(factories.document(tables=(), findings=()))], Language.ENGLISH)

    assert "There is no performance-target table." in page.text_content()


def test_of_a_long_sheet_rows_without_values_are_left_out():
    cells = tuple(Cell(row, 1, f"行{row}") for row in range(1, 1001))
    indicator = replace(factories.indicator("", "", "名称", "≥1"), source=factories.source(500, 1, "行500"))
    document = factories.document(tables=(factories.unit_table(indicators=(indicator,), goals=(), funds=()),))
    page = page_of([Original(document, (Grid(cells, 1, sheet="表"),))])

    assert [str(row) for row in range(495, 506)] == page.xpath("//tbody/tr/th[@scope='row']/text()")
