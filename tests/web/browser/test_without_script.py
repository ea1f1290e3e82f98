"""Reading pages and plain forms, in a browser that runs no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from jixiao.model.state import Role
from jixiao.web.targets.domain import steps
from jixiao.web.targets.models import Filing
from tests.web.browser.person import sign_in, table_of

SUBJECT = "项目1"


@pytest.fixture
def enter(open_browser, live_server, bureau):
    """Signs in with name and password, and opens the one table from a list."""

    def make(role, part="申报"):
        page, told = open_browser(390, java_script_enabled=False)
        sign_in(page, live_server.url, bureau.people[role])
        page.get_by_role("link", name=part, exact=True).click()
        page.get_by_role("link", name=SUBJECT).click()
        return page, told

    return make


def take(page, step, reason=""):
    page.get_by_role("link", name=step, exact=True).click()
    if reason:
        page.get_by_label("理由").fill(reason)
    page.locator("#step button.btn-primary").click()
    expect(page.locator(".alert-success")).to_be_visible()


def test_a_table_is_filled_in_handed_in_and_returned(enter, bureau):
    filing = bureau.filing()
    page, told = enter(Role.FILER)
    expect(page.locator(".jx-indicators tbody tr")).to_have_count(3)
    page.get_by_role("link", name="填写", exact=True).first.click()
    page.locator('[name="cell.indicator.0.target"]').fill("≤95%")
    page.locator('button[value="add.1"]').click()
    page.locator('[name="cell.indicator.1.level3"]').fill("培训人数")
    page.locator(".jx-sticky button").click()
    expect(page.locator(".alert-success")).to_have_text("已保存")
    page.get_by_role("link", name="表", exact=True).click()
    take(page, "送审")

    approver, told_too = enter(Role.UNIT_APPROVER)
    take(approver, "退回", "请写明培训人数")
    page.reload()

    rows = [(each.level3, each.printed) for each in table_of(filing).indicators[:2]]
    assert [("“三公经费”控制率", "≤95%"), ("培训人数", "")] == rows
    assert ("returned", True) == (
        Filing.objects.get(pk=filing.pk).state,
        "请写明培训人数" in page.locator(".alert-warning").inner_text(),
    )
    assert [] == told + told_too


def test_a_reviewer_comments_scores_and_passes(enter, bureau):
    filing = bureau.filing()
    steps.hand_in(bureau.asked(Role.FILER, filing))
    steps.submit(bureau.asked(Role.UNIT_APPROVER, filing))
    page, told = enter(Role.DEPARTMENT_REVIEWER, "审核")

    page.locator("#row-1 [data-comment]").click()
    page.locator("#text-1").fill("写明计算办法")
    page.locator("#row-1 [name=save]").click()
    expect(page.locator("#row-1 .jx-mark")).to_contain_text("写明计算办法")
    for key in ("related", "reasonable", "matched", "attainable", "prepared"):
        page.locator(f'[name="mark.{key}"]').fill("9")
    page.get_by_role("button", name="计算总分").click()
    expect(page.locator("#total")).to_contain_text("等级")
    page.get_by_role("button", name="保存评分").click()
    page.get_by_role("button", name="审核通过").click()
    expect(page.locator(".alert-success")).to_be_visible()

    acts = list(filing.history.values_list("act", flat=True).order_by("sequence"))
    assert ["make", "hand-in", "submit", "comment", "score", "review"] == acts
    assert [] == told
