"""The pages of reviews: who reaches which, what they do, how often they ask the database."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from jixiao.model.opinion import Opinion
from jixiao.model.state import Role
from jixiao.web.people.models import Account
from jixiao.web.people.rules import OWN_ONLY, ROLES_FOR, Ability
from jixiao.web.reviews.domain import comments
from jixiao.web.reviews.models import Batch, Comment, ScoreSheet
from jixiao.web.reviews.remarks import Remark
from jixiao.web.targets.domain import steps
from jixiao.web.targets.models import Filing
from tests.factories import indicator

REVIEWER = Role.DEPARTMENT_REVIEWER
FILES = ("review-docx", "review-xlsx")
SHEETS = ("review-sheet-docx", "review-sheet-xlsx", "review-sheet-pdf")
RATE = indicator("产出指标", "数量指标", "培训班完成率", "=100%")


def at(name, filing):
    return reverse(name, args=[filing.pk])


def sent(filing, **more):
    """What a form of the page carries."""
    now = Filing.objects.get(pk=filing.pk)
    return {"version": now.version.number, "revision": now.revision} | more


# ------------------------------------------------------------------------------ who reaches
def expected(role, place):
    """What rules say of a table of the unit, for a role on the unit, the department above, or beside."""
    sees = place == "unit" or (place == "department" and role not in OWN_ONLY)
    may = lambda roles: 302 if sees and role in roles else 403 if sees else 404  # noqa: E731
    return {
        "page": 200 if sees else 404,
        "files": 200 if sees else 404,
        "sheets": 200 if sees and role in ROLES_FOR[Ability.READ_SCORES] else 403 if sees else 404,
        "comment": may(ROLES_FOR[Ability.COMMENT]),
        "settle": may(ROLES_FOR[Ability.COMMENT]),
        "score": may(ROLES_FOR[Ability.SCORE]),
        "total": 200 if sees and role in ROLES_FOR[Ability.READ_SCORES] else 403 if sees else 404,
        "review": may({REVIEWER}),
    }


@pytest.mark.parametrize("place", ["unit", "department", "other", "beside"])
@pytest.mark.parametrize("role", Role)
def test_who_reaches_what(bureau, waiting, person, signed_in, role, place):
    filing = waiting()
    (made,) = comments.comment(
        bureau.asked(REVIEWER, filing), version=1, remarks=[Remark(0, Opinion.UNRELATED)]
    )
    browser = signed_in(person("somebody", role, getattr(bureau.tree, place)))
    post = lambda name, **more: browser.post(at(name, filing), sent(filing, **more)).status_code  # noqa: E731

    found = {
        "page": browser.get(at("review", filing)).status_code,
        "comment": post("review-comment", **{"save": "1", "opinion.1": "3"}),
        "settle": post("review-settle", settle=made.pk),
        "score": post("review-score"),
        "total": post("review-total"),
    }
    files, sheets = ({browser.get(at(name, filing)).status_code for name in one} for one in (FILES, SHEETS))
    chosen = browser.post(reverse("review-opinions-docx"), {"chosen": f"{filing.pk}:0:"}).status_code
    many = browser.post(reverse("review-chosen"), {"chosen": f"{filing.pk}:0:", "do": "pass"}).status_code
    found["review"] = post("review-decide", do="review")

    wanted = expected(role, place)
    assert [{wanted["files"]}, {wanted["sheets"]}] == [files, sheets]
    assert [wanted["page"], 302 if wanted["page"] == 200 else 404] == [chosen, many]
    assert wanted == found | {"files": wanted["files"], "sheets": wanted["sheets"]}


def test_who_is_not_signed_in_is_asked_to(waiting):
    filing = waiting()
    addresses = [reverse("review-queue"), *(at(name, filing) for name in ("review", *FILES, *SHEETS))]
    for address in addresses:
        assert 302 == Client().get(address).status_code, address
    for name in ("review-comment", "review-settle", "review-score", "review-total", "review-decide"):
        assert 401 == Client().post(at(name, filing)).status_code, name


# ------------------------------------------------------------------------------ the one page
@pytest.fixture
def reviewer(bureau, signed_in):
    return signed_in(bureau.people[REVIEWER])


def test_one_click_takes_over_what_findings_propose(waiting, reviewer):
    filing = waiting(indicators=(RATE,))
    assert 'value="0.7"' in reviewer.get(at("review", filing)).content.decode()

    got = reviewer.post(at("review-comment", filing), sent(filing, take="0.7"))

    made = Comment.objects.get()
    assert f"{at('review', filing)}#row-0" == got["Location"]
    assert (0, 7, "培训班完成率") == (made.place, made.opinion, made.name)
    assert "数量指标“培训班完成率”是比率" in made.text
    assert 'value="0.7"' not in reviewer.get(at("review", filing)).content.decode()
    assert 404 == reviewer.post(at("review-comment", filing), sent(filing, take="0.7")).status_code


def test_all_proposals_are_taken_at_once_and_are_one_act(waiting, reviewer):
    filing = waiting(indicators=(RATE, RATE))
    page = reviewer.get(at("review", filing)).content.decode()
    offered = set(re.findall(r'name="take" value="(\S+?)"', page)) - {"all"}

    reviewer.post(at("review-comment", filing), sent(filing, take="all"))

    made = {
        f"{'table' if each.place is None else each.place}.{each.opinion}" for each in Comment.objects.all()
    }
    assert offered == made
    assert 1 == filing.history.filter(act="comment").count()


def test_what_was_refused_is_shown_with_what_was_typed(waiting, reviewer):
    filing = waiting()
    typed = {"save": "1", "opinion.1": "11", "text.1": ""}

    got = reviewer.post(at("review-comment", filing), sent(filing, **typed))

    page = got.content.decode()
    assert (409, True) == (got.status_code, "选“其他”时须写明内容" in page)
    assert '<option value="11" selected>' in page
    assert (
        409
        == reviewer.post(
            at("review-comment", filing), sent(filing, save="9", **{"opinion.9": "1"})
        ).status_code
    )
    assert not Comment.objects.exists()


def test_marks_are_added_up_without_being_saved(waiting, reviewer):
    filing = waiting()
    marks = {
        f"mark.{key}": "5" for key in ("form", "clear", "related", "scientific", "reasonable", "matched")
    }

    part = reviewer.post(at("review-total", filing), marks, headers={"HX-Request": "true"}).content.decode()
    whole = reviewer.post(
        at("review-total", filing), marks | {"mark.attainable": "6", "mark.prepared": "4"}
    ).content.decode()

    assert "总分 30 至 50，待评 2 项 · 等级 <b>差</b>" in part
    assert "<html" not in part
    assert "总分 <b>40</b> · 等级 <b>差</b>" in whole
    assert not ScoreSheet.objects.exists()


def test_a_sheet_by_grades_is_saved_shown_and_printed_as_such(waiting, reviewer):
    filing = waiting()
    grades = {f"mark.{key}": "good" for key in ("related", "reasonable", "matched", "attainable")}
    marks = grades | {"way": "grades"}

    part = reviewer.post(
        at("review-total", filing), marks | {"mark.prepared": "poor"}, headers={"HX-Request": "true"}
    )
    partly = reviewer.post(at("review-score", filing), sent(filing, **marks))
    whole = reviewer.post(at("review-score", filing), sent(filing, **marks, **{"mark.prepared": "fair"}))

    assert 302 == partly.status_code == whole.status_code
    assert "等级 <b>中</b>" in part.content.decode()
    last, first = ScoreSheet.objects.all()
    assert [("grades", "", None), ("grades", "good", None)] == [
        (each.way, each.grade, each.total) for each in (first, last)
    ]
    page = reviewer.get(at("review", filing)).content.decode()
    assert '<option value="fair" selected>' in page
    assert 'inputmode="decimal"' not in page
    assert 'inputmode="decimal"' in reviewer.get(at("review", filing) + "?way=points").content.decode()
    assert (
        400
        == reviewer.post(at("review-score", filing), sent(filing, **marks, **{"mark.form": "9"})).status_code
    )
    assert 200 == reviewer.get(at("review-sheet-docx", filing)).status_code


def test_the_unit_reads_how_its_table_was_scored_once_it_is_decided(bureau, waiting, signed_in, reviewer):
    filing, unit = waiting(), signed_in(bureau.people[Role.FILER])
    reviewer.post(at("review-score", filing), sent(filing, **{"mark.form": "7"}, note="留待说明"))
    places = ("review", "filing-history")
    told = lambda: ["留待说明" in unit.get(at(name, filing)).content.decode() for name in places]  # noqa: E731

    assert [False, False] == told()
    assert "留待说明" in reviewer.get(at("filing-history", filing)).content.decode()
    comments.send_back(bureau.asked(REVIEWER, filing), reason="改")
    assert [True, True] == told()
    steps.hand_in(bureau.asked(Role.FILER, filing))
    steps.submit(bureau.asked(Role.UNIT_APPROVER, filing))
    reviewer.post(at("review-score", filing), sent(filing, **{"mark.form": "6"}, note="第二版的说明"))
    assert "第二版的说明" not in unit.get(at("review", filing)).content.decode()


@pytest.mark.parametrize("mark", ["10.5", "-1", "NaN", "好"])
def test_a_mark_that_cannot_be_is_said_beside_its_item_and_nothing_is_saved(waiting, reviewer, mark):
    filing = waiting()

    got = reviewer.post(at("review-score", filing), sent(filing, **{"mark.form": mark, "mark.clear": "3"}))

    page = got.content.decode()
    assert (400, 1) == (got.status_code, page.count('class="invalid-feedback d-block"'))
    assert f'value="{mark}"' in page
    assert not ScoreSheet.objects.exists()


def test_a_stale_sheet_shows_the_table_as_it_is_and_keeps_what_was_typed(bureau, waiting, reviewer):
    filing = waiting()
    old = sent(filing, **{"mark.form": "7", "note": "说明"})
    comments.send_back(bureau.asked(REVIEWER, filing), reason="改")
    steps.hand_in(bureau.asked(Role.FILER, filing))
    steps.submit(bureau.asked(Role.UNIT_APPROVER, filing))

    got = reviewer.post(at("review-score", filing), old)

    page = got.content.decode()
    assert 409 == got.status_code
    assert "这张表在您打开之后已有变动" in page
    assert 'value="7"' in page
    assert 'name="version" value="2"' in page
    assert not ScoreSheet.objects.exists()


def test_a_decision_leads_on_to_the_next_and_back_to_the_queue_after_the_last(waiting, reviewer):
    first, second = waiting(), waiting()
    kept = "?campaign=" + str(first.campaign_id)
    page = reviewer.get(at("review", first) + kept).content.decode()
    assert f'data-key="n" href="{at("review", second)}{kept}"' in page

    onward = reviewer.post(
        at("review-decide", first) + kept, sent(first, do="review", next=second.pk, key="k")
    )
    again = reviewer.post(at("review-decide", first), sent(first, do="review", key="k"))
    back = reviewer.post(at("review-decide", second), sent(second, do="return", reason="请修改", next=""))

    assert [at("review", second) + kept, reverse("review-queue"), reverse("review-queue")] == [
        each["Location"] for each in (onward, again, back)
    ]
    assert ["department-reviewed", "returned"] == [
        Filing.objects.get(pk=each.pk).state for each in (first, second)
    ]


def test_a_decision_that_cannot_be_taken_says_so(waiting, reviewer):
    filing = waiting()

    stale = reviewer.post(at("review-decide", filing), {"do": "review", "revision": "0"})
    silent = reviewer.post(at("review-decide", filing), sent(filing, do="return", reason=" "))
    unknown = reviewer.post(at("review-decide", filing), sent(filing, do="withdraw"))

    assert [409, 409, 404] == [each.status_code for each in (stale, silent, unknown)]
    assert "请写明理由" in silent.content.decode()
    assert "submitted" == Filing.objects.get(pk=filing.pk).state


def test_the_next_version_shows_its_changes_and_what_is_still_open(bureau, waiting, reviewer):
    from jixiao.forms.edited import Edit
    from jixiao.web.targets.domain.filling import save

    filing = waiting(indicators=(RATE,))
    reviewer.post(at("review-comment", filing), sent(filing, take="0.7"))
    reviewer.post(at("review-decide", filing), sent(filing, do="return", reason="改"))
    save(
        account=bureau.people[Role.FILER],
        filing=filing.pk,
        edits=[Edit("indicator.0.target", "=100%", "≥3期")],
    )
    steps.hand_in(bureau.asked(Role.FILER, filing))
    steps.submit(bureau.asked(Role.UNIT_APPROVER, filing))

    page = reviewer.get(at("review", filing)).content.decode()

    assert "<del>=100%</del> <ins>≥3期</ins>" in page
    assert "版本 1 的意见" in page
    assert "退回时附上 1 条未处理的意见" in page


# ---------------------------------------------------------------------------------- queries
@pytest.mark.parametrize("rows", [1, 3, 300])
def test_a_page_asks_the_database_as_often_whatever_it_shows(
    bureau, waiting, reviewer, rows, django_assert_num_queries
):
    many = tuple(indicator("产出指标", "数量指标", f"完成率{number}", "=100%") for number in range(rows))
    filing = waiting(indicators=many)
    remarks = [Remark(place, Opinion.UNRELATED) for place in range(rows)]
    comments.comment(bureau.asked(Role.EVALUATOR, filing), version=1, remarks=remarks)

    with django_assert_num_queries(9):
        assert 200 == reviewer.get(at("review", filing)).status_code


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_queue_asks_the_database_as_often_however_long_it_is(
    bureau, waiting, reviewer, number, django_assert_num_queries
):
    filing = waiting()
    Filing.objects.bulk_create(
        Filing(
            campaign=filing.campaign,
            office=filing.office,
            form=filing.form,
            subject=f"另一个{place}",
            state=filing.state,
            version=filing.version,
        )
        for place in range(number - 1)
    )

    Batch.objects.create(account=bureau.people[REVIEWER], act="pass", key="k")

    with django_assert_num_queries(9):
        assert 200 == reviewer.get(reverse("review-queue")).status_code


@pytest.mark.parametrize("number", [1, 3, 30])
def test_opinions_of_many_ask_as_often_as_those_of_one(waiting, reviewer, number, django_assert_num_queries):
    for _ in range(number):
        waiting()

    with django_assert_num_queries(6):
        assert 200 == reviewer.get(reverse("review-opinions-xlsx")).status_code


def test_pages_speak_the_language_of_their_reader(bureau, waiting, reviewer):
    Account.objects.filter(pk=bureau.people[REVIEWER].pk).update(language="en")
    filing = waiting()

    page = reviewer.get(at("review", filing) + "?row=table").content.decode()

    assert "Score sheet" in page
    assert "not related enough to the project" in page
    assert "审核意见" not in page.replace('lang="zh-hans"', "")
