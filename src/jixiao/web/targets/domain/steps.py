"""The steps of a filing from draft to approval: lock, look up, ask, write, tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from jixiao.model.message import Message
from jixiao.model.state import EDITABLE, Action, State, Transition, transition
from jixiao.web.people import rules
from jixiao.web.people.models import Account
from jixiao.web.targets.domain import content, history
from jixiao.web.targets.domain.errors import NotAllowed, Refusal, Stale
from jixiao.web.targets.domain.once import first_time
from jixiao.web.targets.models import Filing

Mark = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to take a step with which filing, as it was when they looked; ``key`` names the request."""

    account: Account
    filing: int
    revision: int
    key: str = ""


def hand_in(asked: Asked) -> Filing:
    """送审: the filer is done; the version is sealed and the unit's approver has it."""
    return _step(asked, Action.HAND_IN)


def submit(asked: Asked) -> Filing:
    """上报: to the department."""
    return _step(asked, Action.SUBMIT)


def review(asked: Asked, *, reason: str = "") -> Filing:
    """审核通过: to the finance office."""
    return _step(asked, Action.REVIEW, reason)


def approve(asked: Asked, *, reason: str = "") -> Filing:
    """批复: locked; the version is the one in force."""
    return _step(asked, Action.APPROVE, reason)


def send_back(asked: Asked, *, reason: str, marks: Sequence[Mark] = ()) -> Filing:
    """退回: to the unit with a reason and marks on indicators; what was sent back stays as a version."""
    return _step(asked, Action.RETURN, reason, {"marks": list(marks)})


def withdraw(asked: Asked) -> Filing:
    """撤回: back to draft while the next one has not acted."""
    return _step(asked, Action.WITHDRAW)


def unlock(asked: Asked, *, cells: Sequence[str], reason: str) -> Filing:
    """解锁: only the named cells (``indicator.5.target``) or rows (``indicator.5``) may change."""
    if not cells:
        raise Refusal(Message("请选择要解锁的指标或单元格", "choose the indicators or cells to unlock"))
    return _step(asked, Action.UNLOCK, reason, {"cells": list(cells)})


def adjust(asked: Asked, *, reason: str) -> Filing:
    """调整: a new version of an approved table; the approved one stays in force until the new one is."""
    return _step(asked, Action.ADJUST, reason)


def _step(asked: Asked, action: Action, reason: str = "", detail: dict[str, Any] | None = None) -> Filing:
    with transaction.atomic():
        filing = locked(asked.filing)
        if not first_time(account=asked.account, key=asked.key):
            return filing
        step = _allowed(asked, filing, action, reason)
        history.append(
            filing=filing,
            account=asked.account,
            act=action.value,
            start=step.start.value,
            end=step.end.value,
            reason=reason.strip(),
            detail=detail,
        )
        _move(filing, asked.account, step, detail or {})
        return filing


def locked(pk: int) -> Filing:
    """The filing, which nobody else can change until the transaction ends."""
    return (
        Filing.objects.select_for_update(of=("self",))
        .select_related("office", "campaign__office", "version", "approved")
        .get(pk=pk)
    )


def _allowed(asked: Asked, filing: Filing, action: Action, reason: str) -> Transition:
    step = transition(State(filing.state), action)
    if step is None:
        raise Refusal(_NO_STEP)
    if not rules.may_take(asked.account.posts, step, filing.office.path):
        raise NotAllowed(_NO_ROLE)
    if filing.revision != asked.revision:
        raise Stale(asked.revision, filing.revision)
    if step.needs_reason and not reason.strip():
        raise Refusal(_NO_REASON)
    if action is Action.HAND_IN and not filing.indicators:
        raise Refusal(_NO_INDICATORS)
    return step


def _move(filing: Filing, account: Account, step: Transition, detail: dict[str, Any]) -> None:
    """Write the new state. Leaving the unit seals the version; coming back opens a new one."""
    version = filing.version
    if version is None:
        raise ValueError("a filing without content")
    filing.state = step.end
    filing.revision += 1
    filing.changed_at = timezone.now()
    filing.unlocked = detail.get("cells", [])
    if step.action is Action.HAND_IN:
        version.sealed_at = timezone.now()
        version.save(update_fields=("sealed_at",))
    if step.action is Action.APPROVE:
        filing.approved = version
    if step.end in EDITABLE:
        content.add_version(filing=filing, account=account, table=content.table_in(version))
    filing.save()


_NO_ROLE = Message("您没有在此处做这一步的权限", "you have no role for this step here")
_NO_STEP = Message(
    "这张表现在不能做这一步，可能已被他人处理",
    "this step cannot be taken now; someone may have acted already",
)
_NO_INDICATORS = Message(
    "这张表还没有指标；请先填写指标再送审",
    "the table has no indicator yet; fill them in before it is handed in",
)
_NO_REASON = Message("请写明理由", "give a reason")
