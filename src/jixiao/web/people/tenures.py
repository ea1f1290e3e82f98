"""Who had which role from when until when: a chain of entries for each account, as filings have theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from jixiao.model.message import Message
from jixiao.model.state import Role
from jixiao.web.config import chain
from jixiao.web.people.enums import RoleAct
from jixiao.web.people.models import Account, Office, RoleEntry


def append(*, account: Account, by: Account | None, act: RoleAct, role: Role, office: Office) -> RoleEntry:
    """Adds to the history of an account, inside of the caller's transaction."""
    Account.objects.select_for_update().get(pk=account.pk)  # one after the other
    sequence, previous = chain.after(account.role_history.order_by("-sequence").first())
    entry = RoleEntry(
        account=account,
        sequence=sequence,
        at=timezone.now(),
        by=by,
        act=act,
        role=role,
        office=office,
        previous=previous,
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    return entry


def digest(entry: RoleEntry) -> str:
    """Over everything the entry says, and the digest before it."""
    said = [
        entry.account_id,
        entry.sequence,
        entry.at,
        entry.by_id,
        str(entry.act),
        str(entry.role),
        entry.office_id,
        entry.previous,
    ]
    return chain.digest_of_facts(said)


def breaks(entries: Iterable[RoleEntry], held: Iterable[tuple[str, int]]) -> Iterator[tuple[int, Message]]:
    """Where the history of one account does not hold, or does not lead to the roles that it has."""
    reached, roles = 0, set[tuple[str, int]]()
    for sequence, entry, broken in chain.followed(entries, digest):
        if broken:
            yield sequence, broken
        change = roles.add if entry.act == RoleAct.APPOINT else roles.discard
        change((entry.role, entry.office_id))
        reached = entry.sequence
    if roles != set(held):
        yield reached, _HELD


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


_HELD = Message("现有的角色与任免记录不符", "the roles are not those that the appointments lead to")
