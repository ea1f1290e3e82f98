"""A file beside what was read from it, with a script: each cell leads to the other side and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jixiao.model.state import Role

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def page(open_as, live_server, bureau, uploaded):
    upload = uploaded("gansu-2024.xlsx", (CORPUS / "gansu-2024.xlsx").read_bytes())
    opened, _ = open_as(bureau.people[Role.FILER])
    opened.goto(live_server.url + reverse("upload", args=[upload.pk]))
    return opened


def expect_lit(page, texts):
    expect(page.locator(".jx-lit")).to_have_text(texts)


def test_a_cell_shows_where_it_was_read_and_a_cell_of_the_file_what_it_became(page):
    page.locator("#table-1 > summary").click()
    expect(page.locator("#table-1 figcaption")).to_have_text("工作表“项目1”")  # sent only now
    page.locator('[name="cell.1.indicator.14.target"]').focus()
    expect_lit(page, ["≥95%"])
    expect(page.locator("#table-1 .jx-lit")).to_be_in_viewport()

    page.locator("#table-1 .jx-from", has_text="政法维稳工作专项补助").click()

    expect(page.locator('[name="cell.1.subject"]')).to_be_focused()
    expect_lit(page, ["政法维稳工作专项补助"])


def test_the_source_of_a_row_is_lit_without_leaving_the_page(page):
    typed = page.locator('[name="cell.0.indicator.3.target"]')
    typed.fill("≤90%")

    page.locator('[data-where="indicator.3"]').first.click()

    expect_lit(page, ["部门管理", "资金投入", "项目支出预算执行率", "≤100%"])
    expect(typed).to_have_value("≤90%")
