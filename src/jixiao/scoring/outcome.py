"""How the points of one row come out: what the formula gives, and what the printed score makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from jixiao.model.message import Message
from jixiao.regulations.method import Way
from jixiao.scoring.compare import decimals
from jixiao.scoring.rules import Rules, half_of_last
from jixiao.scoring.score import Standing

_ZERO = Decimal(0)


class Note(StrEnum):
    """What is to be said of a row beside its arithmetic; `notes` has the words."""

    NO_WEIGHT = "no-weight"
    NO_TARGET = "no-target"
    NO_ACTUAL = "no-actual"
    WORD = "word"  # where a number is due
    OTHER_UNIT = "other-unit"
    SEVERAL = "several"
    VAGUE = "vague"
    ABOVE_ZERO = "above-zero"
    OVER_LIMIT = "over-limit"
    BELOW_ZERO = "below-zero"
    NO_BUDGET = "no-budget"
    NO_EXECUTED = "no-executed"
    NEGATIVE_EXECUTED = "negative-executed"
    EXCEEDED = "exceeded"
    BEYOND_RANGE = "beyond-range"
    OVERSPENT = "overspent"
    DIFFERS = "differs"
    OTHER_WAY = "other-way"
    CHOSEN = "chosen"
    DEDUCTED = "deducted"
    TAKEN = "taken"  # a deduction that the caller gives
    OPEN = "open"
    DROPPED = "dropped"
    LATE = "late"
    BY_CRITERION = "by-criterion"


class Outcome(NamedTuple):
    """The points of a row.

    ``due`` is what follows by formula where other points count, ``other`` what
    the way in use says by which the printed score was found.
    """

    standing: Standing
    way: Way
    least: Decimal | None
    most: Decimal | None
    notes: tuple[Note, ...] = ()
    due: Decimal | None = None
    other: Message | None = None


class Other(NamedTuple):
    """The points, from the least to the most, that another way in use gives, and what it says."""

    least: Decimal
    most: Decimal
    said: Message


class Printed(NamedTuple):
    """A printed score at the weight that counts, with the reason the form gives for missing points.

    A row that ``has_criterion`` says itself how its points are given.
    """

    points: Decimal | None
    weight: Decimal
    reason: str | None
    has_criterion: bool = False

    def fits(self, due: Decimal, rules: Rules) -> bool:
        """Whether it is the due score, but for rounding, or nothing is printed."""
        points = self.points
        if points is None or points == due:
            return True
        return abs(points - due) <= rules.room(points, self.weight)


def left_out(way: Way, note: Note) -> Outcome:
    return Outcome(Standing.LEFT_OUT, way, None, None, (note,))


def computed(way: Way, due: Decimal, notes: tuple[Note, ...] = ()) -> Outcome:
    return Outcome(Standing.COMPUTED, way, due, due, notes)


def settled(outcome: Outcome, due: Decimal, printed: Printed, others: Iterable[Other] = ()) -> Outcome:
    """A computed score beside another printed one.

    Less, with a reason, is a person's deduction; within the weight, by the
    row's own criterion or above a target of ≥0, a person's points. What another way in use gives is
    remarked; anything else differs.
    """
    points = printed.points
    if points is None:
        return outcome
    # A whole number is within half a point of too much to be called exact.
    if other := _follows(points, half_of_last(max(1, decimals(points))), others):
        outcome = outcome._replace(notes=(*outcome.notes, Note.OTHER_WAY), other=other)
    notes = outcome.notes
    if _ZERO <= points < due and printed.reason:
        return outcome._replace(
            standing=Standing.JUDGED, least=points, most=points, due=due, notes=(*notes, Note.DEDUCTED)
        )
    if other:
        return outcome
    if (printed.has_criterion or Note.ABOVE_ZERO in notes) and _ZERO <= points <= printed.weight:
        judged = outcome._replace(standing=Standing.JUDGED, least=points, most=points, due=due)
        return judged._replace(notes=(*notes, Note.BY_CRITERION if printed.has_criterion else Note.CHOSEN))
    return outcome._replace(notes=(*notes, Note.DIFFERS), due=due)


def _follows(points: Decimal, room: Decimal, others: Iterable[Other]) -> Message | None:
    """What the way says by which a printed score was found, if there is one."""
    return next((each.said for each in others if each.least - room <= points <= each.most + room), None)


def chosen(
    way: Way,
    band: tuple[Decimal, Decimal],
    printed: Printed,
    *,
    proposal: Decimal | None = None,
    others: Iterable[Other] = (),
    notes: tuple[Note, ...] = (),
) -> Outcome:
    """Points that a person gives within a band; without any, what is proposed, or else open."""
    least, most = band
    points = printed.points
    if points is None:
        return _unchosen(way, band, proposal, notes)
    if least <= points <= most:
        return Outcome(Standing.JUDGED, way, points, points, (*notes, Note.CHOSEN))
    if other := _follows(points, _ZERO, others):
        return Outcome(Standing.JUDGED, way, points, points, (*notes, Note.OTHER_WAY), None, other)
    if _ZERO <= points < least and printed.reason:
        return Outcome(Standing.JUDGED, way, points, points, (*notes, Note.DEDUCTED), least)
    return _unchosen(way, band, proposal, (*notes, Note.DIFFERS))


def _unchosen(
    way: Way, band: tuple[Decimal, Decimal], proposal: Decimal | None, notes: tuple[Note, ...]
) -> Outcome:
    if proposal is not None:
        return computed(way, proposal, notes)
    return Outcome(Standing.OPEN, way, *band, (*notes, Note.OPEN))


def less(outcome: Outcome, points: Decimal) -> Outcome:
    """The outcome after a deduction that the caller gives; no less than nothing.

    It comes in the place of what the printed score says.
    """
    if outcome.least is None or outcome.most is None:
        return outcome
    notes = tuple(note for note in outcome.notes if note not in (Note.DEDUCTED, Note.DIFFERS))
    if Note.DEDUCTED in outcome.notes and outcome.due is not None:
        outcome = outcome._replace(least=outcome.due, most=outcome.due)
    least, most = (max(_ZERO, each - points) for each in (outcome.least, outcome.most) if each is not None)
    standing = Standing.JUDGED if least == most else outcome.standing
    return Outcome(standing, outcome.way, least, most, (*notes, Note.TAKEN), outcome.most)
