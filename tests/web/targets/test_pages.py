"""Pages of filings: who gets what, how many queries, what they show and do."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from jixiao.forms.edited import Edit
from jixiao.model.opinion import Opinion
from jixiao.model.state import Role, State
from jixiao.web.people.domain import make_office
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Account
from jixiao.web.reviews.domain import comments
from jixiao.web.reviews.remarks import Remark
from jixiao.web.targets.domain import content, filling, steps
from jixiao.web.targets.models import Campaign, Entry, Filing, Version

PAGES = ("filing", "filing-history", "filing-versions", "filing-origin", "filing-docx", "filing-xlsx")
#: Where each role's post is put, seen from the office of the filing.
NEAR = ("own", "below", "beside", "above")
SEEN = {role: {"own", "above"} for role in Role} | {
    role: {"own"} for role in (Role.FILER, Role.UNIT_APPROVER)
}


@pytest.fixture
def browse(bureau, signed_in):
    """A browser for one of the bureau's people."""
    return lambda role: signed_in(bureau.people[role])


@pytest.fixture
def places(tree):
    below = make_office(by=None, kind=Kind.UNIT, code="9", name="示例分站", parent=tree.unit)
    return {"own": tree.unit, "below": below, "beside": tree.other, "above": tree.department}


def text_of(response):
    return response.content.decode()


# ------------------------------------------------------------------------------- permissions
@pytest.mark.parametrize("near", NEAR)
@pytest.mark.parametrize("role", Role)
def test_every_address_of_a_filing_is_there_for_who_may_see_it_and_for_nobody_else(
    bureau, places, person, signed_in, role, near
):
    filing = bureau.filing()
    browser = signed_in(person("somebody", role, places[near]))
    is_seen = near in SEEN[role]

    for name in PAGES:
        assert (200 if is_seen else 404) == browser.get(reverse(name, args=[filing.pk])).status_code, name
    fills = 200 if (role, near) == (Role.FILER, "own") else 403 if is_seen else 404
    assert fills == browser.get(reverse("fill", args=[filing.pk])).status_code
    assert fills == browser.post(reverse("fill-cells", args=[filing.pk]), {"revision": "0"}).status_code
    for step in ("hand-in", "return", "approve"):
        address = reverse("filing-step", args=[filing.pk, step])
        answer = browser.get(address)
        can = step == "hand-in" and (role, near) == (Role.FILER, "own")
        assert answer.status_code in ({200} if can else {403, 409} if is_seen else {404}), step
    assert (near in SEEN[role]) == (filing.subject in text_of(browser.get(reverse("filings"))))


@pytest.mark.parametrize("near", NEAR)
@pytest.mark.parametrize("role", Role)
def test_a_file_is_there_for_those_who_file_for_its_unit_alone(
    places, person, signed_in, dropped, role, near
):
    upload = dropped("示例.txt", b"nothing of ours")
    browser = signed_in(person("somebody", role, places[near]))
    wanted = 200 if (role, near) == (Role.FILER, "own") else 404

    for name in ("upload", "upload-state", "upload-file"):
        answer = browser.get(reverse(name, args=[upload.pk]))
        answer.getvalue()  # a file is closed once it was read
        assert wanted == answer.status_code, name
    assert 404 == browser.get(reverse("upload-page", args=[upload.pk, 0, 1])).status_code
    if wanted == 404:
        assert 404 == browser.post(reverse("upload-confirm", args=[upload.pk])).status_code


def test_each_station_ahead_says_by_when_a_table_is_to_have_left_it(bureau, browse):
    days = [date(2026, 9, day) for day in (18, 21, 25)]
    names = ("unit_until", "department_until", "finance_until")
    Campaign.objects.update(**dict(zip(names, days, strict=True)))
    filing = bureau.filing()

    def told():
        way = browse(Role.AUDITOR).get(reverse("filing", args=[filing.pk])).context["way"]
        return [each.until for each in way]

    assert [days[0], days[0], days[1], days[2], None] == told()
    steps.hand_in(bureau.asked(Role.FILER, filing))
    steps.submit(bureau.asked(Role.UNIT_APPROVER, filing))
    assert [None, None, days[1], days[2], None] == told()


@pytest.mark.parametrize("role", Role)
def test_only_who_files_begins_a_filing(bureau, browse, role):
    expected = 200 if role is Role.FILER else 403

    assert expected == browse(role).get(reverse("filing-new")).status_code
    assert not Filing.objects.exists()
    posted = browse(role).post(reverse("filing-from-nothing"), {"form": "project-targets", "subject": "培训"})
    assert (302 if role is Role.FILER else 403) == posted.status_code
    assert (role is Role.FILER) == Filing.objects.filter(subject="培训", office=bureau.tree.unit).exists()


