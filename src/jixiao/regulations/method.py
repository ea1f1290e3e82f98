"""How an issuer has points given (计分方法) and totals graded (评分等级): every choice is data of a file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jixiao.model.message import Message
from jixiao.regulations.span import Span

#: Points by steps: from this rate on, this share of the weight; below the last step nothing.
Steps = tuple[tuple[Decimal, Decimal], ...]


class Way(StrEnum):
    """A formula in use; also what regulation files and trails call it."""

    RATIO = "ratio"  # actual over target, full points at most
    LINE = "line"  # for limits: straight down to zero at twice the limit
    INVERSE = "inverse"  # for limits: limit over actual
    ALL_OR_NOTHING = "all-or-nothing"  # met or not: for targets of zero, and where the issuer says so
    GRADED = "graded"  # a band for how far a word was met
    DATE = "date"  # in time or late
    BY_HAND = "by-hand"  # a person decides
    SATISFACTION_STEPS = "satisfaction-steps"  # by steps of the rate reached
    EXECUTION_RATIO = "execution-ratio"  # executed over budget
    EXECUTION_STEPS = "execution-steps"  # by steps of executed over budget


@dataclass(frozen=True, slots=True)
class Method:
    """How points follow from target and actual.

    ``positive``, ``reverse`` and ``zero`` are the ways for targets to reach,
    for limits, and for targets of zero; ``late`` that for a date that was
    missed: a person decides, or one chooses within the middle band. Below
    ``pass_line`` a completion earns nothing, and what is above it counts in
    full. ``bands`` are the four edges of the graded bands, as shares.
    ``execution`` and ``satisfaction`` are steps; none means pro rata, and as
    other indicators. Points have ``places`` decimals, half rounded up. From
    ``over_achievement`` times the target a reason is wanted; being over never
    costs points by itself. One that ``is_chosen_only`` exists beside the common
    one, and counts when someone chooses it.
    """

    key: str
    positive: Way
    reverse: Way
    zero: Way
    late: Way
    pass_line: Decimal | None
    bands: tuple[Decimal, ...]
    execution: Steps
    satisfaction: Steps
    places: int
    over_achievement: Decimal
    is_chosen_only: bool
    span: Span
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Grades:
    """Names of totals by their points of a hundred, best first; the last one begins at 0."""

    key: str
    bands: tuple[tuple[Decimal, Message], ...]
    is_chosen_only: bool
    span: Span
    is_verified: bool

    def grade(self, points: Decimal) -> Message:
        """The name of a total out of a hundred."""
        return next((name for least, name in self.bands if points >= least), self.bands[-1][1])
