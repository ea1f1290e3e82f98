"""The demo starts, shows a province in every state, and goes on where it was."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from jixiao.model.state import Role, State
from jixiao.web.demo.build import build
from jixiao.web.demo.province import departments
from jixiao.web.operations.audit import walked
from jixiao.web.people.models import Assignment
from jixiao.web.reviews.models import Comment, ScoreSheet
from jixiao.web.targets.models import Campaign, Filing
from tests.web.demo.walk import signed_in, started

GANSU = Path(__file__).parents[3] / "examples/gansu-2024.docx"
TODAY = date(2026, 9, 20)


@pytest.fixture
def province(transactional_db, settings, tmp_path):  # noqa: ARG001  asks for a database of its own
    settings.MEDIA_ROOT = tmp_path / "files"
    assert build(GANSU, TODAY)


def test_every_state_every_role_and_what_people_do_is_there(province):  # noqa: ARG001  asked for
    assert set(State) == {State(state) for state in Filing.objects.values_list("state", flat=True)}
    assert set(Role) == {Role(role) for role in Assignment.objects.values_list("role", flat=True)}
    by_year = Counter(Filing.objects.values_list("campaign__year", flat=True))
    assert {2024: 6, 2026: 5, 2027: 11} == by_year
    adjusted = Filing.objects.get(subject="内河航道维护", campaign__year=2027)
    assert (State.DRAFT, 1, 2) == (adjusted.state, adjusted.approved.number, adjusted.version.number)
    assert (4, 1) == (Comment.objects.filter(place__isnull=False).count(), ScoreSheet.objects.count())
    assert [] == [each for each in walked() if each.breaks]


def test_what_happened_is_spread_over_the_weeks_before_today(province):  # noqa: ARG001  asked for
    for campaign, weeks in ((2027, 4), (2026, 5)):
        filings = Filing.objects.filter(campaign__year=campaign)
        moments = [list(each.history.order_by("sequence").values_list("at", flat=True)) for each in filings]
        every = sorted(at for each in moments for at in each)

        assert all(
            each == sorted(each) and each[0] == filing.made_at
            for each, filing in zip(moments, filings, strict=True)
        )
        assert every[-1] - every[0] > timedelta(weeks=weeks - 1)
        assert {timezone.localtime(each).weekday() for each in every} == {0, 1, 2, 3, 4}
        assert timezone.localtime(every[-1]).date() < TODAY
    ends = dict(Campaign.objects.order_by("year").values_list("year", "closed_at"))
    assert {2024: None, 2026: date(2025, 11, 30), 2027: None} == {
        year: at and timezone.localtime(at).date() for year, at in ends.items()
    }
    commented = Comment.objects.select_related("filing").first()
    entry = commented.filing.history.get(act="comment", version=commented.version)
    assert entry.at == commented.at


def test_the_disclosure_is_as_it_was_published(province):  # noqa: ARG001  asked for
    read = Filing.objects.filter(campaign__year=2024)

    assert 97 == sum(read.values_list("indicators", flat=True))
    assert {"中共甘肃省委政法委员会"} == {each.subject for each in read.filter(form="unit-targets")}


def test_a_province_that_is_there_is_left_alone(province):  # noqa: ARG001  asked for
    assert not build(GANSU, TODAY)
    assert 22 == Filing.objects.count()


def test_its_offices_are_a_dozen_made_up_units():
    units = [unit for department in departments() for unit in department.units]

    assert 12 == len(units)
    assert all(unit.name.startswith("示例") for unit in units)


def test_it_starts_shows_its_pages_and_goes_on_where_it_was(tmp_path):
    data = tmp_path / "demo"
    command = [sys.executable, "-m", "jixiao.web.demo", GANSU, "--data", data]
    hostile = os.environ | {
        "DATABASE_URL": "postgresql://nobody@nowhere/x",
        "JIXIAO_URL": "https://elsewhere",
    }

    with started(command, env=hostile) as (url, first, accounts):
        assert {"admin", "auditor", "evaluator", "finance", "filer", "approver", "reviewer"} <= set(accounts)
        browser, home = signed_in(url, "filer", first)
        assert (200, f"{url}/") == (home.status_code, home.url)
        assert "水文监测设施运行维护" in browser.get(f"{url}/filings/").text
        assert "特殊教育学生资助" not in browser.get(f"{url}/filings/").text
        assert 404 == signed_in(url, "filer2", first)[0].get(f"{url}/filings/1/").status_code
    with closing(sqlite3.connect(data / "jixiao.sqlite3")) as kept:
        kept.execute("UPDATE people_account SET name = '张三' WHERE username = 'filer'")
        kept.commit()

    with started(command, env=hostile) as (url, second, _):
        assert first != second
        assert f"{url}/sign-in/" == signed_in(url, "filer", first)[1].url
        assert "张三" in signed_in(url, "filer", second)[1].text
