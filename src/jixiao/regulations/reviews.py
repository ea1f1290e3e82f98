"""How a target table is reviewed (绩效目标审核): items, points, grades, and what findings say of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jixiao.model.message import Message
from jixiao.regulations.span import Span


class Grade(StrEnum):
    """What a reviewer gives to an item and to a table, the best first."""

    EXCELLENT = "excellent"  # 优
    GOOD = "good"  # 良
    FAIR = "fair"  # 中
    POOR = "poor"  # 差

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return len(_GRADES) - 1 - tuple(_GRADES).index(self)

    @property
    def said(self) -> Message:
        return _GRADES[self]


_GRADES = {
    Grade.EXCELLENT: Message("优", "excellent"),
    Grade.GOOD: Message("良", "good"),
    Grade.FAIR: Message("中", "fair"),
    Grade.POOR: Message("差", "poor"),
}


class Proposing(StrEnum):
    """When findings are enough to propose a grade of an item."""

    ALWAYS = "always"  # rules look at all of it: without a finding it is excellent
    AGAINST = "against"  # findings can speak against it; without one a person has to read
    NEVER = "never"  # nothing in the table tells


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One of the items: its ``points``, its ``test``, and the rules whose findings count against it.

    A finding of a ``blank`` rule says that what the item is about is not there.
    """

    key: str
    dimension: Message
    name: Message
    points: Decimal
    test: Message
    proposing: Proposing
    rules: frozenset[str]
    blank: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """How one issuer reviews.

    ``bands`` are the shares of the points from which a grade is given,
    ``shares`` what a grade is worth in points. ``most`` items must have a
    grade for the table to have it, the rest at most one lower. Errors on no more
    than a ``few`` share of the indicators weigh as warnings do; warnings on a
    ``many`` share, and errors on an ``almost_all`` share, weigh more than single
    ones. ``handling`` is what follows from a grade;
    ``silent`` are rules that say nothing about targets under review.
    """

    key: str
    items: tuple[ReviewItem, ...]
    bands: Mapping[Grade, Decimal]
    shares: Mapping[Grade, Decimal]
    handling: Mapping[Grade, Message]
    most: int
    few: Decimal
    many: Decimal
    almost_all: Decimal
    silent: frozenset[str]
    span: Span

    @property
    def total(self) -> Decimal:
        return sum((each.points for each in self.items), Decimal(0))

    def grade(self, points: Decimal, full: Decimal) -> Grade:
        """The grade of points out of ``full``, by the bands."""
        return next(grade for grade in Grade if points >= self.bands[grade] * full)

    def grade_of_grades(self, grades: Sequence[Grade]) -> Grade:
        """The grade of a table by those of its items, without points."""
        return next((grade for grade in Grade if self._has(grade, grades)), Grade.POOR)

    def _has(self, grade: Grade, grades: Sequence[Grade]) -> bool:
        reached = sum(each.rank >= grade.rank for each in grades)
        return reached >= self.most and all(each.rank >= grade.rank - 1 for each in grades)


def review_form_of(key: str, held: Mapping[str, Any], span: Span) -> ReviewForm:
    """One ``[[review]]`` of a regulation file."""
    form = ReviewForm(
        key,
        tuple(map(_item, held["items"])),
        _by_grade(held["bands"]),
        _by_grade(held["shares"]),
        {Grade(grade): _message(said) for grade, said in held["handling"].items()},
        held["most"],
        Decimal(held["few"]),
        Decimal(held["many"]),
        Decimal(held["almost-all"]),
        frozenset(held["silent"]),
        span,
    )
    if form.bands[Grade.POOR] != 0 or form.handling.keys() != set(Grade):
        raise ValueError("every table has a grade, and every grade a handling")
    return form


def _item(held: Mapping[str, Any]) -> ReviewItem:
    return ReviewItem(
        held["key"],
        _message(held["dimension"]),
        _message(held["name"]),
        Decimal(held["points"]),
        _message(held["test"]),
        Proposing(held["proposing"]),
        frozenset([*held.get("rules", ()), *held.get("blank", ())]),
        frozenset(held.get("blank", ())),
    )


def _by_grade(held: Mapping[str, str]) -> dict[Grade, Decimal]:
    return {grade: Decimal(held[grade.value]) for grade in Grade}


def _message(held: Mapping[str, str]) -> Message:
    return Message(held["zh"], held["en"])
