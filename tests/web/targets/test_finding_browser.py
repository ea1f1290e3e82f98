"""The first page, search and campaigns with a script."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from jixiao.model.state import Role
from jixiao.web.targets.models import Campaign


def test_charts_are_drawn_and_their_numbers_stand_beside_them(open_as, live_server, bureau):
    bureau.filing()
    page, _ = open_as(bureau.people[Role.AUDITOR])

    page.goto(live_server.url + reverse("home"))

    assert 2 == page.locator("[data-chart] svg").count()
    assert "填报中" in page.locator("[data-chart=state-chart]").inner_text()


def test_a_word_is_found_and_lit(open_as, live_server, bureau):
    bureau.filing()
    page, _ = open_as(bureau.people[Role.AUDITOR])
    page.goto(live_server.url + reverse("find"))

    page.get_by_label("指标、项目、目标或单位").fill("采购")
    page.keyboard.press("Enter")

    expect(page.locator("mark")).to_have_text(["采购"])


def test_all_units_of_a_department_are_chosen_with_one_box(open_as, live_server, bureau):
    page, _ = open_as(bureau.people[Role.ADMINISTRATOR])
    page.goto(live_server.url + reverse("campaign-new"))

    page.get_by_label("名称").fill("2027年申报")
    for name in ("单位截止日期", "主管部门截止日期", "财政截止日期"):
        page.get_by_label(name, exact=True).fill("2026-12-31")
    page.get_by_label("示例省之下全部").check()
    page.get_by_role("button", name="发起申报").click()
    page.wait_for_url("**/campaigns/*/")

    assert 2 == Campaign.objects.get(name="2027年申报").offices.count()
    assert bureau.campaign.pk
