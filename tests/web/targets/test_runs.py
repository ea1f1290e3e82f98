"""Histories as people read them: saves in a row are one line, which opens to each of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao.forms.edited import Edit
from jixiao.model.state import Role
from jixiao.web.targets.domain import filling, history, steps
from jixiao.web.targets.models import Entry, Filing

CELL = "indicator.0.remark"


@pytest.fixture
def filing(bureau):
    return bureau.filing()


@pytest.fixture
def save(filing):
    def times(account, number):
        for _ in range(number):
            was = str(Filing.objects.get(pk=filing.pk).revision)
            text = "" if was == "0" else was
            edits = [Edit(CELL, text, str(int(was) + 1))]
            filling.save(account=account, filing=filing.pk, edits=edits)

    return times


def lines(browser, filing, **asked):
    page = browser.get(reverse("filing-history", args=[filing.pk]), asked)
    return [(run.last.act, len(run.entries)) for run in page.context["runs"]]


def test_saves_of_one_person_in_a_row_are_one_line(bureau, filing, save, person, signed_in, tree):
    filer, other = bureau.people[Role.FILER], person("另一人", Role.FILER, tree.unit)
    save(filer, 3)
    save(other, 2)
    save(filer, 1)
    browser = signed_in(filer)

    assert [("fill", 1), ("fill", 2), ("fill", 3), ("make", 1)] == lines(browser, filing)
    assert [("fill", 1)] * 6 + [("make", 1)] == lines(browser, filing, single="1")
    page = browser.get(reverse("filing-history", args=[filing.pk])).content.decode()
    assert ("填写 3 次" in page, "<ins>3</ins>" in page) == (True, True)
    assert [] == list(history.breaks(filing, filing.history.all()))


def test_another_act_between_two_saves_parts_them(bureau, filing, signed_in):
    filer = bureau.people[Role.FILER]
    filling.save(account=filer, filing=filing.pk, edits=[Edit(CELL, "", "1")])
    steps.hand_in(bureau.asked(Role.FILER, filing))
    steps.withdraw(bureau.asked(Role.FILER, filing))
    filling.save(account=filer, filing=filing.pk, edits=[Edit(CELL, "1", "2")])

    assert ["fill", "withdraw", "hand-in", "fill", "make"] == [
        act for act, _ in lines(signed_in(filer), filing)
    ]


@pytest.fixture
def saved(filing):
    """Writes saves into the history, by whom each is."""
    last = Entry.objects.get(filing=filing)

    def write(accounts):
        Entry.objects.bulk_create(
            Entry(filing=filing, sequence=place, at=last.at, account=account, act="fill", version=1)
            for place, account in enumerate(accounts, 2)
        )

    return write


def test_no_entry_is_told_twice_or_left_out_where_pages_meet(bureau, filing, saved, person, signed_in, tree):
    filer, other = bureau.people[Role.FILER], person("另一人", Role.FILER, tree.unit)
    saved([filer, filer, other] * 60)
    browser, address = signed_in(filer), reverse("filing-history", args=[filing.pk])

    pages = [browser.get(address, {"page": page}).context["runs"] for page in (1, 2)]

    told = [entry.sequence for runs in pages for run in runs for entry in run.entries]
    assert ([100, 21], [*range(181, 0, -1)]) == ([len(runs) for runs in pages], told)


@pytest.mark.parametrize("number", [1, 3, 300])
def test_a_history_asks_as_much_for_300_saves_as_for_one(
    bureau, filing, saved, signed_in, django_assert_num_queries, number
):
    saved([bureau.people[Role.FILER]] * number)
    browser = signed_in(bureau.people[Role.FILER])

    with django_assert_num_queries(7):
        page = browser.get(reverse("filing-history", args=[filing.pk]))

    run = page.context["runs"][0]
    assert (number, min(number, 100), max(number - 100, 0)) == (
        len(run.entries),
        len(run.shown),
        run.left_out,
    )
