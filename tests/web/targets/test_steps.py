"""The way of a filing from draft to approval: every state, action and role."""

from __future__ import annotations

import pytest

from jixiao.forms.edited import Edit
from jixiao.model.state import TRANSITIONS, Action, Role, State, transition
from jixiao.web.targets.domain import content, filling, history, steps
from jixiao.web.targets.domain.errors import NotAllowed, Refusal, Stale
from jixiao.web.targets.models import Entry, Filing

ACTIONS = {
    Action.HAND_IN: steps.hand_in,
    Action.SUBMIT: steps.submit,
    Action.REVIEW: steps.review,
    Action.APPROVE: steps.approve,
    Action.RETURN: lambda asked: steps.send_back(asked, reason="指标不够细化"),
    Action.WITHDRAW: steps.withdraw,
    Action.UNLOCK: lambda asked: steps.unlock(asked, cells=["indicator.0.target"], reason="数据有误"),
    Action.ADJUST: lambda asked: steps.adjust(asked, reason="预算调整"),
}
CASES = [(state, action, role) for state in State for action in Action for role in Role]


@pytest.mark.parametrize(("state", "action", "role"), CASES, ids=lambda each: each.value)
def test_a_step_is_taken_by_whom_it_belongs_to_and_by_nobody_else(bureau, state, action, role):
    filing = bureau.filing()
    Filing.objects.filter(pk=filing.pk).update(state=state)
    entries = Entry.objects.count()
    step = transition(state, action)

    if step and step.role is role:
        done = ACTIONS[action](bureau.asked(role, filing))
        assert (step.end, entries + 1) == (done.state, Entry.objects.count())
        return
    with pytest.raises(NotAllowed if step else Refusal):
        ACTIONS[action](bureau.asked(role, filing))
    assert (state, 0, entries) == (
        *Filing.objects.values_list("state", "revision").get(pk=filing.pk),
        Entry.objects.count(),
    )


def test_every_step_that_sends_back_wants_a_reason(bureau):
    filing = bureau.filing()
    steps.hand_in(bureau.asked(Role.FILER, filing))

    with pytest.raises(Refusal, match="give a reason"):
        steps.send_back(bureau.asked(Role.UNIT_APPROVER, filing), reason=" ")
    assert {Action.RETURN, Action.UNLOCK, Action.ADJUST} == {
        each.action for each in TRANSITIONS if each.needs_reason
    }


def test_a_table_without_indicators_is_not_handed_in(bureau):
    filing = bureau.filing(indicators=())

    with pytest.raises(Refusal, match="no indicator yet"):
        steps.hand_in(bureau.asked(Role.FILER, filing))


def test_a_stale_page_changes_nothing(bureau):
    filing = bureau.filing()
    seen = bureau.asked(Role.FILER, filing)
    steps.hand_in(seen)
    steps.withdraw(bureau.asked(Role.FILER, filing))

    with pytest.raises(Stale):
        steps.hand_in(seen)


def test_a_request_sent_twice_acts_once(bureau):
    filing = bureau.filing()
    asked = bureau.asked(Role.FILER, filing, key="7f3a")
    steps.hand_in(asked)

    again = steps.hand_in(asked)

    assert (State.HANDED_IN, ["make", "hand-in"]) == (
        again.state,
        list(Entry.objects.values_list("act", flat=True)),
    )


def test_what_was_sent_back_stays_as_it_was(bureau):
    filing = bureau.filing()
    steps.hand_in(bureau.asked(Role.FILER, filing))
    steps.send_back(
        bureau.asked(Role.UNIT_APPROVER, filing), reason="请细化", marks=[{"row": 0, "opinion": 2}]
    )
    filling.save(
        account=bureau.people[Role.FILER],
        filing=filing.pk,
        edits=[Edit("indicator.0.target", "≤100%", "≤95%")],
    )

    first, second = Filing.objects.get(pk=filing.pk).versions.all()
    assert ("≤100%", "≤95%", None) == (
        content.table_in(first).indicators[0].printed,
        content.table_in(second).indicators[0].printed,
        second.sealed_at,
    )


