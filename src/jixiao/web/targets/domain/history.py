"""The history of a filing: a chain in which every entry holds the digest of the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from jixiao.model.message import Message
from jixiao.web.people.models import Account
from jixiao.web.targets.models import Entry, Filing

START = "0" * 64


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
    last = filing.history.order_by("-sequence").first()
    version = filing.version
    entry = Entry(
        filing=filing,
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        account=account,
        act=act,
        start=start,
        end=end,
        version=version.number if version else 0,
        reason=reason,
        detail=dict(detail or {}),
        content=digest_of(version.content) if version else START,
        previous=last.digest if last else START,
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    return entry


def digest_of(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def digest(entry: Entry) -> str:
    """Over everything the entry says, and the digest before it."""
    said = [
        entry.filing_id,
        entry.sequence,
        _instant(entry.at),
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
    return digest_of(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a history does not hold."""

    filing: int
    sequence: int
    why: Message


def breaks(filing: Filing, entries: Iterable[Entry]) -> Iterator[Break]:
    """Where the chain of one filing is broken: an entry changed, left out, or its version changed after."""
    previous, sequence = START, 0
    sealed = {each.number: each.content for each in filing.versions.all() if each.sealed_at}
    for entry in entries:
        sequence += 1
        if entry.sequence != sequence or entry.previous != previous:
            yield Break(filing.pk, sequence, _MISSING)
        elif digest(entry) != entry.digest:
            yield Break(filing.pk, sequence, _CHANGED)
        elif entry.act in SEALING and digest_of(sealed.get(entry.version, "")) != entry.content:
            yield Break(filing.pk, sequence, _CONTENT)
        previous, sequence = entry.digest, entry.sequence
    if not sequence:
        yield Break(filing.pk, 0, _NONE)


#: Acts after which the version they name never changes.
SEALING = frozenset({"hand-in", "submit", "review", "approve", "return"})
_MISSING = Message("缺少一条记录，或顺序被改动", "an entry is missing or out of order")
_CHANGED = Message("记录内容被改动", "the entry was changed")
_CONTENT = Message("当时的表格内容被改动", "the table of that time was changed")
_NONE = Message("没有任何记录", "there is no entry at all")
