"""What waits for whom, in which order, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jixiao.model.opinion import Opinion
from jixiao.model.state import Role
from jixiao.model.table import Form
from jixiao.web.reviews import queries
from jixiao.web.reviews.domain import comments, sheets
from jixiao.web.reviews.remarks import Remark
from jixiao.web.targets.domain import campaigns, content, steps
from jixiao.web.targets.filters import filters_in
from jixiao.web.targets.models import Filing

REVIEWER = Role.DEPARTMENT_REVIEWER
TODAY = date(2024, 11, 20)


def campaign_of(bureau, year, deadlines):
    return campaigns.open_campaign(
        account=bureau.people[Role.ADMINISTRATOR],
        office=bureau.tree.province,
        name=f"{year}年预算绩效目标申报",
        year=year,
        forms=[Form.PROJECT_TARGETS, Form.UNIT_TARGETS],
        deadlines=deadlines,
        offices=[bureau.tree.unit],
    )


def test_the_queue_is_what_only_goes_on_when_one_acts(bureau, waiting):
    draft, submitted = bureau.filing(), waiting()
    reviewed = waiting()
    steps.review(bureau.asked(REVIEWER, reviewed))

    queues = {role: set(queries.queue(account)) for role, account in bureau.people.items()}

    assert draft not in queues[Role.FILER]
    assert {
        Role.FILER: set(),
        Role.UNIT_APPROVER: set(),
        REVIEWER: {submitted},
        Role.FINANCE_REVIEWER: {reviewed},
        Role.EVALUATOR: {submitted, reviewed},
        Role.AUDITOR: set(),
        Role.ADMINISTRATOR: set(),
    } == queues


def test_an_evaluator_has_scored_a_version_once_and_for_all(bureau, waiting):
    filing = waiting()
    sheets.score(bureau.asked(Role.EVALUATOR, filing), version=1, marks={})

    assert not queries.queue(bureau.people[Role.EVALUATOR]).exists()
    comments.send_back(bureau.asked(REVIEWER, filing), reason="改")
    steps.hand_in(bureau.asked(Role.FILER, filing))
    assert [filing] == list(queries.queue(bureau.people[Role.EVALUATOR]))


def test_the_most_urgent_come_first_and_the_next_follows_them_round(bureau, waiting):
    first, second, third = waiting(), waiting(), waiting()
    later = campaign_of(bureau, 2026, (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)))
    Filing.objects.filter(pk=first.pk).update(campaign=later)
    queue = queries.queue(bureau.people[REVIEWER])

    assert [second.pk, third.pk, first.pk] == [each.pk for each in queue]
    following = {each.pk: queries.following(queue, each) for each in queue}
    assert {second.pk: third.pk, third.pk: first.pk, first.pk: second.pk} == following
    assert queries.following(queue.filter(pk=first.pk), queue.get(pk=first.pk)) is None


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ({"errors": "some"}, [0]),
        ({"errors": "warned"}, [1]),
        ({"errors": "clean"}, [2]),
        ({"late": "1"}, [0, 1]),
        ({"text": "项目3"}, [2]),
        ({"office": "0", "late": "yes", "errors": "?"}, [0, 1, 2]),
    ],
)
def test_the_queue_is_narrowed_by_the_address(bureau, waiting, address, places):
    filings = [waiting() for _ in range(3)]
    for filing, errors, warnings in zip(filings, (1, 0, 0), (0, 1, 0), strict=True):
        Filing.objects.filter(pk=filing.pk).update(errors=errors, warnings=warnings)
    later = campaign_of(bureau, 2026, (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)))
    Filing.objects.filter(pk=filings[2].pk).update(campaign=later)

    found = queries.narrowed(queries.queue(bureau.people[REVIEWER]), filters_in(address), TODAY)

    assert [filings[place].pk for place in places] == [each.pk for each in found]


def test_last_years_amount_is_the_approved_one_of_the_latest_year_before(bureau, waiting):
    now, other = waiting(), waiting()
    for year, yuan in ((2022, 1), (2023, 2), (2027, 3)):
        earlier = bureau.approved(bureau.filing())
        campaign = campaign_of(bureau, year, (TODAY, TODAY, TODAY))
        Filing.objects.filter(pk=earlier.pk).update(campaign=campaign, subject=now.subject, yuan=yuan)

    filings = list(queries.queue(bureau.people[REVIEWER]))

    assert {now.pk: Decimal(2), other.pk: None} == queries.last_years(filings)


def test_an_amount_that_is_being_adjusted_is_nobodys_last_year(bureau, waiting):
    now = waiting()
    earlier = bureau.approved(bureau.filing())
    steps.adjust(bureau.asked(Role.FILER, earlier), reason="调整")
    campaign = campaign_of(bureau, 2023, (TODAY, TODAY, TODAY))
    Filing.objects.filter(pk=earlier.pk).update(campaign=campaign, subject=now.subject)

    assert {now.pk: None} == queries.last_years([Filing.objects.get(pk=now.pk)])


def test_the_version_before_is_the_last_one_that_i_acted_on_or_that_was_returned(bureau, waiting):
    filing = waiting()
    people = bureau.people
    assert queries.seen_before(people[REVIEWER], filing) is None

    comments.comment(bureau.asked(Role.EVALUATOR, filing), version=1, remarks=[Remark(0, Opinion.UNRELATED)])
    steps.withdraw(bureau.asked(Role.UNIT_APPROVER, filing))
    again = Filing.objects.get(pk=filing.pk)
    content.keep(filing=again, table=replace(content.table_in(again.version), title="改"))
    again.save()

    assert 2 == again.version.number
    assert queries.seen_before(people[REVIEWER], again) is None
    assert 1 == queries.seen_before(people[Role.EVALUATOR], again).number
    steps.hand_in(bureau.asked(Role.FILER, again))
    steps.send_back(bureau.asked(Role.UNIT_APPROVER, again), reason="改")
    assert 2 == queries.seen_before(people[REVIEWER], Filing.objects.get(pk=filing.pk)).number
