"""What a regulation gives: reasons to cite, trees of levels, weights, thresholds, each with its span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.table import Form
from jixiao.regulations.commons import Common
from jixiao.regulations.lights import Monitoring
from jixiao.regulations.method import Grades, Method
from jixiao.regulations.reviews import ReviewForm
from jixiao.regulations.span import Span


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
    with cost indicators, without, or ``None`` for all. ``moved`` names, for a
    first level that a table may lack, the one that gets its points.
    """

    key: str
    kind: str
    execution: Decimal
    points: Mapping[str, Decimal]
    total: Decimal
    has_cost: bool | None
    moved: Mapping[str, str]
    span: Span
    is_verified: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """The part of the regulations that holds for a form, a year and a region.

    ``method`` and ``grades`` are there for every year: where none covers it,
    they are the nearest ones. So is ``usual``, the split of the points for
    tables that print no weights; kinds of forms that no regulation gives a
    split have none.
    """

    tree: tuple[Tree, ...]
    weights: tuple[Weights, ...]
    thresholds: Mapping[str, Decimal]
    method: Method
    grades: Grades
    usual: tuple[Weights, ...]


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
    methods: tuple[Method, ...]
    grades: tuple[Grades, ...]
    monitoring: tuple[Monitoring, ...] = ()
    reviews: tuple[ReviewForm, ...] = ()
    commons: tuple[Common, ...] = ()
    _found: dict[tuple[Form, int, str, str], InForce] = field(default_factory=dict, compare=False, repr=False)

    def in_force(self, form: Form, year: int, region: str, profile: str | None = None) -> InForce:
        """What holds for a form; rules of the region come before national ones.

        ``profile`` is the key of a regulation whose weights, method and grades
        come first, in force or not. Raises `UsageError` for one that has none.
        """
        key = (form, year, region, profile or "")
        if key not in self._found:
            self._found[key] = self._in_force(form, year, region, profile or "")
        return self._found[key]

    def _in_force(self, form: Form, year: int, region: str, profile: str) -> InForce:
        if profile and profile not in self.profiles:
            raise _no_profile(profile, self.profiles)
        kind = KINDS[form]
        split = [each for each in self.weights if each.kind == kind]
        near = _near_first(split, region)
        weights = [each for each in near if each.key == profile or each.span.covers(year, region)]
        return InForce(
            tuple(
                tree
                for tree in _near_first(self.trees, region)
                if tree.kind == TREE_KINDS[form] and tree.span.covers(year, region)
            ),
            tuple(sorted(weights, key=lambda each: each.key != profile)),
            self.thresholds,
            _nearest(self.methods, year, region, profile)[0],
            _nearest(self.grades, year, region, profile)[0],
            tuple(each for each in _nearest(split, year, region, profile) if each.points),
        )

    @cached_property
    def profiles(self) -> tuple[str, ...]:
        """The keys of the regulations by which one can score."""
        keys = (*map(_key, self.weights), *map(_key, self.methods), *map(_key, self.grades))
        return tuple(dict.fromkeys(keys))

    @cached_property
    def regions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for region in self._regions for name in region))

    @cached_property
    def _regions(self) -> tuple[tuple[str, ...], ...]:
        held: list[Tree | Weights | Method | Grades | Monitoring] = [*self.trees, *self.weights]
        held += [*self.methods, *self.grades, *self.monitoring]
        return tuple(dict.fromkeys(tuple(each.span.region) for each in held))

    def beside(self, region: str) -> tuple[str, ...]:
        """The names that stand for the same region: a province, with its cities and counties."""
        return next((names for names in self._regions if region in names), ())


_Dated = TypeVar("_Dated", Tree, Weights)
_Chosen = TypeVar("_Chosen", Weights, Method, Grades)


def _near_first(held: Sequence[_Dated], region: str) -> list[_Dated]:
    return sorted(held, key=lambda each: region not in each.span.region)


def _nearest(held: Sequence[_Chosen], year: int, region: str, profile: str) -> list[_Chosen]:
    """Those for the region, the chosen one first, then the nearest in time, then the region's own."""
    known = [each for each in held if each.key == profile or (each.span.is_for(region) and _counts(each))]
    return sorted(
        known,
        key=lambda each: (each.key != profile, each.span.years_from(year), region not in each.span.region),
    )


def _key(each: Weights | Method | Grades) -> str:
    return each.key


def _counts(each: Weights | Method | Grades) -> bool:
    return isinstance(each, Weights) or not each.is_chosen_only


def _no_profile(profile: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(
        Message(
            f"没有可用于计分的法规“{profile}”；可选：{'、'.join(known)}",
            f"there is no regulation “{profile}” to score by; there are {', '.join(known)}",
        )
    )
