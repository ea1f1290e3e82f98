"""What people see, what waits for them, what is late; the same number of queries however much there is."""

from __future__ import annotations

from datetime import date

import pytest

from jixiao.model.state import Role, State
from jixiao.web.targets import queries
from jixiao.web.targets.domain import steps
from jixiao.web.targets.models import Filing

WAITS = {
    State.DRAFT: Role.FILER,
    State.RETURNED: Role.FILER,
    State.UNLOCKED: Role.FILER,
    State.HANDED_IN: Role.UNIT_APPROVER,
    State.SUBMITTED: Role.DEPARTMENT_REVIEWER,
    State.REVIEWED: Role.FINANCE_REVIEWER,
    State.APPROVED: None,
}


@pytest.mark.parametrize("state", State, ids=lambda state: state.value)
def test_a_filing_waits_for_one_role_alone(bureau, state):
    Filing.objects.filter(pk=bureau.filing().pk).update(state=state)

    waiting = {role for role, account in bureau.people.items() if queries.waiting_for(account).exists()}

    assert ({WAITS[state]} - {None}) == waiting


def test_a_filing_is_seen_above_its_unit_and_not_beside_it(bureau, person):
    bureau.filing()
    beside = person("beside", Role.FILER, bureau.tree.other)
    below = person("below", Role.DEPARTMENT_REVIEWER, bureau.tree.beside)

    assert [0, 0, *[1] * len(bureau.people)] == [
        queries.filings_visible(account).count() for account in (beside, below, *bureau.people.values())
    ]


def test_what_is_late_depends_on_where_it_stands(bureau):
    first, second = bureau.filing(), bureau.filing()
    steps.hand_in(bureau.asked(Role.FILER, second))
    steps.submit(bureau.asked(Role.UNIT_APPROVER, second))
    seen = queries.filings_visible(bureau.people[Role.AUDITOR])

    assert [[], [first.pk], [first.pk, second.pk]] == [
        sorted(each.pk for each in queries.late(seen, day))
        for day in (date(2024, 10, 31), date(2024, 11, 15), date(2024, 11, 16))
    ]


def test_progress_counts_every_office_that_must_file(bureau, django_assert_num_queries):
    bureau.approved(bureau.filing())
    bureau.filing()
    auditor = bureau.people[Role.AUDITOR]
    assert auditor.posts

    with django_assert_num_queries(1):
        found = {
            each.name: (each.number, each.with_unit, each.waiting, each.approved)
            for each in queries.progress_of(bureau.campaign, auditor)
        }

    assert {"示例省水文站": (2, 1, 0, 1), "示例学校": (0, 0, 0, 0)} == found


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_is_one_query(bureau, django_assert_num_queries, number):
    for _ in range(number):
        bureau.filing()
    auditor = bureau.people[Role.AUDITOR]
    assert auditor.posts

    with django_assert_num_queries(1):
        shown = [
            (each.subject, each.office.name, each.campaign.name) for each in queries.filings_visible(auditor)
        ]

    assert number == len(shown)