def test_nobody_gets_anything_without_signing_in(bureau, client):
    filing = bureau.filing()

    for name in (*PAGES, "fill"):
        answer = client.get(reverse(name, args=[filing.pk]))
        assert (302, True) == (answer.status_code, answer.url.startswith("/sign-in/")), name


def test_steps_are_not_taken_by_following_a_link(bureau, browse):
    filing = bureau.filing()

    assert 405 == browse(Role.FILER).delete(reverse("filing-step", args=[filing.pk, "hand-in"])).status_code
    assert 405 == browse(Role.FILER).get(reverse("fill-cells", args=[filing.pk])).status_code
    assert 404 == browse(Role.FILER).get(reverse("filing-step", args=[filing.pk, "burn"])).status_code


# ---------------------------------------------------------------------------------- the list
@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_list_asks_as_much_for_300_as_for_one(bureau, browse, django_assert_num_queries, number):
    one = bureau.filing()
    Filing.objects.bulk_create(
        Filing(campaign=one.campaign, office=one.office, form=one.form, subject=f"又{place}")
        for place in range(number - 1)
    )
    browser = browse(Role.AUDITOR)

    with django_assert_num_queries(6):
        answer = browser.get(reverse("filings"))

    assert min(number, 50) == text_of(answer).count('<th scope="row">')


@pytest.mark.parametrize("number", [1, 3, 300])
def test_a_table_asks_as_much_for_300_rows_as_for_one(bureau, browse, django_assert_num_queries, number):
    filing = bureau.filing()
    filer = bureau.people[Role.FILER]
    table = content.table_in(filing.version)
    rows = [table.indicators[0]] * (number - 1)
    filling.add_rows(account=filer, filing=filing.pk, revision=0, place=0, rows=rows)
    browser = browse(Role.FILER)

    for name, queries in (("filing", 5), ("filing-history", 7), ("filing-versions", 6), ("fill", 5)):
        with django_assert_num_queries(queries):
            browser.get(reverse(name, args=[filing.pk]))


@pytest.mark.parametrize("sort", ["yuan", "-yuan"])
def test_tables_without_an_amount_come_last_whichever_way_they_are_sorted(bureau, browse, sort):
    some = [bureau.filing() for _ in range(3)]
    for filing, yuan in zip(some, (None, 2, 1), strict=True):
        Filing.objects.filter(pk=filing.pk).update(yuan=yuan)

    rows = browse(Role.AUDITOR).get(reverse("filings"), {"sort": sort}).context["rows"]

    amounts = [each.yuan for each, _ in rows]
    assert amounts == [*sorted(amounts[:2], reverse=sort.startswith("-")), None]


@pytest.mark.parametrize(
    ("address", "subjects"),
    [
        ("", {"项目1", "项目2", "项目3"}),
        ("state=approved", {"项目1"}),
        ("state=draft", {"项目2", "项目3"}),
        ("text=项目3", {"项目3"}),
        ("text=水文", {"项目1", "项目2", "项目3"}),
        ("text=回访", set()),  # an indicator: the page of the search looks for those
        ("text=没有", set()),
        ("form=unit-targets", set()),
        ("errors=clean", {"项目2"}),
        ("campaign=999", set()),
        ("text=%00", {"项目1", "项目2", "项目3"}),
        ("state=nonsense&sort=x&campaign=y", {"项目1", "项目2", "项目3"}),
    ],
)
def test_the_list_is_narrowed_by_its_address(bureau, browse, address, subjects):
    bureau.approved(bureau.filing())
    second, third = bureau.filing(), bureau.filing()
    filer = bureau.people[Role.FILER]
    filling.save(
        account=filer, filing=third.pk, edits=[Edit("indicator.0.level3", "“三公经费”控制率", "回访次数")]
    )
    Filing.objects.filter(pk=second.pk).update(errors=0, warnings=0)
    Filing.objects.exclude(pk=second.pk).update(errors=1)

    answer = browse(Role.AUDITOR).get(f"{reverse('filings')}?{address}")

    assert subjects == {each.subject for each, _ in answer.context["rows"]}


def test_an_office_means_what_is_below_it_too(bureau, browse, tree):
    bureau.filing()

    found = {
        office.name: len(browse(Role.AUDITOR).get(f"{reverse('filings')}?office={office.pk}").context["rows"])
        for office in (tree.province, tree.department, tree.unit, tree.other)
    }

    assert {"示例省": 1, "示例省水利厅": 1, "示例省水文站": 1, "示例学校": 0} == found


