"""What rules look at: a document, its tables and their indicators, each understood once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from jixiao.checks.names import Aim, Head, Kind, Name, Topic, head_of, topic_of, understood
from jixiao.model.finding import Correction
from jixiao.model.indicator import Indicator
from jixiao.model.number import plain
from jixiao.model.source import Source
from jixiao.model.table import Document, Form, Fund, FundsColumn, FundsItem, Goal, Table
from jixiao.model.target import Blank, Bound, Range, Target, parse_target
from jixiao.model.unit import Unit
from jixiao.regulations.method import Method
from jixiao.regulations.place import region_of, year_of
from jixiao.regulations.regulation import InForce, Regulations

UNITS = frozenset({Form.UNIT_TARGETS, Form.UNIT_SELF_EVALUATION, Form.UNIT_MONITORING})
PROJECTS = frozenset(Form) - UNITS

_NUMBER = re.compile(r"\d")
_SIGNS = "=<>≤≥"
_LETTER = re.compile(r"[^\W\d_]")
_WORDED = re.compile(
    "[一二两三四五六七八九十百千万亿]+(?:余|多)?[个次人名项件家户场期份套台处天月年周米元亩吨条](?!性)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One indicator as rules see it: the row, its name understood, its class, its target.

    ``place`` counts the table's indicators from 0; ``value`` is the target in
    half width without white space. ``bound`` is the one number with its
    comparator and unit, where the target is such; ``unit`` that of a bound or
    a range, its ``printed`` may be empty. ``has_number`` says whether the
    target holds any number, in digits or in numerals that count, ``is_word``
    whether it is words alone; ≥ and — are none.
    """

    indicator: Indicator
    table: TableCase
    place: int
    name: Name
    kind: Kind
    aim: Aim
    topic: Topic
    head: Head
    value: str
    target: Target
    bound: Bound | None
    unit: Unit | None
    is_blank: bool
    has_number: bool
    is_word: bool

    def correction(self, text: str, *, is_safe: bool) -> Correction | None:
        """A new target in the cell it was read from.

        None where comparator, number and unit stand in cells of their own.
        """
        cell, printed = self.indicator.source, self.indicator.printed
        if plain(cell.text) == self.value:
            return Correction(cell, text, is_safe)
        if cell.text.count(printed) != 1:
            return None
        return Correction(cell, cell.text.replace(printed, text), is_safe)


def measured(indicator: Indicator, table: TableCase, place: int) -> Measure:
    """An indicator understood: once, as every rule asks for it."""
    name = understood(indicator.level3)
    target = indicator.target
    value = plain(indicator.printed)
    quantity = target if isinstance(target, Bound | Range) else None
    is_blank = isinstance(target, Blank)
    has_number = quantity is not None or _holds_number(value)
    if not has_number and value[:1] in _SIGNS and (word := value.lstrip(_SIGNS)):  # =准确
        value, target = word, parse_target(word)
    return Measure(
        indicator=indicator,
        table=table,
        place=place,
        name=name,
        kind=name.kind,
        aim=name.aim,
        topic=topic_of(indicator.level2, name.serial),
        head=head_of(indicator.level1),
        value=value,
        target=target,
        bound=target if isinstance(target, Bound) else None,
        unit=quantity.unit if quantity else None,
        is_blank=is_blank,
        has_number=has_number,
        is_word=not has_number and _LETTER.search(value) is not None,
    )


def _holds_number(value: str) -> bool:
    return _NUMBER.search(value) is not None or _WORDED.search(value) is not None


@dataclass(frozen=True, eq=False)
class TableCase:
    """One table as rules see it, with the regulations in force for its form, year and region."""

    table: Table
    document: DocumentCase
    place: int

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measured(each, self, place) for place, each in enumerate(self.table.indicators))

    @cached_property
    def year(self) -> int:
        """The budget year; the document's, or today's, when the table prints none."""
        return self.table.year or self.document.year

    @cached_property
    def region(self) -> str:
        """The province as far as the regulations know one, by the names the document prints."""
        first = self.document.tables[0]
        if self is not first:  # one document, one region: it is looked up once
            return first.region
        return region_of(self.document.document, self.document.regulations)

    @cached_property
    def in_force(self) -> InForce:
        return self.document.regulations.in_force(self.table.form, self.year, self.region)

    @cached_property
    def methods(self) -> tuple[Method, ...]:
        """The ways of giving points in use, the one in force first: a score may follow any of them."""
        first = self.in_force.method
        return (first, *(each for each in self.document.regulations.methods if each is not first))

    @property
    def form(self) -> Form:
        return self.table.form

    @property
    def is_unit(self) -> bool:
        """Whether the table is about a unit as a whole (部门整体), not about a project."""
        return self.table.form in UNITS

    @property
    def goal_text(self) -> str:
        return "\n".join(goal.text for goal in self.table.goals)

    @property
    def source(self) -> Source | None:
        """A cell that stands for the table: its subject, or else its first amount, goal or indicator."""
        held: Sequence[Fund | Goal | Indicator] = (
            *self.table.funds,
            *self.table.goals,
            *self.table.indicators,
        )
        return self.table.subject_source or (held[0].source if held else None)

    def fund(self, *items: FundsItem, column: FundsColumn | None = None) -> Fund | None:
        """The first amount of the first of these items that the table prints."""
        for item in items:
            for each in self.table.funds:
                if each.item is item and column in (None, each.column):
                    return each
        return None


@dataclass(frozen=True, eq=False)
class DocumentCase:
    """One document as rules see it. ``approved`` is the approved version of it, where known."""

    document: Document
    regulations: Regulations
    today: date
    approved: Document | None = None
    tables: tuple[TableCase, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        cases = tuple(TableCase(table, self, place) for place, table in enumerate(self.document.tables))
        object.__setattr__(self, "tables", cases)

    @cached_property
    def year(self) -> int:
        """The first budget year that a table prints, or today's."""
        return year_of(self.document, self.today)

    @cached_property
    def projects(self) -> Sequence[TableCase]:
        return [each for each in self.tables if not each.is_unit]

    @cached_property
    def units(self) -> Sequence[TableCase]:
        return [each for each in self.tables if each.is_unit]