def test_only_the_unlocked_cell_of_an_approved_table_changes(bureau):
    filing = bureau.filing()
    bureau.approved(filing)
    steps.unlock(
        bureau.asked(Role.FINANCE_REVIEWER, filing), cells=["indicator.0.target"], reason="指标值误填"
    )
    filer = bureau.people[Role.FILER]

    with pytest.raises(Refusal, match=r"indicator\.1\.target"):
        filling.save(account=filer, filing=filing.pk, edits=[Edit("indicator.1.target", "=100%", "≥90%")])
    with pytest.raises(Refusal, match="rows stay"):
        filling.add_blank_row(account=filer, filing=filing.pk, revision=filing.revision, place=0)
    filling.save(account=filer, filing=filing.pk, edits=[Edit("indicator.0.target", "≤100%", "≤95%")])

    held = Filing.objects.get(pk=filing.pk)
    assert ("≤95%", "≤100%") == tuple(
        content.table_in(version).indicators[0].printed for version in (held.version, held.approved)
    )


def test_an_adjustment_leaves_the_approved_version_in_force(bureau):
    filing = bureau.filing()
    bureau.approved(filing)
    steps.adjust(bureau.asked(Role.FILER, filing), reason="年中预算调整")

    held = Filing.objects.get(pk=filing.pk)
    assert (State.DRAFT, 1, 2) == (held.state, held.approved.number, held.version.number)


def test_of_two_who_change_the_same_cell_the_second_is_told(bureau):
    filing, filer = bureau.filing(), bureau.people[Role.FILER]
    filling.save(account=filer, filing=filing.pk, edits=[Edit("indicator.0.target", "≤100%", "≤95%")])

    saved = filling.save(
        account=filer,
        filing=filing.pk,
        edits=[Edit("indicator.0.target", "≤100%", "≤80%"), Edit("indicator.1.target", "=100%", "≥90%")],
    )

    kept = content.table_in(Filing.objects.get(pk=filing.pk).version).indicators
    assert (["≤95%"], "≤95%", "≥90%") == (
        [each.now for each in saved.refused],
        kept[0].printed,
        kept[1].printed,
    )


def test_every_revision_has_its_entry_after_the_one_of_the_making(bureau):
    filing, filer = bureau.filing(), bureau.people[Role.FILER]
    filling.add_blank_row(account=filer, filing=filing.pk, revision=0, place=0)
    filling.save(account=filer, filing=filing.pk, edits=[Edit("indicator.0.level3", "", "培训人数")])
    filling.save(account=filer, filing=filing.pk, edits=[])
    done = bureau.approved(filing)

    assert (done.revision + 1, done.revision + 1) == (
        done.history.count(),
        done.history.order_by("-sequence")[0].sequence,
    )


def test_history_holds(bureau):
    filing = bureau.filing()
    bureau.approved(filing)

    assert [] == list(history.breaks(filing, filing.history.all()))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reason": "无"}, "the entry was changed"),
        ({"sequence": 9}, "missing or out of order"),
        ({"previous": "0" * 64}, "missing or out of order"),
    ],
)
def test_a_changed_entry_breaks_it(bureau, changes, why):
    filing = bureau.filing()
    bureau.approved(filing)
    Entry.objects.filter(filing=filing, sequence=3).update(**changes)

    assert why in next(history.breaks(filing, filing.history.all())).why.en


def test_a_changed_version_breaks_it(bureau):
    filing = bureau.filing()
    done = bureau.approved(filing)
    done.versions.update(content=done.version.content.replace("规范", "健全"))

    assert {"the table of that time was changed"} == {
        each.why.en for each in history.breaks(filing, filing.history.all())
    }
