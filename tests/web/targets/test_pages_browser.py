"""Filling in with a script: each cell saves itself and nothing typed is lost; pages that all can use."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jixiao.forms.edited import Edit
from jixiao.model.state import Role
from jixiao.web.targets.domain import content, filling
from jixiao.web.targets.models import Filing

CORPUS = Path(__file__).parents[2] / "corpus"
FIRST = "indicator.0.target"


@pytest.fixture
def filing(bureau):
    return bureau.filing()


@pytest.fixture
def page(open_as, live_server, bureau, filing):
    opened, _ = open_as(bureau.people[Role.FILER])
    opened.goto(live_server.url + reverse("fill", args=[filing.pk]))
    return opened


def cell(page, address):
    return page.locator(f'[name="cell.{address}"]')


def fill(page, address, text):
    cell(page, address).fill(text)
    cell(page, address).press("Tab")


def is_told(page, text):
    page.wait_for_function("text => document.getElementById('saving').textContent.includes(text)", arg=text)


def printed(filing):
    return [each.printed for each in content.table_in(Filing.objects.get(pk=filing.pk).version).indicators]


def test_a_cell_saves_itself_and_is_shown_as_it_was_kept(page, filing):
    fill(page, FIRST, ">=95%")
    is_told(page, "全部已保存")
    fill(page, "fund.current-fiscal", "2亿元")
    expect(cell(page, "fund.current-fiscal")).to_have_value("20000")

    assert ["≥95%", "=100%", "规范"] == printed(filing)
    expect(page.locator("[data-sum]")).to_have_text("分项合计 22,606.51")


def test_of_two_texts_for_a_cell_the_person_chooses(page, filing, bureau):
    edit = Edit(FIRST, "≤100%", "≤80%")
    filling.save(account=bureau.people[Role.FILER], filing=filing.pk, edits=[edit])

    fill(page, FIRST, "≤95%")
    is_told(page, "冲突")
    assert ("≤80%", True) == (printed(filing)[0], "≤80%" in page.locator(".jx-conflict").inner_text())
    page.get_by_role("button", name="用我填的").click()
    is_told(page, "全部已保存")

    assert "≤95%" == printed(filing)[0]


def test_without_a_connection_what_was_typed_waits_and_is_sent_when_it_is_back(page, filing):
    page.context.set_offline(True)
    fill(page, FIRST, "≤95%")
    is_told(page, "1 格尚未保存")
    assert "≤100%" == printed(filing)[0]

    page.context.set_offline(False)
    is_told(page, "全部已保存")

    assert "≤95%" == printed(filing)[0]


def test_what_is_typed_on_while_its_beginning_is_refused_is_saved(page, filing):
    page.route("**/cells/", lambda _: None)  # the answer is waited for
    fill(page, "fund.current-fiscal", "20.")
    is_told(page, "正在保存")
    fill(page, "fund.current-fiscal", "20.5")

    page.unroute("**/cells/")
    is_told(page, "全部已保存")

    funds = content.table_in(Filing.objects.get(pk=filing.pk).version).funds
    assert 205_000 in {each.yuan for each in funds}


def test_once_rows_have_moved_nothing_is_saved_in_another_row_and_the_text_stays(page, filing, bureau):
    filling.add_blank_row(account=bureau.people[Role.FILER], filing=filing.pk, revision=0, place=0)

    fill(page, FIRST, "≤95%")
    is_told(page, "已有变动")

    assert (["", "≤100%", "=100%", "规范"], "≤95%") == (printed(filing), cell(page, FIRST).input_value())


def test_enter_goes_to_the_next_row_and_a_block_is_pasted_from_the_cell_on(page, filing):
    cell(page, FIRST).press("Enter")
    expect(cell(page, "indicator.1.target")).to_be_focused()

    page.evaluate(
        """() => {
          const held = new DataTransfer();
          held.setData("text/plain", "≥1次\\t10\\n≥2次\\t5\\n≥3次\\t5\\n");
          const paste = { clipboardData: held, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }"""
    )
    page.wait_for_url("**#row-1")

    assert ["≤100%", "≥1次", "≥2次", "≥3次"] == printed(filing)


def test_a_row_is_moved_by_keyboard_with_what_was_typed_and_one_goes_on_in_it(page, filing):
    cell(page, "indicator.2.target").fill("≥3次")
    cell(page, "indicator.2.target").press("Alt+ArrowUp")
    page.wait_for_url("**#row-1")

    assert ["≤100%", "≥3次", "=100%"] == printed(filing)
    expect(cell(page, "indicator.1.level3")).to_be_focused()


def test_a_step_opens_over_the_page_and_takes_along_what_was_just_typed(page, live_server, filing):
    cell(page, FIRST).fill("≤95%")
    page.get_by_role("link", name="送审").click()
    page.locator("dialog[open] button.btn-primary").click()
    page.wait_for_selector(".alert-success")

    assert ("handed-in", "≤95%", reverse("filing", args=[filing.pk])) == (
        Filing.objects.get(pk=filing.pk).state,
        printed(filing)[0],
        page.url.removeprefix(live_server.url),
    )
