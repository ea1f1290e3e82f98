"""The [method] and the [grades] of a regulation file; a value that cannot be raises `ValueError`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jixiao.model.message import Message
from jixiao.regulations.method import Grades, Method, Steps, Way
from jixiao.regulations.regulation import Regulation
from jixiao.regulations.span import span_in

_HUNDRED = Decimal(100)
_EDGES = 4
_MOST_PLACES = 6


def methods_in(regulation: Regulation, held: Mapping[str, Any]) -> Iterator[Method]:
    if (each := held.get("method")) is None:
        return
    line = each.get("pass-line")
    yield Method(
        key=regulation.key,
        positive=_way(each["positive"], Way.RATIO, Way.ALL_OR_NOTHING),
        reverse=_way(each["reverse"], Way.LINE, Way.INVERSE, Way.ALL_OR_NOTHING),
        zero=_way(each["zero"], Way.ALL_OR_NOTHING, Way.BY_HAND),
        late=_way(each["late"], Way.BY_HAND, Way.GRADED),
        pass_line=None if line is None else _share(line),
        bands=_bands(each["bands"]),
        execution=_steps(each["execution"], "ratio"),
        satisfaction=_steps(each["satisfaction"], "as others"),
        places=_places(each["places"]),
        over_achievement=Decimal(each["over-achievement"]),
        is_chosen_only=each.get("chosen-only", False),
        span=span_in(each, regulation.span),
        is_verified=regulation.is_verified and each.get("verified", True),
    )


def grades_in(regulation: Regulation, held: Mapping[str, Any]) -> Iterator[Grades]:
    if (each := held.get("grades")) is None:
        return
    bands = tuple((Decimal(band["from"]), Message(band["zh"], band["en"])) for band in each["bands"])
    points = [least for least, _ in bands]
    if points != sorted(points, reverse=True) or points[-1] != 0:
        raise ValueError("grades go down to 0")
    yield Grades(
        regulation.key,
        bands,
        each.get("chosen-only", False),
        span_in(each, regulation.span),
        regulation.is_verified and each.get("verified", True),
    )


def _way(said: str, *allowed: Way) -> Way:
    way = Way(said)
    if way not in allowed:
        raise ValueError(f"{said} is none of {', '.join(allowed)}")
    return way


def _bands(said: list[int]) -> tuple[Decimal, ...]:
    """The edges of the three bands in percent, from 100 down to 0."""
    shares = tuple(Decimal(each) / _HUNDRED for each in said)
    if len(shares) != _EDGES or list(shares) != sorted(shares, reverse=True):
        raise ValueError(f"bands are {_EDGES} edges, falling")
    return shares


def _steps(said: str | list[tuple[str, str]], none: str) -> Steps:
    if isinstance(said, str):
        if said != none:
            raise ValueError(f"{said} is neither steps nor {none}")
        return ()
    steps = tuple((Decimal(least), _share(share)) for least, share in said)
    if list(steps) != sorted(steps, reverse=True):
        raise ValueError("steps go down")
    return steps


def _places(said: int) -> int:
    if said not in range(_MOST_PLACES + 1):
        raise ValueError(f"{said} decimals")
    return said


def _share(said: str) -> Decimal:
    share = Decimal(said)
    if not 0 <= share <= 1:
        raise ValueError(f"{said} is no share")
    return share
