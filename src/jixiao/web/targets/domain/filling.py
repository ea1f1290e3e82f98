"""Filling in: cells saved as they are typed, rows that come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from jixiao.forms import edited as forms
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.state import EDITABLE, State
from jixiao.model.table import GoalSpan, Table
from jixiao.web.people import rules
from jixiao.web.people.models import Account
from jixiao.web.people.rules import Ability
from jixiao.web.targets.domain import content, history
from jixiao.web.targets.domain.errors import NotAllowed, Refusal, Stale
from jixiao.web.targets.domain.steps import locked
from jixiao.web.targets.enums import FILL
from jixiao.web.targets.models import Filing
from jixiao.web.targets.pasting import pasted

_GOALS = 20


@dataclass(frozen=True, slots=True)
class Saved:
    """The filing after a save, the edits that were not made with what stands there, and whether any was."""

    filing: Filing
    refused: tuple[forms.Refused, ...]
    is_changed: bool


def save(*, account: Account, filing: int, edits: Sequence[forms.Edit], seen: int | None = None) -> Saved:
    """Change cells. An edit says what the person saw, so that only changes of the same cell conflict.

    ``seen`` is the revision that the person looks at: cells go by the place of
    their row and amounts by the unit above them, so none is changed once these are others.
    """
    with transaction.atomic():
        held = _open_to(account, filing)
        if seen is not None and edits and _is_reshaped(held, seen):
            raise Stale(seen, held.revision)
        if locked_out := [each.address for each in edits if not is_open(held, each.address)]:
            raise Refusal(
                Message(
                    f"这些单元格没有解锁：{'、'.join(locked_out)}",
                    f"these cells are locked: {', '.join(locked_out)}",
                )
            )
        table = _table(held)
        done = forms.edited(table, edits)
        undone = {each.edit for each in done.refused}
        # A save that is sent twice finds its text there and leaves no second entry.
        news = (each for each in edits if forms.text_at(table, each.address) != each.text)
        made = [each._asdict() for each in news if each not in undone]
        if made:
            _keep(account, held, done.table, {"cells": made})
        return Saved(held, done.refused, bool(made))


def paste(
    *, account: Account, filing: int, revision: int, place: int, fields: Sequence[str], block: str
) -> Filing:
    """Put in what was copied from a spreadsheet, from a row on, over what stands there."""
    return _change_rows(account, filing, revision, lambda table: pasted(table, place, fields, block))


def add_rows(
    *, account: Account, filing: int, revision: int, place: int, rows: Sequence[Indicator]
) -> Filing:
    """Put rows in at a place: pasted, suggested, or one blank one."""
    return _change_rows(account, filing, revision, lambda table: forms.with_rows(table, place, rows))


def add_blank_row(*, account: Account, filing: int, revision: int, place: int) -> Filing:
    return _change_rows(account, filing, revision, lambda table: forms.with_indicator(table, place))


def remove_row(*, account: Account, filing: int, revision: int, place: int) -> Filing:
    return _change_rows(account, filing, revision, lambda table: forms.without_indicator(table, place))


def move_row(*, account: Account, filing: int, revision: int, place: int, to: int) -> Filing:
    """Put an indicator elsewhere among the others."""

    def change(table: Table) -> Table:
        return forms.with_indicator_moved(table, place, to)

    return _reshape(account, filing, revision, change, lambda *_: {"order": [place, to]})


def add_goal(*, account: Account, filing: int, revision: int, span: GoalSpan) -> Filing:
    def change(table: Table) -> Table:
        if len(table.goals) >= _GOALS:
            raise Refusal(Message(f"绩效目标最多 {_GOALS} 条", f"there are {_GOALS} goals at most"))
        return forms.with_goal(table, span)

    return _reshape(account, filing, revision, change, _goals)


def remove_goal(*, account: Account, filing: int, revision: int, place: int) -> Filing:
    return _reshape(account, filing, revision, lambda table: forms.without_goal(table, place), _goals)


def change_unit(*, account: Account, filing: int, revision: int, unit: str) -> Filing:
    """Have the amounts in another unit; the money stays what it is."""

    def told(before: Table, after: Table) -> dict[str, Any]:
        return {"unit": [before.amount_unit.unit, after.amount_unit.unit]}

    return _reshape(account, filing, revision, lambda table: forms.in_unit(table, unit), told)


def _goals(before: Table, after: Table) -> dict[str, Any]:
    """How many, and what was said in one that went."""
    gone = [goal.text for goal in before.goals if goal not in after.goals and goal.text]
    return {"goals": [len(before.goals), len(after.goals)], "gone": gone}


def is_open(filing: Filing, address: str) -> bool:
    """Whether a cell may change: all while it is with the unit, the named ones while it is unlocked."""
    if filing.state != State.UNLOCKED:
        return filing.state in EDITABLE
    return any(address == each or address.startswith(f"{each}.") for each in filing.unlocked)


def _is_reshaped(filing: Filing, seen: int) -> bool:
    """Every revision has its entry in the history, after the one of the making."""
    since = filing.history.filter(sequence__gt=seen + 1)
    return since.filter(detail__has_any_keys=["rows", "order", "goals", "unit"]).exists()


def _change_rows(account: Account, pk: int, revision: int, change: Callable[[Table], Table]) -> Filing:
    def told(before: Table, after: Table) -> dict[str, Any]:
        return {"rows": [len(before.indicators), len(after.indicators)]}

    return _reshape(account, pk, revision, change, told)


def _reshape(
    account: Account,
    pk: int,
    revision: int,
    change: Callable[[Table], Table],
    told: Callable[[Table, Table], dict[str, Any]],
) -> Filing:
    """Change what the addresses or the amounts of a page mean; pages that were opened before are stale."""
    with transaction.atomic():
        filing = _open_to(account, pk)
        if filing.state == State.UNLOCKED:
            raise Refusal(
                Message(
                    "只解锁了部分单元格，不能增删、移动指标和目标，也不能换金额单位",
                    "only some cells are unlocked; the rows stay, the goals and the unit of amounts too",
                )
            )
        if filing.revision != revision:
            raise Stale(revision, filing.revision)
        before = _table(filing)
        after = change(before)
        if after != before:
            _keep(account, filing, after, told(before, after))
        return filing


def _open_to(account: Account, pk: int) -> Filing:
    filing = locked(pk)
    if not rules.may(account.posts, Ability.EDIT, filing.office.path):
        raise NotAllowed(Message("您没有填报这张表的权限", "you have no role to fill in this table"))
    if filing.state not in EDITABLE:
        raise Refusal(
            Message("这张表已送审，不能修改；可先撤回", "the table was handed in; withdraw it first")
        )
    return filing


def _table(filing: Filing) -> Table:
    if filing.version is None:
        raise ValueError("a filing without content")
    return content.table_in(filing.version)


def _keep(account: Account, filing: Filing, table: Table, detail: dict[str, Any]) -> None:
    content.keep(filing=filing, table=table)
    filing.revision += 1
    filing.save()
    history.append(filing=filing, account=account, act=FILL, detail=detail)