def test_the_list_is_taken_along_as_it_is_narrowed(bureau, browse):
    bureau.approved(bureau.filing())
    Filing.objects.filter(pk=bureau.filing().pk).update(subject="=HYPERLINK(A1)")

    answer = browse(Role.AUDITOR).get(f"{reverse('filings-csv')}?state=draft")

    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert (2, "'=HYPERLINK(A1)") == (len(lines), lines[1].split(",")[5])
    assert browse(Role.AUDITOR).get(reverse("filings-xlsx")).getvalue().startswith(b"PK")


@pytest.mark.parametrize("number", [1, 3, 300])
def test_a_new_filing_asks_as_much_where_300_tables_are_offered(
    bureau, browse, django_assert_num_queries, number
):
    filer = bureau.people[Role.FILER]
    Campaign.objects.update(year=2024)
    made = Filing.objects.bulk_create(
        Filing(
            campaign=bureau.campaign, office=bureau.tree.unit, form="project-targets", subject=f"项目{place}"
        )
        for place in range(number)
    )
    versions = Version.objects.bulk_create(Version(filing=each, number=1, made_by=filer) for each in made)
    for filing, version in zip(made, versions, strict=True):
        filing.approved = version
    Filing.objects.bulk_update(made, ["approved"])
    Campaign.objects.create(
        name="2025年申报",
        year=2025,
        office=bureau.tree.province,
        forms=["project-targets"],
        unit_until="2024-10-31",
        department_until="2024-11-15",
        finance_until="2024-11-30",
    )
    browser = browse(Role.FILER)

    with django_assert_num_queries(10):
        answer = browser.get(reverse("filing-new"))

    assert min(number, 200) == len(answer.context["earlier"])


# --------------------------------------------------------------------------------- the table
def test_a_table_shows_what_was_returned_beside_its_row(bureau, browse):
    filing = bureau.filing()
    steps.hand_in(bureau.asked(Role.FILER, filing))
    answer = browse(Role.UNIT_APPROVER).post(
        reverse("filing-step", args=[filing.pk, "return"]),
        {"revision": "1", "reason": "请量化", "opinion.2": "2", "text.2": "写明几次"},
    )

    assert (302, State.RETURNED) == (answer.status_code, Filing.objects.get(pk=filing.pk).state)
    shown = browse(Role.FILER).get(reverse("filing", args=[filing.pk])).context["shown"]
    assert [(), (), ({"row": 2, "name": "政府采购规范性", "opinion": 2, "text": "写明几次"},)] == [
        row.marks for row in shown.rows
    ]


def test_marks_stay_with_their_indicator_when_rows_come_before_it(bureau, browse):
    filing, filer = bureau.filing(), bureau.people[Role.FILER]
    steps.hand_in(bureau.asked(Role.FILER, filing))
    mark = {"row": 0, "name": "“三公经费”控制率", "opinion": 2, "text": ""}
    steps.send_back(bureau.asked(Role.UNIT_APPROVER, filing), reason="请细化", marks=[mark])
    filling.add_blank_row(account=filer, filing=filing.pk, revision=2, place=0)

    shown = browse(Role.FILER).get(reverse("fill", args=[filing.pk])).context["shown"]

    assert [1] == [row.place for row in shown.rows if row.marks]


def test_two_versions_are_held_against_each_other_cell_by_cell(bureau, browse):
    filing, filer = bureau.filing(), bureau.people[Role.FILER]
    bureau.approved(filing)
    steps.adjust(bureau.asked(Role.FILER, filing), reason="年中调整")
    filling.save(account=filer, filing=filing.pk, edits=[Edit("indicator.0.target", "≤100%", "≤95%")])

    answer = browse(Role.AUDITOR).get(reverse("filing-versions", args=[filing.pk]))

    assert [("printed", "≤100%", "≤95%")] == [
        (each.field, each.before, each.after) for each in answer.context["differences"]
    ]
    assert "<del>≤100%</del>" in text_of(answer)
    same = browse(Role.AUDITOR).get(f"{reverse('filing-versions', args=[filing.pk])}?from=1&to=1")
    assert () == same.context["differences"]


def test_what_people_typed_is_never_markup(bureau, browse):
    filing, filer = bureau.filing(), bureau.people[Role.FILER]
    script = "<script>alert(1)</script>"
    filling.save(
        account=filer,
        filing=filing.pk,
        edits=[
            Edit("indicator.0.level3", "“三公经费”控制率", script),
            Edit("subject", filing.subject, script),
        ],
    )

    for name in ("filing", "filing-history", "filing-versions", "fill"):
        assert script not in text_of(browse(Role.FILER).get(reverse(name, args=[filing.pk]))), name
    assert script not in text_of(browse(Role.FILER).get(reverse("filings")))


