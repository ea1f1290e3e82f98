"""Campaigns: who opens, extends and closes them, how far they are, and who is reminded once a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from jixiao.model.state import Role
from jixiao.model.table import Form
from jixiao.web.people.domain import make_office
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Account
from jixiao.web.targets import queries
from jixiao.web.targets.domain import campaigns, reminders, steps
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.models import Campaign, Filing, Reminder
from jixiao.web.targets.views.campaigns import groups_of

DAYS = (date(2024, 10, 31), date(2024, 11, 15), date(2024, 11, 30))
LATER = tuple(day + timedelta(days=7) for day in DAYS)


@pytest.fixture
def browse(bureau, signed_in):
    return lambda role: signed_in(bureau.people[role])


@pytest.fixture
def administrator(bureau):
    return bureau.people[Role.ADMINISTRATOR]


def form(**changes):
    days = dict(zip(("unit_until", "department_until", "finance_until"), LATER, strict=True))
    return {"name": "2026年申报", "year": "2026", "kinds": ["project-targets"], **days, **changes}


# -------------------------------------------------------------------------------- permissions
@pytest.mark.parametrize("role", Role)
def test_only_administrators_open_change_and_close_campaigns(bureau, browse, tree, role):
    is_allowed, number = role is Role.ADMINISTRATOR, bureau.campaign.pk
    browser, allowed = browse(role), 200 if role is Role.ADMINISTRATOR else 403

    assert 200 == browser.get(reverse("campaigns")).status_code
    assert 200 == browser.get(reverse("campaign", args=[number])).status_code
    assert allowed == browser.get(reverse("campaign-new")).status_code
    for name in ("campaign-change", "campaign-close"):
        assert allowed == browser.get(reverse(name, args=[number])).status_code, name
    asked = form(office=tree.province.pk, unit=[tree.unit.pk])
    done = 302 if is_allowed else 403
    assert done == browser.post(reverse("campaign-new"), asked).status_code
    assert (2 if is_allowed else 1) == Campaign.objects.count()
    for name in ("campaign-remind", "campaign-close"):
        assert done == browser.post(reverse(name, args=[number])).status_code, name
    assert is_allowed == (Campaign.objects.get(pk=number).closed_at is not None)


def test_a_campaign_of_another_department_is_not_there(bureau, tree, person, signed_in):
    keeper = person("keeper", Role.ADMINISTRATOR, tree.beside)
    ours = campaigns.open_campaign(
        account=bureau.people[Role.ADMINISTRATOR],
        office=tree.department,
        name="水利厅申报",
        year=2026,
        forms=[Form.PROJECT_TARGETS],
        deadlines=DAYS,
        offices=[tree.unit],
    )

    for name in ("campaign", "campaign-change", "campaign-close"):
        assert 404 == signed_in(keeper).get(reverse(name, args=[ours.pk])).status_code
    assert 404 == signed_in(keeper).get(reverse("progress-csv"), {"campaign": ours.pk}).status_code
    assert 404 == signed_in(keeper).post(reverse("campaign-new"), form(office=tree.department.pk)).status_code


def test_nobody_is_reminded_by_following_a_link(bureau, browse):
    number = bureau.campaign.pk

    assert 405 == browse(Role.ADMINISTRATOR).get(reverse("campaign-remind", args=[number])).status_code
    browse(Role.ADMINISTRATOR).get(reverse("campaign-close", args=[number]))
    assert Campaign.objects.get(pk=number).closed_at is None


# ------------------------------------------------------------------------------- who must file
def test_all_below_means_units_and_departments_without_any(tree):
    empty = make_office(by=None, kind=Kind.DEPARTMENT, code="200", name="示例省档案局", parent=tree.province)
    groups = {group.office: group for group in groups_of(tree.province)}

    assert {tree.unit.pk, tree.other.pk, empty.pk} == set(groups[tree.province].below)
    assert [tree.department, tree.unit] == groups[tree.department].members
    assert [tree.unit.pk] == groups[tree.department].below
    assert ("示例省", []) == (groups[tree.city].above, groups[tree.city].members)


@pytest.mark.parametrize(
    ("ticked", "names"),
    [
        ({"below": "province"}, {"示例省水文站", "示例学校"}),
        ({"below": "department"}, {"示例省水文站"}),
        ({"unit": "department"}, {"示例省水利厅"}),
        ({"unit": "other"}, {"示例学校"}),
        ({}, None),
        ({"unit": "province"}, None),
    ],
)
def test_who_must_file_is_chosen_in_the_tree(bureau, browse, tree, ticked, names):
    told = {name: getattr(tree, office).pk for name, office in ticked.items()}

    answer = browse(Role.ADMINISTRATOR).post(reverse("campaign-new"), form(office=tree.province.pk, **told))

    made = Campaign.objects.exclude(pk=bureau.campaign.pk).first()
    assert (302 if names else 200) == answer.status_code
    assert names == (made and {each.name for each in made.offices.all()})


def test_a_double_click_opens_one_campaign(bureau, browse, tree):
    browser = browse(Role.ADMINISTRATOR)
    asked = form(office=tree.province.pk, unit=[tree.unit.pk], key="once")

    places = {browser.post(reverse("campaign-new"), asked).url for _ in range(2)}

    assert (1, 2) == (len(places), Campaign.objects.count())
    assert bureau.campaign.pk


def test_wrong_days_are_told_and_nothing_is_opened(bureau, browse, tree):
    asked = form(office=tree.province.pk, unit=[tree.unit.pk], department_until="2020-01-01")

    answer = browse(Role.ADMINISTRATOR).post(reverse("campaign-new"), asked)

    assert "截止日期要依次" in answer.content.decode()
    assert [bureau.campaign] == list(Campaign.objects.all())


# -------------------------------------------------------------------------- extended and closed
def change(bureau, role=Role.ADMINISTRATOR, **changes):
    asked = {"deadlines": DAYS, "offices": [], "reminds": False} | changes
    campaigns.change(account=bureau.people[role], campaign=bureau.campaign, **asked)
    bureau.campaign.refresh_from_db()


def test_more_time_and_more_units_are_given(bureau, tree):
    change(bureau, deadlines=LATER, offices=[tree.department], reminds=True)

    assert (LATER[0], True) == (bureau.campaign.unit_until, bureau.campaign.reminds)
    assert {tree.unit, tree.other, tree.department} == set(bureau.campaign.offices.all())


def test_nothing_that_was_announced_is_taken_away(bureau):
    with pytest.raises(Refusal):
        change(bureau, deadlines=(DAYS[0] - timedelta(days=1), *DAYS[1:]))
    with pytest.raises(Refusal):
        change(bureau, deadlines=(DAYS[2], DAYS[1], DAYS[2]))
    with pytest.raises(NotAllowed):
        change(bureau, Role.FINANCE_REVIEWER, deadlines=LATER)
    campaigns.close(account=bureau.people[Role.ADMINISTRATOR], campaign=bureau.campaign)
    with pytest.raises(Refusal):
        change(bureau, deadlines=LATER)

    assert DAYS[0] == Campaign.objects.get().unit_until


def test_the_form_of_a_change_keeps_units_and_days(bureau, browse):
    page = browse(Role.ADMINISTRATOR).get(reverse("campaign-change", args=[bureau.campaign.pk]))
    text = page.content.decode()

    assert 2 == text.count("checked disabled")
    assert 'value="2024-10-31"' in text


# ------------------------------------------------------------------------------------- progress
@pytest.mark.parametrize("number", [1, 3, 300])
def test_progress_asks_as_much_for_300_as_for_one(bureau, browse, django_assert_num_queries, number):
    one = bureau.filing()
    Filing.objects.bulk_create(
        Filing(campaign=one.campaign, office=one.office, form=one.form, subject=f"又{place}")
        for place in range(number - 1)
    )
    browser = browse(Role.ADMINISTRATOR)

    with django_assert_num_queries(8):
        page = browser.get(reverse("campaign", args=[bureau.campaign.pk]))
    with django_assert_num_queries(6):
        browser.get(reverse("campaigns"))

    assert {"示例省水文站": number, "示例学校": 0} == {
        each.name: each.number for each in page.context["page"]
    }


@pytest.mark.parametrize(("show", "names"), [("", 2), ("late", 2), ("none", 1), ("nonsense", 2)])
def test_progress_is_narrowed_to_what_is_late_or_missing(bureau, browse, show, names):
    bureau.filing()

    page = browse(Role.AUDITOR).get(reverse("campaign", args=[bureau.campaign.pk]), {"show": show})

    assert names == len(page.context["page"].object_list)


def test_what_is_late_depends_on_the_day(bureau):
    bureau.filing()
    auditor = bureau.people[Role.AUDITOR]

    on_time, late = (
        [(each.late, each.is_missing) for each in queries.progress_late(bureau.campaign, auditor, day)]
        for day in (DAYS[0], DAYS[0] + timedelta(days=1))
    )

    assert ([(0, False), (0, False)], [(1, False), (0, True)]) == (on_time, late)


def test_progress_is_taken_along(bureau, browse):
    bureau.filing()

    data = browse(Role.AUDITOR).get(reverse("progress-csv"), {"campaign": bureau.campaign.pk}).getvalue()

    assert ["001,示例省水文站,1,1,0,0,1", "001,示例学校,0,0,0,0,0"] == data.decode().splitlines()[1:]


# ------------------------------------------------------------------------------------ reminders
@pytest.fixture
def reachable(bureau):
    """The bureau's people have addresses; the filer reads English."""
    for account in bureau.people.values():
        Account.objects.filter(pk=account.pk).update(email=f"{account.username}@example.org")
    Account.objects.filter(pk=bureau.people[Role.FILER].pk).update(language="en")
    return bureau


