"""What is in force in a year and a place, the rules of the place before national ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from jixiao.regulations.span import Span


class _Dated(Protocol):
    @property
    def span(self) -> Span: ...


_Held = TypeVar("_Held", bound=_Dated)


def in_force(held: Iterable[_Held], year: int, region: str) -> list[_Held]:
    """Those that hold, the nearest first."""
    covering = [each for each in held if each.span.covers(year, region)]
    return sorted(covering, key=lambda each: region not in each.span.region)


def nearest(held: Sequence[_Held], year: int, region: str) -> _Held:
    """What holds, or where nothing does, the national rule whose years are nearest."""
    if found := in_force(held, year, region):
        return found[0]
    national = [each for each in held if not each.span.region]
    return min(national, key=lambda each: each.span.years_from(year))
