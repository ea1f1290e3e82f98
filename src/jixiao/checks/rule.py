"""What a rule is: a problem with a name, a basis and words, and one generator that finds it.

A rule is one module: ``checks/<group>/<name>.py``, decorated by what it looks
at, with its page ``<name>.md`` beside it.

    @indicator_rule(
        level=Level.ERROR,
        opinion=Opinion.MISMATCH,
        basis="mof/2015-88#quantified",
        title=Message("率没有数字", "a rate without a number"),
        found=Message("指标值是“{value}”", "the target is “{value}”"),
        required=Message("率、比例和满意度用数字表示", "rates are numbers"),
        advice=Message("写明比较符、数字和%，如“≥95%”", "give comparator, number and %: ≥95%"),
    )
    def rate_without_number(measure: Measure) -> Iterator[Remark]:
        if measure.kind is Kind.RATE and measure.is_word:
            yield remark()

``{name}`` and ``{value}`` are there for every indicator; what else the words
need is given to `remark` by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Required, TypedDict, TypeVar, Unpack

from jixiao.checks.case import DocumentCase, Measure, TableCase
from jixiao.model.finding import Correction, Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.source import Source
from jixiao.model.table import Form, Fund, Goal

Part = str | Message
Place = Measure | TableCase | Fund | Goal | Source


class Scope(StrEnum):
    """What one call of a rule sees."""

    INDICATOR = "indicator"
    TABLE = "table"
    DOCUMENT = "document"


class Cell(StrEnum):
    """Which cell of an indicator's row a finding points at."""

    TARGET = "target"
    NAME = "name"
    ACTUAL = "actual"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Remark:
    """One find of a rule.

    ``at`` is where, when it is not the thing the rule was called with;
    ``table`` says whose amount or goal it is when a rule on documents points at
    one. ``parts`` are what the rule's words leave open, ``level`` another
    weight than usual.
    """

    parts: Mapping[str, Part]
    at: Place | None = None
    table: TableCase | None = None
    level: Level | None = None
    correction: Correction | None = None


def remark(
    *,
    at: Place | None = None,
    table: TableCase | None = None,
    level: Level | None = None,
    correction: Correction | None = None,
    **parts: Part,
) -> Remark:
    return Remark(parts, at, table, level, correction)


@dataclass(frozen=True, slots=True)
class Rule:
    """A problem that tables have.

    ``found``, ``required`` and ``advice`` are what a finding says, in this
    order, with {parts} left open. ``basis`` is the key of what the regulations
    say; ``since`` and ``until`` the budget years it is held against, ``forms``
    the forms. It is silent where a rule of ``gives_way_to``, which says it
    better, speaks of the same place.
    """

    name: str
    group: str
    scope: Scope
    find: Callable[[Any], Iterator[Remark]]
    level: Level
    opinion: Opinion
    basis: str
    title: Message
    found: Message
    required: Message
    advice: Message
    cell: Cell = Cell.TARGET
    forms: frozenset[Form] = frozenset(Form)
    since: int = 0
    until: int = 9999
    gives_way_to: tuple[str, ...] = ()


class Described(TypedDict, total=False):
    """What a rule says of itself; the members are those of `Rule`."""

    level: Required[Level]
    opinion: Required[Opinion]
    basis: Required[str]
    title: Required[Message]
    found: Required[Message]
    required: Required[Message]
    advice: Required[Message]
    cell: Cell
    forms: frozenset[Form]
    since: int
    until: int
    gives_way_to: tuple[str, ...]


_Seen = TypeVar("_Seen", Measure, TableCase, DocumentCase)


def indicator_rule(**described: Unpack[Described]) -> Callable[[Callable[[Measure], Iterator[Remark]]], Rule]:
    """A rule on one indicator."""
    return lambda find: _rule(Scope.INDICATOR, find, described)


def table_rule(**described: Unpack[Described]) -> Callable[[Callable[[TableCase], Iterator[Remark]]], Rule]:
    """A rule on one table."""
    return lambda find: _rule(Scope.TABLE, find, described)


def document_rule(
    **described: Unpack[Described],
) -> Callable[[Callable[[DocumentCase], Iterator[Remark]]], Rule]:
    """A rule on all tables of a document; its remarks say ``at`` which place."""
    return lambda find: _rule(Scope.DOCUMENT, find, described)


def _rule(scope: Scope, find: Callable[[_Seen], Iterator[Remark]], described: Described) -> Rule:
    *_, group, module = find.__module__.split(".")
    if module != find.__name__:
        raise ValueError(f"the rule of {find.__module__} must be called {module}, not {find.__name__}")
    if not described["basis"]:
        raise ValueError(f"{find.__module__}: a rule needs a basis")
    return Rule(name=module.replace("_", "-"), group=group, scope=scope, find=find, **described)
