"""Reviewing with a script: row by row without a reload, by keys; pages that all can use."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jixiao.model.state import Role
from jixiao.web.reviews.domain import batches, comments
from jixiao.web.reviews.models import Batch, Comment
from jixiao.web.targets.models import Filing
from tests.factories import indicator

REVIEWER = Role.DEPARTMENT_REVIEWER
ROWS = (
    indicator("产出指标", "数量指标", "培训班完成率", "=100%"),
    indicator("产出指标", "质量指标", "学员合格率", "≥90%"),
)


@pytest.fixture
def filings(waiting):
    return [waiting(indicators=ROWS), waiting(indicators=ROWS)]


@pytest.fixture
def open_at(open_as, live_server, bureau):
    """A page of the department's reviewer."""

    def make(address, width=1280):
        page, told = open_as(bureau.people[REVIEWER], width)
        page.goto(live_server.url + address)
        return page, told

    return make


def review_of(filing):
    return reverse("review", args=[filing.pk])


def test_comments_are_made_row_by_row_and_the_decision_stays_good(filings, open_at, live_server):
    page, _ = open_at(review_of(filings[0]))

    page.locator("#row-0 [name=take]").click()
    expect(page.locator("#row-0 .jx-mark")).to_contain_text("二级指标类型错误")
    page.locator("#row-1 [data-comment]").click()
    page.locator("#text-1").fill("写明考核办法")
    page.locator("#row-1 [name=save]").click()
    expect(page.locator("#row-1 .jx-mark")).to_contain_text("写明考核办法")
    expect(page.locator("#unsettled")).to_contain_text("2 条")
    page.locator("#d-reason").fill("请按意见修改")
    page.get_by_role("button", name="退回", exact=True).click()
    page.wait_for_url(live_server.url + review_of(filings[1]))

    entry = filings[0].history.get(act="return")
    assert [0, 1] == [mark["row"] for mark in entry.detail["marks"]]


def test_what_is_refused_shows_the_page_as_it_is_with_what_was_typed(filings, open_at, bureau):
    page, _ = open_at(review_of(filings[0]) + "?row=1")
    page.locator("#text-1").fill("写明考核办法")
    comments.send_back(bureau.asked(REVIEWER, filings[0]), reason="请修改")

    page.locator("#row-1 [name=save]").click()

    expect(page.get_by_role("alert")).to_contain_text("这张表现在不在审核中")
    assert not Comment.objects.exists()


def test_the_total_follows_what_is_typed(filings, open_at):
    page, _ = open_at(review_of(filings[0]))

    for key in ("related", "reasonable", "matched", "attainable", "prepared"):
        page.locator(f'[name="mark.{key}"]').fill("9")
    expect(page.locator("#total")).to_contain_text("等级")
    page.locator('[name="mark.prepared"]').fill("11")
    expect(page.locator("#total")).to_contain_text("待评 1 项")


def test_keys_go_from_row_to_row_and_on_to_the_next(filings, open_at, live_server):
    page, _ = open_at(review_of(filings[0]))

    for key in "jjk":
        page.keyboard.press(key)
    expect(page.locator("#row-0")).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator("#opinion-0")).to_be_focused()
    page.keyboard.press("n")
    assert live_server.url + review_of(filings[0]) == page.url, "a key that is typed is no command"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_have_attribute("open", "")
    page.keyboard.press("n")
    page.wait_for_url(live_server.url + review_of(filings[1]))


def test_one_box_chooses_the_whole_page_of_the_queue(filings, open_at):
    Filing.objects.update(errors=0)
    page, _ = open_at(reverse("review-queue"))

    page.locator("[data-all]").check()
    expect(page.locator("[data-chosen]")).to_have_text("2")
    page.get_by_role("button", name="无错误的通过").click()

    expect(page.get_by_role("status")).to_contain_text("共 2 张，已处理 0 张")
    batches.take(Batch.objects.get())

    expect(page.get_by_role("status")).to_contain_text("已通过 2 张，0 张未处理")
    assert {"department-reviewed"} == set(Filing.objects.values_list("state", flat=True))
    assert 2 == len(filings)
