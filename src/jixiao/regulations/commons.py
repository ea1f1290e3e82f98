"""The indicators that many units share (共性指标), with their formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jixiao.model.number import plain
from jixiao.model.table import FundsColumn, FundsItem
from jixiao.regulations.span import Span

_QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉【】\[\]]")
_UNIT = re.compile(r"\((?:单位:?)?[%‰]\)$")


class Formula(StrEnum):
    """How the value follows from the two inputs."""

    SHARE = "share"  # first ÷ second
    CHANGE = "change"  # (first − second) ÷ second
    SAVING = "saving"  # (first − second) ÷ first


class Good(StrEnum):
    """Which way is good."""

    HIGH = "high"
    LOW = "low"
    EXACT = "exact"  # neither more nor less than the usual target


@dataclass(frozen=True, slots=True)
class CommonInput:
    """What goes into a formula; ``item`` and ``columns`` say where a table's own money gives it."""

    name: str
    item: FundsItem | None
    columns: tuple[FundsColumn, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """How points were given in one place: by steps of the value, or so many less a point beyond a limit.

    ``steps`` are (value, points): on the good side of the value there are
    these points. Both in percent.
    """

    full: Decimal
    limit: Decimal | None
    less: Decimal
    steps: tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Common:
    """One common indicator: its names, its formula, and what is usually asked for (``usual``)."""

    key: str
    name: str
    aliases: tuple[str, ...]
    formula: Formula
    inputs: tuple[CommonInput, CommonInput]
    good: Good
    usual: str
    scale: Scale | None
    span: Span

    def is_called(self, name: str) -> bool:
        """Whether a name means it; quotes, brackets of a unit and spaces do not count."""
        return folded_name(name) in {folded_name(each) for each in (self.name, *self.aliases)}


def folded_name(name: str) -> str:
    """A name as it is compared.

    >>> folded_name("“三公经费” 控制率（%）")
    '三公经费控制率'
    """
    return _QUOTES.sub("", _UNIT.sub("", plain(name)))


def common_of(key: str, held: Mapping[str, Any], span: Span) -> Common:
    """One ``[[common]]`` of a regulation file."""
    first, second = map(_input, held["inputs"])
    return Common(
        key,
        held["name"],
        tuple(held.get("aliases", ())),
        Formula(held["formula"]),
        (first, second),
        Good(held["good"]),
        held["usual"],
        _scale(held["scale"]) if "scale" in held else None,
        span,
    )


def _input(held: str | Mapping[str, Any]) -> CommonInput:
    if isinstance(held, str):
        return CommonInput(held, None, ())
    return CommonInput(held["name"], FundsItem(held["item"]), tuple(map(FundsColumn, held["columns"])))


def _scale(held: Mapping[str, Any]) -> Scale:
    return Scale(
        Decimal(held["full"]),
        Decimal(held["limit"]) if "limit" in held else None,
        Decimal(held.get("less", "0")),
        tuple((Decimal(value), Decimal(points)) for value, points in held.get("steps", ())),
    )
