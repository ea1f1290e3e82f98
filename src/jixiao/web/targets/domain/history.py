"""The history of a filing: a chain in which every entry holds the digest of the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from jixiao.model.message import Message
from jixiao.web.config import chain
from jixiao.web.people.models import Account
from jixiao.web.targets.models import Entry, Filing


def append(
    *,
    filing: Filing,
    account: Account,
    act: str,
    start: str = "",
    end: str = "",
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Add to the history of a filing that the caller has locked."""
    sequence, previous = chain.after(filing.history.order_by("-sequence").first())
    version = filing.version
    entry = Entry(
        filing=filing,
        sequence=sequence,
        at=timezone.now(),
        account=account,
        act=act,
        start=start,
        end=end,
        version=version.number if version else 0,
        reason=reason,
        detail=dict(detail or {}),
        content=chain.digest_of(version.content) if version else chain.START,
        previous=previous,
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    return entry


def digest(entry: Entry) -> str:
    """Over everything the entry says, and the digest before it."""
    said = [
        entry.filing_id,
        entry.sequence,
        entry.at,
        entry.account_id,
        entry.act,
        entry.start,
        entry.end,
        entry.version,
        entry.reason,
        entry.detail,
        entry.content,
        entry.previous,
    ]
    return chain.digest_of_facts(said)


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a history does not hold."""

    filing: int
    sequence: int
    why: Message


def breaks(filing: Filing, entries: Iterable[Entry]) -> Iterator[Break]:
    """Where the chain of one filing is broken: an entry changed, left out, or its version changed after."""
    sequence = 0
    sealed = {each.number: each.content for each in filing.versions.all() if each.sealed_at}
    for sequence, entry, broken in chain.followed(entries, digest):
        if broken:
            yield Break(filing.pk, sequence, broken)
        elif entry.act in SEALING and chain.digest_of(sealed.get(entry.version, "")) != entry.content:
            yield Break(filing.pk, sequence, _CONTENT)
    if not sequence:
        yield Break(filing.pk, 0, _NONE)


#: Acts after which the version they name never changes.
SEALING = frozenset({"hand-in", "submit", "review", "approve", "return"})
_CONTENT = Message("当时的表格内容被改动", "the table of that time was changed")
_NONE = Message("没有任何记录", "there is no entry at all")