# --------------------------------------------------------------------------------- the steps
def test_the_page_of_a_return_shows_what_goes_along_and_keeps_what_was_typed(bureau, browse):
    filing, approver = bureau.filing(), browse(Role.UNIT_APPROVER)
    steps.hand_in(bureau.asked(Role.FILER, filing))
    remarks = [Remark(0, Opinion.UNRELATED, "与项目无关"), Remark(None, None, "请附依据")]
    comments.comment(bureau.asked(Role.UNIT_APPROVER, filing), version=1, remarks=remarks)
    address = reverse("filing-step", args=[filing.pk, "return"])
    typed = {"revision": "2", "reason": "请修改", "opinion.1": "11", "text.1": ""}

    page, refused = text_of(approver.get(address)), approver.post(address, typed)
    done = approver.post(address, typed | {"text.1": "写明考核办法"})

    assert all(said in page for said in ("与项目无关", "请附依据"))
    assert (409, 302) == (refused.status_code, done.status_code)
    assert '<option value="11" selected>' in text_of(refused)
    marks = filing.history.get(act="return").detail["marks"]
    assert ["请附依据", "与项目无关", "写明考核办法"] == [mark["text"] for mark in marks]


def test_handing_in_says_first_which_errors_remain(bureau, browse):
    filing = bureau.filing()
    page = browse(Role.FILER).get(reverse("filing-step", args=[filing.pk, "hand-in"]))

    assert filing.errors == len(page.context["errors"])
    assert all(each.zh in text_of(page) for each in page.context["errors"])


def test_a_stale_page_is_told_what_has_changed_and_changes_nothing(bureau, browse):
    filing, filer = bureau.filing(), bureau.people[Role.FILER]
    filling.save(account=filer, filing=filing.pk, edits=[Edit("indicator.0.target", "≤100%", "≤95%")])
    answer = browse(Role.FILER).post(
        reverse("filing-step", args=[filing.pk, "hand-in"]), {"revision": "0", "key": "a"}
    )

    assert (409, State.DRAFT) == (answer.status_code, Filing.objects.get(pk=filing.pk).state)
    assert "<del>≤100%</del>" in text_of(answer)
    assert "<ins>≤95%</ins>" in text_of(answer)


def test_a_double_click_acts_once(bureau, browse):
    filing, browser = bureau.filing(), browse(Role.FILER)
    address = reverse("filing-step", args=[filing.pk, "hand-in"])
    key = browser.get(address).context["key"]

    answers = [browser.post(address, {"revision": "0", "key": key}).status_code for _ in range(2)]

    assert ([302, 302], 1) == (answers, Entry.objects.filter(act="hand-in").count())


def test_returning_without_a_reason_keeps_what_was_written(bureau, browse):
    filing = bureau.filing()
    steps.hand_in(bureau.asked(Role.FILER, filing))

    answer = browse(Role.UNIT_APPROVER).post(
        reverse("filing-step", args=[filing.pk, "return"]), {"revision": "1", "reason": " "}
    )

    assert (409, State.HANDED_IN) == (answer.status_code, Filing.objects.get(pk=filing.pk).state)
    assert answer.templates[0].name == "targets/step.html"


def test_only_unlocked_cells_are_inputs(bureau, browse):
    filing = bureau.filing()
    bureau.approved(filing)
    answer = browse(Role.FINANCE_REVIEWER).post(
        reverse("filing-step", args=[filing.pk, "unlock"]),
        {"revision": "4", "reason": "误填", "cells": ["indicator.1.target", "indicator.99", "nothing"]},
    )

    assert (302, ["indicator.1.target"]) == (answer.status_code, Filing.objects.get(pk=filing.pk).unlocked)
    page = browse(Role.FILER).get(reverse("fill", args=[filing.pk]))
    assert ["indicator.1.target"] == [each.address for each in page.context["shown"].cells if each.is_open]
    assert 1 == text_of(page).count('name="cell.')
    assert "误填" in text_of(page)
    assert "第2项指标 指标值" in text_of(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_speaks_both_languages(bureau, browse, language):
    filing, filer = bureau.filing(), bureau.people[Role.FILER]
    Account.objects.filter(pk=filer.pk).update(language=language)
    browser = browse(Role.FILER)

    for name in ("filing", "filing-history", "filing-versions", "filing-origin", "fill"):
        page = text_of(browser.get(reverse(name, args=[filing.pk])))
        assert ("History" in page) == (language == "en"), name
        assert ("版本对照" in page) == (language == "zh"), name
