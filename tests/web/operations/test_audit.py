"""Whatever is changed behind the application's back is found."""

from __future__ import annotations

import json
import os
import threading

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from jixiao.cli.app import run
from jixiao.forms.edited import Edit
from jixiao.model.message import Message
from jixiao.model.state import Role, State
from jixiao.model.table import Form
from jixiao.web.config import chain
from jixiao.web.operations import audit
from jixiao.web.operations.audit import Walked, walked, walked_roles
from jixiao.web.people import tenures
from jixiao.web.people.domain import appoint, dismiss
from jixiao.web.people.models import Assignment, RoleEntry
from jixiao.web.targets.domain import filings, filling, steps
from jixiao.web.targets.models import Entry, Filing, Version

pytestmark = pytest.mark.django_db(transaction=True)


def begun(bureau, subject):
    """As a person begins one."""
    return filings.start_empty(
        account=bureau.people[Role.FILER],
        campaign=bureau.campaign,
        office=bureau.tree.unit,
        form=Form.PROJECT_TARGETS,
        subject=subject,
    )


@pytest.fixture
def adjusted(bureau):
    """Approved, then adjusted and filled in again: 7 entries, two versions."""
    filing = bureau.filing()
    bureau.approved(filing)
    steps.adjust(bureau.asked(Role.FILER, filing), reason="年中预算调整")
    edit = Edit("indicator.0.target", "≤100%", "≤95%")
    filling.save(account=bureau.people[Role.FILER], filing=filing.pk, edits=[edit])
    return filing


def test_what_was_done_by_the_application_holds(bureau, adjusted):
    draft = begun(bureau, "项目2")

    assert [Walked(adjusted.pk, "项目1", 7, ()), Walked(draft.pk, "项目2", 1, ())] == list(walked())


def _cut(filing):
    Entry.objects.filter(filing=filing, sequence=7).delete()


def _reword(filing):
    Entry.objects.filter(filing=filing, sequence=6).update(reason="无")


def _put_back(filing):
    Filing.objects.filter(pk=filing.pk).update(state=State.SUBMITTED)


def _approve(filing):
    Filing.objects.filter(pk=filing.pk).update(approved=Version.objects.get(filing=filing, number=2))


def _rewrite(filing, number):
    version = Version.objects.get(filing=filing, number=number)
    Version.objects.filter(pk=version.pk).update(content=version.content.replace("规范", "健全"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_reword, [(6, "the entry was changed")]),
        (_cut, [(6, audit._CUT.en)]),
        (_put_back, [(7, audit._STATE.en)]),
        (_approve, [(7, audit._APPROVED.en)]),
        (lambda filing: _rewrite(filing, 2), [(7, audit._PRESENT.en)]),
        (
            lambda filing: _rewrite(filing, 1),
            [(at, "the table of that time was changed") for at in range(2, 6)],
        ),
    ],
    ids=["entry", "end", "state", "approved", "draft", "sealed"],
)
def test_a_change_from_outside_is_found_where_it_is(adjusted, change, found):
    change(adjusted)

    (each,) = walked()
    assert found == [(one.sequence, one.why.en) for one in each.breaks]


def test_it_asks_three_times_for_many_filings(bureau):
    for number in range(5):
        begun(bureau, f"项目{number}")

    with CaptureQueriesContext(connection) as asked:
        assert 5 == len(list(walked()))

    assert 3 == len([each for each in asked.captured_queries if "FROM" in each["sql"]])


@pytest.mark.skipif("DATABASE_URL" not in os.environ, reason="tests' SQLite is in memory and has no WAL")
def test_what_is_saved_meanwhile_is_no_break(bureau, monkeypatch):
    """Filings are read before their versions and entries; between the two another person saves a cell."""
    monkeypatch.setattr(audit, "TOGETHER", 1)
    first, second = begun(bureau, "项目1"), begun(bureau, "项目2")
    walk = walked()
    assert first.pk == next(walk).filing

    def elsewhere():
        edit = Edit("goal.0", "", "保障水文监测")
        filling.save(account=bureau.people[Role.FILER], filing=second.pk, edits=[edit])
        connections.close_all()

    other = threading.Thread(target=elsewhere)
    other.start()
    other.join(10)

    assert not other.is_alive()
    assert [Walked(second.pk, "项目2", 1, ())] == list(walk)
    assert 1 == Filing.objects.get(pk=second.pk).revision


def test_the_command_says_what_it_found_and_fails(adjusted, capsys):
    assert 0 == run(["audit", "verify", "--lang", "zh"])
    assert (
        "核对了 1 张表、7 条记录：全部完好\n核对了 7 个账号、7 条任免记录：全部完好\n"
        == capsys.readouterr().out
    )
    _reword(adjusted)

    assert 1 == run(["audit", "verify", "--lang", "en"])
    assert (
        f"filing {adjusted.pk} “项目1”, entry 6: the entry was changed\n"
        "1 filings, 7 entries: 1 do not hold\n7 accounts, 7 appointments: all hold\n"
        == capsys.readouterr().out
    )
    assert 1 == run(["audit", "verify", "--format", "json", "--lang", "zh"])
    breaks = [{"filing": adjusted.pk, "entry": 6, "why": "记录内容被改动"}]
    counts = {"filings": 1, "entries": 7, "accounts": 7, "appointments": 7}
    assert counts | {"breaks": breaks} == json.loads(capsys.readouterr().out)


# ------------------------------------------------------------------------------ appointments
@pytest.fixture
def appointed(tree, person):
    """Appointed by an administrator to two offices, and dismissed from the first."""
    keeper, li = person("keeper", Role.ADMINISTRATOR, tree.province), person("li")
    first = appoint(by=keeper, account=li, role=Role.FILER, office=tree.unit)
    appoint(by=keeper, account=li, role=Role.AUDITOR, office=tree.department)
    appoint(by=keeper, account=li, role=Role.AUDITOR, office=tree.department)  # changes nothing
    dismiss(by=keeper, assignment=first)
    return li


def _reword_role(li):
    RoleEntry.objects.filter(account=li, sequence=2).update(role=Role.ADMINISTRATOR)


def _cut_roles(li):
    RoleEntry.objects.filter(account=li, sequence=3).delete()


def _leave_out_role(li):
    RoleEntry.objects.filter(account=li, sequence=2).delete()


def _give_by_hand(li):
    Assignment.objects.filter(account=li).update(role=Role.ADMINISTRATOR)


def test_appointments_hold(appointed):
    assert [1, 3] == [each.entries for each in walked_roles()]
    assert [(), ()] == [each.breaks for each in walked_roles()]
    assert appointed.pk == list(walked_roles())[1].account


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_reword_role, [(2, chain.CHANGED), (3, tenures._HELD)]),
        (_cut_roles, [(2, tenures._HELD)]),
        (_leave_out_role, [(2, chain.MISSING), (3, tenures._HELD)]),
        (_give_by_hand, [(3, tenures._HELD)]),
    ],
    ids=["entry", "end", "middle", "roles"],
)
def test_an_appointment_that_was_changed_from_outside_is_found(appointed, change, found, capsys):
    change(appointed)

    assert found == list(list(walked_roles())[1].breaks)
    assert 1 == run(["audit", "verify", "--lang", "en"])
    assert f"account {appointed.pk} “用户li”, appointment {found[0][0]}: " in capsys.readouterr().out


def test_every_message_is_in_both_languages():
    said = [
        each for part in (audit, chain, tenures) for each in vars(part).values() if isinstance(each, Message)
    ]

    assert 7 == len(said)
    assert all(each.zh and each.en for each in said)
