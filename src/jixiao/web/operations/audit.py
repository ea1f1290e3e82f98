"""Whether the histories of all filings and of all appointments hold, and lead to what there is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from jixiao.model.message import Message
from jixiao.model.state import Action, State
from jixiao.web.config import chain
from jixiao.web.operations.snapshot import snapshot
from jixiao.web.people import tenures
from jixiao.web.people.models import Account, RoleEntry
from jixiao.web.targets.domain.history import Break, breaks
from jixiao.web.targets.models import Entry, Filing, Version

#: Filings that are looked at together; three queries each time.
TOGETHER = 200


@dataclass(frozen=True, slots=True)
class Walked:
    """A filing whose history was walked: its entries, and where they do not hold."""

    filing: int
    subject: str
    entries: int
    breaks: tuple[Break, ...]


def walked() -> Iterator[Walked]:
    """Every filing, as all of them were at one moment."""
    filings = Filing.objects.order_by("pk").prefetch_related(
        Prefetch("versions", Version.objects.order_by("number").defer("findings")),
        Prefetch("history", Entry.objects.order_by("sequence")),
    )
    with snapshot():
        for filing in filings.iterator(chunk_size=TOGETHER):
            entries = list(filing.history.all())
            found = (*breaks(filing, entries), *_ends(filing, entries))
            yield Walked(filing.pk, filing.subject, len(entries), found)


@dataclass(frozen=True, slots=True)
class WalkedRoles:
    """An account whose appointments were walked: their entries, and where they do not hold."""

    account: int
    name: str
    entries: int
    breaks: tuple[tuple[int, Message], ...]


def walked_roles() -> Iterator[WalkedRoles]:
    """Every account, as all of them were at one moment."""
    accounts = Account.objects.order_by("pk").prefetch_related(
        Prefetch("role_history", RoleEntry.objects.order_by("sequence")), "assignments"
    )
    with snapshot():
        for account in accounts.iterator(chunk_size=TOGETHER):
            entries = list(account.role_history.all())
            held = [(each.role, each.office_id) for each in account.assignments.all()]
            found = tuple(tenures.breaks(entries, held))
            yield WalkedRoles(account.pk, account.name, len(entries), found)


def _ends(filing: Filing, entries: Sequence[Entry]) -> Iterator[Break]:
    """A chain that was cut off at its end still holds; but the filing has gone further."""
    if not entries:
        return
    last = entries[-1]
    if last.sequence != filing.revision + 1:  # the making is entry 1, and no change
        yield Break(filing.pk, last.sequence, _CUT)
    if filing.state != next((each.end for each in reversed(entries) if each.end), State.DRAFT):
        yield Break(filing.pk, last.sequence, _STATE)
    held = {version.pk: version for version in filing.versions.all()}
    approved = held.get(filing.approved_id or 0)
    if (approved.number if approved else 0) != _approved_in(entries):
        yield Break(filing.pk, last.sequence, _APPROVED)
    present = held.get(filing.version_id or 0)
    is_at_work = present is not None and not present.sealed_at and present.number == last.version
    if present and is_at_work and chain.digest_of(present.content) != last.content:
        yield Break(filing.pk, last.sequence, _PRESENT)


def _approved_in(entries: Sequence[Entry]) -> int:
    """The number of the version that was approved last, by the history; 0 for none."""
    return next((each.version for each in reversed(entries) if each.act == Action.APPROVE), 0)


_CUT = Message(
    "之后的记录缺失，或表的修订号被改动", "entries after it are missing, or the revision was changed"
)
_STATE = Message("表的状态与历史不符", "the table is in another state than its history says")
_APPROVED = Message("批复版本与历史不符", "another version is in force than the history says")
_PRESENT = Message("现在的表格内容与最后一条记录不符", "the table is not as the last entry left it")
