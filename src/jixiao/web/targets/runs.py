"""A history as people read it: what one person filled in, with no other act between, is one line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag

from jixiao.web.targets.enums import FILL
from jixiao.web.targets.models import Entry, Filing

_SHOWN = 100  # single saves that a line opens to


@dataclass(frozen=True, slots=True)
class Run:
    """A line of a history: its entries, the newest first."""

    entries: tuple[Entry, ...]

    @property
    def last(self) -> Entry:
        return self.entries[0]

    @property
    def first(self) -> Entry:
        return self.entries[-1]

    @property
    def shown(self) -> tuple[Entry, ...]:
        return self.entries[:_SHOWN]

    @property
    def left_out(self) -> int:
        return len(self.entries) - len(self.shown)


def starts_of(filing: Filing) -> QuerySet[Entry]:
    """The entry that begins each line, the newest first."""
    order = F("sequence").asc()
    held = filing.history.annotate(
        act_before=Window(Lag("act"), order_by=order),
        account_before=Window(Lag("account"), order_by=order),
    )
    goes_on = Q(act=FILL, act_before=FILL, account_before=F("account"))
    return held.exclude(goes_on).order_by("-sequence")


def runs_of(filing: Filing, starts: Sequence[Entry], next_start: int | None) -> list[Run]:
    """The lines that begin so; ``next_start`` is where the one after the newest of them begins."""
    if not starts:
        return []
    sequences = [each.sequence for each in reversed(starts)]
    entries = filing.history.filter(sequence__gte=sequences[0]).select_related("account")
    if next_start is not None:
        entries = entries.filter(sequence__lt=next_start)
    held: list[list[Entry]] = [[] for _ in sequences]
    for entry in entries.order_by("-sequence"):
        held[bisect_right(sequences, entry.sequence) - 1].append(entry)
    return [Run(tuple(each)) for each in reversed(held)]
