"""Who had which role from when until when: a chain of entries for each account, as filings have theirs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha256

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from jixiao.model.message import Message
from jixiao.model.state import Role
from jixiao.web.people.enums import RoleAct
from jixiao.web.people.models import Account, Office, RoleEntry

START = "0" * 64


def append(*, account: Account, by: Account | None, act: RoleAct, role: Role, office: Office) -> RoleEntry:
    """Adds to the history of an account, inside of the caller's transaction."""
    Account.objects.select_for_update().get(pk=account.pk)  # one after the other
    last = account.role_history.order_by("-sequence").first()
    entry = RoleEntry(
        account=account,
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        by=by,
        act=act,
        role=role,
        office=office,
        previous=last.digest if last else START,
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    return entry


def digest(entry: RoleEntry) -> str:
    """Over everything the entry says, and the digest before it."""
    said = [
        entry.account_id,
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.by_id,
        str(entry.act),
        str(entry.role),
        entry.office_id,
        entry.previous,
    ]
    return sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def breaks(entries: Iterable[RoleEntry], held: Iterable[tuple[str, int]]) -> Iterator[tuple[int, Message]]:
    """Where the history of one account does not hold, or does not lead to the roles that it has."""
    previous, sequence, roles = START, 0, set[tuple[str, int]]()
    for entry in entries:
        sequence += 1
        if entry.sequence != sequence or entry.previous != previous:
            yield sequence, _MISSING
        elif digest(entry) != entry.digest:
            yield sequence, _CHANGED
        previous, sequence = entry.digest, entry.sequence
        change = roles.add if entry.act == RoleAct.APPOINT else roles.discard
        change((entry.role, entry.office_id))
    if roles != set(held):
        yield sequence, _HELD


def tenures() -> QuerySet[RoleEntry]:
    """Each time somebody had a role, the newest first; ``until`` is None where they still do."""
    ended = RoleEntry.objects.filter(
        act=RoleAct.DISMISS,
        sequence__gt=OuterRef("sequence"),
        **{name: OuterRef(name) for name in ("account", "role", "office")},
    ).order_by("sequence")
    begun = RoleEntry.objects.filter(act=RoleAct.APPOINT).select_related("account", "by", "office")
    return begun.annotate(
        until=Subquery(ended.values("at")[:1]), ended_by=Subquery(ended.values("by__name")[:1])
    ).order_by("-at", "-pk")


_MISSING = Message("缺少一条任免记录，或顺序被改动", "an appointment is missing or out of order")
_CHANGED = Message("任免记录被改动", "the appointment was changed")
_HELD = Message("现有的角色与任免记录不符", "the roles are not those that the appointments lead to")
