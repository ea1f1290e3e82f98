"""What a regulation gives: reasons to cite, trees of levels, weights, thresholds, each with its span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from jixiao.model.message import Message
from jixiao.model.table import Form

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
        return self.since <= year <= self.until and (not self.region or region in self.region)


@dataclass(frozen=True, slots=True)
class Regulation:
    """A document of an issuer: title and number are printed only when it is verified."""

    key: str
    title: Message
    number: str
    issuer: str
    span: Span
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What one regulation says on one point, and whether that was confirmed against its text."""

    key: str
    said: Message
    regulation: Regulation
    is_verified: bool

    @property
    def cited(self) -> Message:
        """As findings print it; what is not verified is said, and never cited."""
        if not self.is_verified:
            return self.said
        title, number = self.regulation.title, self.regulation.number
        return Message(f"{title.zh}（{number}）：{self.said.zh}", f"{title.en} ({number}): {self.said.en}")


@dataclass(frozen=True, slots=True)
class Tree:
    """First levels with the second levels allowed under each, for one kind of form."""

    kind: str
    levels: Mapping[str, tuple[str, ...]]
    span: Span


@dataclass(frozen=True, slots=True)
class Weights:
    """How the points are shared: for the budget's execution, and for each first level.

    ``points`` is empty where the issuer leaves the split free; ``total`` is
    what the indicators' weights add up to. ``has_cost`` says for which tables:
    with cost indicators, without, or ``None`` for all.
    """

    kind: str
    execution: Decimal
    points: Mapping[str, Decimal]
    total: Decimal
    has_cost: bool | None
    span: Span
    is_verified: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """The part of the regulations that holds for a form, a year and a region."""

    tree: tuple[Tree, ...]
    weights: tuple[Weights, ...]
    thresholds: Mapping[str, Decimal]


#: Which trees and weights a form looks for.
KINDS = {
    Form.PROJECT_TARGETS: "project",
    Form.TRANSFER_TARGETS: "project",
    Form.UNIT_TARGETS: "unit",
    Form.PROJECT_SELF_EVALUATION: "evaluation",
    Form.TRANSFER_SELF_EVALUATION: "evaluation",
    Form.UNIT_SELF_EVALUATION: "unit-evaluation",
    Form.PROJECT_MONITORING: "project",
    Form.UNIT_MONITORING: "unit",
}
#: Self-evaluations and monitoring judge the indicators of the target table: its tree is theirs.
TREE_KINDS = KINDS | {
    Form.PROJECT_SELF_EVALUATION: "project",
    Form.TRANSFER_SELF_EVALUATION: "project",
    Form.UNIT_SELF_EVALUATION: "unit",
}


@dataclass(frozen=True)  # no slots: what is looked up once is kept
class Regulations:
    """All that is known, the documents by their keys; ask what is in force where and when."""

    documents: tuple[Regulation, ...]
    bases: Mapping[str, Basis]
    trees: tuple[Tree, ...]
    weights: tuple[Weights, ...]
    thresholds: Mapping[str, Decimal]
    _found: dict[tuple[Form, int, str], InForce] = field(default_factory=dict, compare=False, repr=False)

    def in_force(self, form: Form, year: int, region: str) -> InForce:
        """What holds for a form; rules of the region come before national ones."""
        key = (form, year, region)
        if key not in self._found:
            self._found[key] = self._in_force(form, year, region)
        return self._found[key]

    def _in_force(self, form: Form, year: int, region: str) -> InForce:
        return InForce(
            tuple(
                tree
                for tree in _near_first(self.trees, region)
                if tree.kind == TREE_KINDS[form] and tree.span.covers(year, region)
            ),
            tuple(
                each
                for each in _near_first(self.weights, region)
                if each.kind == KINDS[form] and each.span.covers(year, region)
            ),
            self.thresholds,
        )

    @cached_property
    def regions(self) -> tuple[str, ...]:
        spans = [*(tree.span for tree in self.trees), *(each.span for each in self.weights)]
        return tuple(dict.fromkeys(name for span in spans for name in span.region))


_Dated = TypeVar("_Dated", Tree, Weights)


def _near_first(held: tuple[_Dated, ...], region: str) -> list[_Dated]:
    return sorted(held, key=lambda each: region not in each.span.region)
