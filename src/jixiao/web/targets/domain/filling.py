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
from jixiao.model.table import Table
from jixiao.web.people import rules
from jixiao.web.people.models import Account
from jixiao.web.people.rules import Ability
from jixiao.web.targets.domain import content, history
from jixiao.web.targets.domain.errors import NotAllowed, Refusal, Stale
from jixiao.web.targets.domain.steps import locked
from jixiao.web.targets.models import Filing
from jixiao.web.targets.pasting import pasted


@dataclass(frozen=True, slots=True)
class Saved:
    """The filing after a save, the edits that were not made with what stands there, and whether any was."""

    filing: Filing
    refused: tuple[forms.Refused, ...]
    is_changed: bool


def save(*, account: Account, filing: int, edits: Sequence[forms.Edit], seen: int | None = None) -> Saved:
    """Change cells. An edit says what the person saw, so that only changes of the same cell conflict.

    ``seen`` is the revision that the person looks at: cells go by the place of
    their row, so none is changed once rows came or went.
    """
    with transaction.atomic():
        held = _open_to(account, filing)
        if seen is not None and edits and _rows_moved(held, seen):
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


def is_open(filing: Filing, address: str) -> bool:
    """Whether a cell may change: all while it is with the unit, the named ones while it is unlocked."""
    if filing.state != State.UNLOCKED:
        return filing.state in EDITABLE
    return any(address == each or address.startswith(f"{each}.") for each in filing.unlocked)


def _rows_moved(filing: Filing, seen: int) -> bool:
    """Every revision has its entry in the history, after the one of the making."""
    return filing.history.filter(sequence__gt=seen + 1, detail__has_key="rows").exists()


def _change_rows(account: Account, pk: int, revision: int, change: Callable[[Table], Table]) -> Filing:
    with transaction.atomic():
        filing = _open_to(account, pk)
        if filing.state == State.UNLOCKED:
            raise Refusal(
                Message("只解锁了部分单元格，不能增删指标", "only some cells are unlocked; the rows stay")
            )
        if filing.revision != revision:
            raise Stale(revision, filing.revision)
        before = _table(filing)
        after = change(before)
        _keep(account, filing, after, {"rows": [len(before.indicators), len(after.indicators)]})
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
    history.append(filing=filing, account=account, act=history.FILL, detail=detail)
