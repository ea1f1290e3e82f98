"""审核意见 as Word and Excel, and the review form, read back."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from types import SimpleNamespace
from zipfile import ZipFile

import openpyxl
import pytest
from django.urls import reverse

from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.model.opinion import Opinion
from jixiao.model.state import Role
from jixiao.web.reviews.domain import comments, sheets
from jixiao.web.reviews.opinions import Reviewed, opinion_lists
from jixiao.web.reviews.remarks import Placed, Remark
from jixiao.web.targets.found import Found
from tests.factories import indicator

REVIEWER = Role.DEPARTMENT_REVIEWER
RATE = indicator("产出指标", "数量指标", "培训班完成率", "=100%")


@pytest.fixture
def said(bureau, waiting, signed_in):
    """A filing with two comments, and a browser of who made them."""
    filing = waiting(indicators=(RATE,))
    remarks = [Remark(0, Opinion.WRONG_LEVEL2, "改写为人数"), Remark(None, None, "=补充依据")]
    comments.comment(bureau.asked(REVIEWER, filing), version=1, remarks=remarks)
    return filing, signed_in(bureau.people[REVIEWER])


def tables_in(answer):
    """The texts of the cells of a Word file, by table and row."""
    document = ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", document)
    return [
        [
            [
                "".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", cell))
                for cell in re.findall(r"<w:tc>.*?</w:tc>", row)
            ]
            for row in re.findall(r"<w:tr>.*?</w:tr>", table)
        ]
        for table in tables
    ]


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_workbook_gives_each_comment_with_what_was_found_and_its_basis(said):
    filing, browser = said
    opinions, findings = openpyxl.load_workbook(
        io.BytesIO(browser.get(reverse("review-xlsx", args=[filing.pk])).content)
    )

    head, whole, rate = rows_of(opinions)
    assert ["单位", "项目（单位）", "版本", "指标", "审核意见", "说明", "检查发现", "依据", "审核人"] == head
    assert ["示例省水文站", "项目1", "1", "（整体）", "", "=补充依据", "", ""] == whole[:-1]
    assert ["培训班完成率", "7 二级指标类型错误", "改写为人数"] == rate[3:6]
    assert "数量指标“培训班完成率”是比率；数量指标写要完成多少" in rate[6]
    assert rate[7]
    assert rate[6].split("；")[0] in [row[6].split("；")[0] for row in rows_of(findings)[1:]]


def test_a_page_numbers_the_opinions_and_says_where_there_is_none(said, waiting):
    filing, browser = said
    silent = waiting()

    ((head, *texts),) = tables_in(browser.get(reverse("review-docx", args=[filing.pk])))
    ((_, none),) = tables_in(browser.get(reverse("review-docx", args=[silent.pk])))

    assert ["序号", "指标", "审核意见", "说明", "检查发现", "依据", "审核人"] == head
    assert [["1", "（整体）"], ["2", "培训班完成率"]] == [row[:2] for row in texts]
    assert "没有审核意见" == none[1]


def found(address, opinion, zh):
    return Found("rule", Level.WARNING, zh, "english", address, basis=f"{zh}的依据", opinion=opinion)


@pytest.mark.parametrize(
    ("place", "opinion", "text", "expected"),
    [
        (2, 4, "改", ("甲；乙", "甲的依据；乙的依据")),
        (2, None, "改", ("", "")),
        (None, 11, "请补充", ("", "")),
        (None, 11, "丁；请补充", ("丁", "丁的依据")),
    ],
)
def test_a_comment_stands_beside_the_findings_it_is_about(place, opinion, text, expected):
    kept = [
        found("indicator.2.target", 4, "甲"),
        found("indicator.2.level3", 4, "乙"),
        found("indicator.5.target", 4, "另一行"),
        found("", 11, "丙"),
        found("goal.0", 11, "丁"),
    ]
    by = SimpleNamespace(name="某")
    comment = SimpleNamespace(name="", place=5, opinion=opinion, text=text, account=by)

    said, _ = opinion_lists([Reviewed("单位", "项目", 1, [Placed(comment, place)], kept)], Language.CHINESE)

    assert expected == said.rows[0][6:8]


def test_what_was_chosen_is_in_one_file_and_so_is_the_queue(said, waiting):
    _, browser = said
    second, _third = waiting(), waiting()
    address = reverse("review-opinions-docx")

    chosen = browser.post(address, {"chosen": f"{second.pk}:1:review"})
    whole = browser.get(address)
    nothing = browser.get(address, {"text": "没有这样的项目"})

    assert [1, 3] == [len(tables_in(chosen)), len(tables_in(whole))]
    assert 404 == nothing.status_code


def test_the_review_form_is_the_sheet_that_was_saved_last(said, bureau):
    filing, browser = said
    form = reverse("review-sheet-docx", args=[filing.pk])
    proposed = tables_in(browser.get(form))
    marks = dict.fromkeys(
        ("form", "clear", "related", "reasonable", "matched", "attainable", "prepared"), Decimal(7)
    )
    sheet = sheets.score(bureau.asked(REVIEWER, filing), version=1, marks=marks)

    total = f"{sheet.total.normalize():f}"
    cells = [
        {text for table in tables for row in table for text in row}
        for tables in (proposed, tables_in(browser.get(form)))
    ]
    assert [False, True] == [total in texts for texts in cells]


def test_the_review_form_is_a_pdf_as_well(said):
    filing, browser = said
    assert browser.get(reverse("review-sheet-pdf", args=[filing.pk])).content.startswith(b"%PDF")
