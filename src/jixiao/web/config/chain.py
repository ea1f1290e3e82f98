"""A history as a chain: each entry holds the digest of the one before, so that every change is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol, TypeVar

from jixiao.model.message import Message

START = "0" * 64


class Link(Protocol):
    """What every entry of a chain has, whatever else it says."""

    @property
    def sequence(self) -> int: ...
    @property
    def previous(self) -> str: ...
    @property
    def digest(self) -> str: ...


Entry = TypeVar("Entry", bound=Link)


def after(last: Link | None) -> tuple[int, str]:
    """The sequence of the next entry, and the digest that it holds of the last."""
    return (last.sequence + 1, last.digest) if last else (1, START)


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def digest_of_facts(said: Sequence[object]) -> str:
    """Over everything an entry says, the digest before it among that."""
    facts = [_instant(each) if isinstance(each, datetime) else each for each in said]
    return digest_of(json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def followed(
    entries: Iterable[Entry], digest: Callable[[Entry], str]
) -> Iterator[tuple[int, Entry, Message | None]]:
    """Each entry at its place, and where the chain is broken there."""
    sequence, previous = 0, START
    for entry in entries:
        sequence += 1
        if entry.sequence != sequence or entry.previous != previous:
            yield sequence, entry, MISSING
        else:
            yield sequence, entry, None if digest(entry) == entry.digest else CHANGED
        sequence, previous = entry.sequence, entry.digest


MISSING = Message("缺少一条记录，或顺序被改动", "an entry is missing or out of order")
CHANGED = Message("记录内容被改动", "the entry was changed")
