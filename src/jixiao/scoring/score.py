"""Points with the path that led to them (得分与计算过程)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from jixiao.model.finding import Finding
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import Execution, Table


class Standing(StrEnum):
    """How the points of a row stand."""

    COMPUTED = "computed"  # they follow from what is printed
    JUDGED = "judged"  # a person chose them within the band, or deducted with a reason
    OPEN = "open"  # a person has still to choose, between least and most
    LEFT_OUT = "left-out"  # they cannot be computed; the trail says why
    NOT_APPLICABLE = "not-applicable"  # 不适用: dropped, the other weights are scaled up


class Place(NamedTuple):
    """A row of a document: its table and its indicator, each counted from 0; None is the execution."""

    table: int
    row: int | None


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points that a person takes from a row, and why (扣分及原因)."""

    place: Place
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Input:
    """What went into a score: its name, the text as printed, and the cell."""

    name: Message
    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """The path to a score: which formula on which basis, from which cells, by which arithmetic.

    ``formula`` is its name in kebab-case and ``rule`` what it says. ``basis``
    is the regulation, cited only where it was confirmed. ``steps`` are lines
    of arithmetic (``10 × 260 ÷ 280 = 9.29``); ``remarks`` say what else
    counted: another way in use, a deduction and its reason, a target far
    exceeded, why nothing could be computed.
    """

    formula: str
    rule: Message
    basis: Message
    inputs: tuple[Input, ...]
    steps: tuple[str, ...]
    remarks: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one row: an indicator, or the budget's execution.

    ``weight`` is what counts for it, after scaling; ``least`` and ``most`` are
    the points, equal unless a person has still to choose, None when left out.
    ``printed`` is the score the document prints. ``trail`` is made when it is
    asked for; ``place`` counts the indicators of the table from 0, None is the
    execution.
    """

    row: Indicator | Execution
    standing: Standing
    weight: Decimal | None
    least: Decimal | None
    most: Decimal | None
    printed: Decimal | None
    make_trail: Callable[[int | None], Trail] = field(repr=False, compare=False)
    place: int | None = None

    @property
    def trail(self) -> Trail:
        return self.make_trail(self.place)


@dataclass(frozen=True, slots=True)
class TableScore:
    """A table scored: its rows, its total, its grade, and what the total leaves out.

    ``method`` is the key of the regulation whose formulas and bands were used.
    ``weight`` is what the rows' weights add up to; ``least`` and ``most`` are
    the total, without what is left out. ``grade`` is that of the total in
    hundredths of ``weight``, and None while a person's choice or what is left
    out could still change it.
    """

    table: Table
    year: int
    method: str
    execution: Points | None
    rows: tuple[Points, ...]
    weight: Decimal
    least: Decimal
    most: Decimal
    printed: Decimal | None
    grade: Message | None
    findings: tuple[Finding, ...]

    @property
    def left_out(self) -> tuple[Points, ...]:
        held = (*([self.execution] if self.execution else []), *self.rows)
        return tuple(each for each in held if each.standing is Standing.LEFT_OUT)
