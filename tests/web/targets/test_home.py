"""The first page: what waits, what is late, what came back, and the numbers."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from jixiao.model.state import Role, State
from jixiao.web.people.models import Account, Assignment
from jixiao.web.targets.charts import bars
from jixiao.web.targets.domain import campaigns, steps
from jixiao.web.targets.models import Campaign, Filing
from jixiao.web.targets.standing import by_office, groups_of


@pytest.fixture
def browse(bureau, signed_in):
    return lambda role: signed_in(bureau.people[role])


@pytest.fixture
def in_time(bureau):
    """The bureau's campaign, whose days are all to come."""
    day = date(timezone.localdate().year + 1, 1, 1)
    Campaign.objects.update(unit_until=day, department_until=day, finance_until=day)
    return bureau


@pytest.mark.parametrize("number", [1, 3, 300])
@pytest.mark.parametrize(
    ("role", "queries"), [(Role.FILER, 12), (Role.FINANCE_REVIEWER, 11), (Role.AUDITOR, 11)]
)
def test_it_asks_as_much_for_300_as_for_one(bureau, browse, django_assert_num_queries, number, role, queries):
    one = bureau.filing()
    Filing.objects.bulk_create(
        Filing(
            campaign=one.campaign,
            office=one.office,
            form=one.form,
            subject=f"又{place}",
            state=list(State)[place % len(State)],
        )
        for place in range(number - 1)
    )
    browser = browse(role)

    with django_assert_num_queries(queries):
        assert 200 == browser.get(reverse("home")).status_code


def test_what_waits_is_there_with_the_oldest_day_first(bureau, browse, person, signed_in):
    first, second = bureau.filing(), bureau.filing()
    later = Campaign.objects.create(
        name="又一次",
        year=2024,
        office=bureau.tree.province,
        unit_until=date(2024, 1, 1),
        department_until=date(2024, 1, 1),
        finance_until=date(2024, 1, 1),
    )
    Filing.objects.filter(pk=second.pk).update(campaign=later)

    page = browse(Role.FILER).get(reverse("home"))

    assert [(second.pk, True), (first.pk, True)] == [
        (each.pk, is_late) for each, _, is_late in page.context["waiting"]
    ]
    assert [] == page.context["late"]
    auditor = browse(Role.AUDITOR).get(reverse("home"))
    assert [] == auditor.context["waiting"]
    assert [second.pk, first.pk] == [each.pk for each, _, _ in auditor.context["late"]]
    beside = signed_in(person("beside", Role.FILER, bureau.tree.other)).get(reverse("home"))
    assert first.subject not in beside.content.decode()


def test_what_was_unlocked_waits_after_what_has_a_day(in_time, browse):
    bureau = in_time
    first, second = bureau.filing(), bureau.filing()
    Filing.objects.filter(pk=first.pk).update(state=State.UNLOCKED)

    page = browse(Role.FILER).get(reverse("home"))

    assert [second.pk, first.pk] == [each.pk for each, _, _ in page.context["waiting"]]


def test_what_came_back_says_why(bureau, browse):
    filing = bureau.filing()
    for reason in ("请量化目标", "请再细化<指标>"):
        steps.hand_in(bureau.asked(Role.FILER, filing))
        steps.send_back(bureau.asked(Role.UNIT_APPROVER, filing), reason=reason, marks=[])

    text = browse(Role.FILER).get(reverse("home")).content.decode()

    assert "请再细化&lt;指标&gt;" in text
    assert "请量化目标" not in text
    assert "请再细化" not in browse(Role.UNIT_APPROVER).get(reverse("home")).content.decode()


def test_uploads_that_wait_for_me_are_there(browse, uploaded):
    uploaded("待确认.md", b"nothing of ours")

    assert "待确认.md" in browse(Role.FILER).get(reverse("home")).content.decode()
    assert "待确认.md" not in browse(Role.AUDITOR).get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("role", "is_open", "told", "leads_to"),
    [
        (Role.FILER, True, "可上传已有的 Word、Excel、PDF，或在线填写", "filing-new"),
        (Role.FILER, False, "请等待上级部署", None),
        (Role.ADMINISTRATOR, False, "发起后，单位才能填报", "campaign-new"),
        (Role.FINANCE_REVIEWER, True, "没有等您办理的表", "filings"),
    ],
)
def test_who_has_nothing_to_do_reads_what_comes_next(bureau, browse, role, is_open, told, leads_to):
    if not is_open:
        campaigns.close(account=bureau.people[Role.ADMINISTRATOR], campaign=bureau.campaign)

    text = browse(role).get(reverse("home")).content.decode()

    assert told in text
    assert leads_to is None or reverse(leads_to) in text