def mailed():
    sent = {each.to[0].partition("@")[0] for each in mail.outbox}
    mail.outbox.clear()
    return sent


def test_who_must_act_is_reminded_when_it_is_late_or_nearly_so(reachable):
    bureau = reachable
    waits, done = bureau.filing(), bureau.filing()
    bureau.approved(done)
    steps.hand_in(bureau.asked(Role.FILER, waits))

    far = reminders.remind(bureau.campaign, DAYS[0] - timedelta(days=4))
    assert (0, set()) == (far, mailed())
    near = reminders.remind(bureau.campaign, DAYS[0] - timedelta(days=3))
    assert (1, {"unit-approver"}) == (near, mailed())
    steps.submit(bureau.asked(Role.UNIT_APPROVER, waits))
    reminders.remind(bureau.campaign, DAYS[1])
    assert {"department-reviewer"} == mailed()
    steps.review(bureau.asked(Role.DEPARTMENT_REVIEWER, waits))
    reminders.remind(bureau.campaign, DAYS[2])
    assert {"finance-reviewer"} == mailed()


def test_a_unit_without_a_table_is_reminded_as_well(reachable):
    reminders.remind(reachable.campaign, DAYS[0] + timedelta(days=1))

    [message] = mail.outbox
    assert "示例省水文站: no table yet (due 2024-10-31, late)" in message.body
    assert message.body.startswith("Dear 用户filer,")
    mail.outbox.clear()
    campaigns.close(account=reachable.people[Role.ADMINISTRATOR], campaign=reachable.campaign)
    reachable.campaign.refresh_from_db()
    assert 0 == reminders.remind(reachable.campaign, DAYS[0] + timedelta(days=2))


