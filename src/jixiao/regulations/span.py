"""When and where something is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EVERYWHERE: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The budget years in which something is in force, ends included, and where."""

    since: int = 0
    until: int = 9999
    region: tuple[str, ...] = EVERYWHERE

    def covers(self, year: int, region: str) -> bool:
        """Whether it is in force in a year and a place; national rules are so everywhere.

        >>> Span(2021).covers(2024, "甘肃"), Span(2021, region=("四川",)).covers(2024, "甘肃")
        (True, False)
        """
        return self.since <= year <= self.until and self.is_for(region)

    def is_for(self, region: str) -> bool:
        return not self.region or region in self.region

    def years_from(self, year: int) -> int:
        """How many years it is away from a year; 0 within.

        >>> Span(2020).years_from(2018), Span(2020).years_from(2020)
        (2, 0)
        """
        return max(self.since - year, year - self.until, 0)


def span_in(held: Mapping[str, Any], around: Span) -> Span:
    """The span that a table of a regulation file names; what it leaves out is that around it."""
    return Span(
        held.get("from", around.since),
        held.get("until", around.until),
        tuple(held.get("region", around.region)),
    )