def test_who_has_no_role_is_told_whom_to_ask(person, signed_in):
    assert "请本单位的管理员分配" in signed_in(person("new")).get(reverse("home")).content.decode()


# ------------------------------------------------------------------------------------- numbers
def test_numbers_are_those_of_the_part_that_one_sees(bureau, browse, tree, person):
    for state, yuan in ((State.DRAFT, 10_000), (State.SUBMITTED, 20_000), (State.APPROVED, 30_000)):
        Filing.objects.filter(pk=bureau.filing().pk).update(state=state, yuan=yuan)
    elsewhere = bureau.filing()
    Filing.objects.filter(pk=elsewhere.pk).update(office=tree.other, yuan=5_000)

    def told(account):
        seen = by_office(groups_of(account, Filing.objects.all()))
        return {
            office.name: (each.number, each.with_unit, each.waiting, each.approved, each.yuan)
            for office, each in seen
        }

    assert {"示例省水利厅": (3, 1, 1, 1, 60_000), "示例省教育厅": (1, 1, 0, 0, 5_000)} == told(
        bureau.people[Role.AUDITOR]
    )
    assert "示例省水文站" in told(bureau.people[Role.DEPARTMENT_REVIEWER])
    both = person("both", Role.FILER, tree.unit)
    Assignment.objects.create(account=both, role=Role.AUDITOR, office=tree.beside)
    assert {"示例省水文站", "示例学校"} == told(both).keys()
    context = browse(Role.AUDITOR).get(reverse("home")).context
    assert (4, 65_000) == (context["total"].number, context["total"].yuan)
    assert 4 == sum(each.number for _, each in context["states"])


def test_charts_draw_the_numbers_of_the_tables_beside_them(bureau, browse):
    bureau.filing()

    page = browse(Role.AUDITOR).get(reverse("home"))

    drawn = re.findall(r'<script id="(.*?)" type="application/json">(.*?)</script>', page.content.decode())
    told = {name: json.loads(text) for name, text in drawn}
    assert [each.number for _, each in page.context["states"]] == told["state-chart"]["series"][0]["data"]
    assert [[0], [0], [1]] == [each["data"] for each in told["office-chart"]["series"]]
    assert "<script>" not in page.content.decode()


def test_the_chosen_campaign_is_shown_and_else_the_newest_open_one(bureau, browse):
    facts = {"office": bureau.tree.province, "unit_until": date(2030, 1, 1)}
    facts |= {"department_until": date(2030, 1, 1), "finance_until": date(2030, 1, 1)}
    closed = Campaign.objects.create(name="已结束", year=2030, closed_at=timezone.now(), **facts)
    browser = browse(Role.AUDITOR)

    shown = [
        browser.get(reverse("home"), asked).context["campaign"]
        for asked in ({}, {"campaign": closed.pk}, {"campaign": "x"}, {"campaign": "9" * 50})
    ]

    assert [bureau.campaign, closed, bureau.campaign, bureau.campaign] == shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_speaks_both_languages(bureau, browse, language):
    bureau.filing()
    Account.objects.filter(pk=bureau.people[Role.FILER].pk).update(language=language)

    text = browse(Role.FILER).get(reverse("home")).content.decode()

    assert ("Waiting for me" in text) == (language == "en")
    assert ("待我办理" in text) == (language == "zh")


def test_several_series_stand_in_one_bar():
    one, two = bars(["甲"], {"数": [1]}), bars(["甲"], {"一": [1], "二": [2]})

    assert [("stack" in each, each["label"]["show"]) for told in (one, two) for each in told["series"]] == [
        (False, True),
        (True, False),
        (True, False),
    ]