def test_nobody_gets_two_mails_a_day(reachable):
    other = Campaign.objects.create(
        name="又一次申报",
        year=2025,
        office=reachable.tree.province,
        unit_until=DAYS[0],
        department_until=DAYS[1],
        finance_until=DAYS[2],
    )
    other.offices.add(reachable.tree.unit)

    sent = [reminders.remind(each, DAYS[0]) for each in (reachable.campaign, reachable.campaign, other)]
    next_day = reminders.remind(other, DAYS[0] + timedelta(days=1))

    assert ([1, 0, 0], 1, 2) == (sent, next_day, Reminder.objects.count())


def test_a_mail_that_is_not_sent_stands_in_the_log(reachable, browse, monkeypatch):
    def refuse(*_):
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    sent = reminders.remind(reachable.campaign, DAYS[0])

    assert (0, "ConnectionRefusedError: nobody there") == (sent, Reminder.objects.get().problem)
    page = browse(Role.ADMINISTRATOR).get(reverse("campaign", args=[reachable.campaign.pk]))
    assert "未发出：ConnectionRefusedError" in page.content.decode()


def test_who_asks_for_reminders_starts_one_task(reachable, browse):
    from django_tasks_db.models import DBTaskResult

    browser, address = browse(Role.ADMINISTRATOR), reverse("campaign-remind", args=[reachable.campaign.pk])

    for _ in range(2):
        browser.post(address, {"key": "once"})

    [task] = DBTaskResult.objects.all()
    assert "jixiao.web.targets.tasks.remind" == task.task_path


@pytest.fixture
def asked(reachable):  # noqa: ARG001  a campaign has to be there
    """How many tasks there are after these times of a day in Beijing."""
    from django_tasks_db.models import DBTaskResult

    cache.clear()

    def ask(*times, day=1):
        for hour, minute in times:
            reminders.ask_daily(datetime(2026, 9, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai")))
        return DBTaskResult.objects.count()

    return ask


def test_open_campaigns_that_say_so_are_asked_about_every_day(reachable, asked):
    assert 0 == asked((9, 0), day=1)
    change(reachable, reminds=True)
    assert 1 == asked((9, 0), day=2)
    campaigns.close(account=reachable.people[Role.ADMINISTRATOR], campaign=reachable.campaign)
    assert 1 == asked((9, 0), day=3)


def test_reminders_go_out_from_the_hour_that_was_set_on_and_once_a_day(reachable, asked):
    change(reachable, reminds=True)

    assert 0 == asked((0, 0), (8, 59))
    assert 1 == asked((9, 0), (9, 0), (9, 1), (23, 59))  # whoever starts anew asks again
    assert 1 == asked((0, 0), day=2)
    assert 2 == asked((15, 30), day=2)  # nothing ran at nine
