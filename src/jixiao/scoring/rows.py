"""The points of an indicator: by what its target is, the formula of the method, and what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.model.comparator import Comparator
from jixiao.model.date import DateBound
from jixiao.model.indicator import Indicator
from jixiao.model.measures import UnitFamily
from jixiao.model.target import Blank, Bound, Range, parse_target
from jixiao.regulations.method import Way
from jixiao.scoring.achieved import has_several
from jixiao.scoring.compare import paired, points_in
from jixiao.scoring.formulas import (
    FLOORS,
    LIMITS,
    Met,
    band,
    is_above_zero,
    is_met,
    points_of,
    rounded,
    step_of,
    way_of,
)
from jixiao.scoring.outcome import Note, Other, Outcome, Printed, chosen, computed, left_out, settled
from jixiao.scoring.pair import Pair
from jixiao.scoring.rules import Rules
from jixiao.scoring.score import Standing
from jixiao.scoring.told import (
    has_own_criterion,
    is_in_time,
    is_late,
    is_none,
    met_in,
    reason_of,
    says_nothing,
)
from jixiao.scoring.weights import Weight, is_dropped

_ZERO = Decimal(0)


class Row(NamedTuple):
    """An indicator with the weight that counts for it."""

    indicator: Indicator
    weight: Weight

    def printed(self, rules: Rules) -> Printed:
        indicator, weight = self.indicator, self.weight
        points = weight.scaled(points_in(indicator.score))
        reason = reason_of(indicator, rules.table) if points is not None else None
        has_criterion = has_own_criterion(indicator)
        return Printed(points, weight.counted or _ZERO, reason, has_criterion=has_criterion)


def outcome_of(row: Row, rules: Rules) -> Outcome:
    """The points of an indicator, or why there are none."""
    indicator, weight = row.indicator, row.weight.counted
    target, actual = indicator.target, indicator.actual
    if weight is None:
        return _without_weight(indicator)
    if isinstance(target, Blank):
        return _of_criterion(row, weight, rules)
    if not actual:
        return left_out(Way.BY_HAND, Note.NO_ACTUAL)
    if isinstance(target, Bound):
        return _of_number(row, target, actual, weight, rules)
    if isinstance(target, Range):
        return _of_range(row, target, actual, weight, rules)
    return _of_words(row, actual, weight, rules)


def _without_weight(indicator: Indicator) -> Outcome:
    if is_dropped(indicator):
        return Outcome(Standing.NOT_APPLICABLE, Way.BY_HAND, None, None, (Note.DROPPED,))
    return left_out(Way.BY_HAND, Note.NO_WEIGHT)


def _of_criterion(row: Row, weight: Decimal, rules: Rules) -> Outcome:
    """Some forms have no targets: how points are given, or deducted, is told in words."""
    if row.indicator.criterion is None:
        return left_out(Way.BY_HAND, Note.NO_TARGET)
    return chosen(Way.BY_HAND, (_ZERO, weight), row.printed(rules), notes=(Note.BY_CRITERION,))


def is_limit(indicator: Indicator, pair: Pair, rules: Rules) -> bool:
    """Whether less is better: by the comparator, or by whoever knows names where none is printed."""
    if pair.comparator is None:
        return rules.is_limit(indicator)
    return pair.comparator in LIMITS


def pair_of(target: Bound, actual: str) -> Pair | None:
    """Target and actual as numbers; of what shall not happen, 未发生 is none."""
    pair = paired(target, actual)
    if pair is None and not target.number.value and is_none(actual):
        return Pair(target.comparator, _ZERO, _ZERO)
    return pair


def in_steps(indicator: Indicator, target: Bound, rules: Rules) -> bool:
    """Whether the method has steps for it: a rate of satisfaction."""
    if not rules.method.satisfaction or target.unit.family is not UnitFamily.RATIO:
        return False
    return "满意" in indicator.level1 or "满意" in indicator.level2


def _of_number(row: Row, target: Bound, actual: str, weight: Decimal, rules: Rules) -> Outcome:
    pair = pair_of(target, actual)
    if pair is None:
        return _incomparable(Way.RATIO, actual)
    if in_steps(row.indicator, target, rules):
        due = rounded(weight * step_of(pair.actual, rules.method.satisfaction), rules.method)
        return _held(row, computed(Way.SATISFACTION_STEPS, due), due, pair, rules)
    limit = is_limit(row.indicator, pair, rules)
    notes = (*_beyond(row.indicator, pair, rules, limit=limit), *_vague(pair, limit=limit))
    return _by_formula(row, pair, weight, rules, is_limit=limit, notes=notes)


def _beyond(indicator: Indicator, pair: Pair, rules: Rules, *, limit: bool) -> tuple[Note, ...]:
    """What is to be said of an actual above a target that is no limit."""
    target, actual = pair.target, pair.actual
    if limit or actual <= target or target < _ZERO:
        return ()
    if not target:
        return (Note.ABOVE_ZERO,) if is_above_zero(pair) else ()
    if pair.comparator is Comparator.EQUAL and rules.is_limit(indicator):
        return (Note.OVER_LIMIT,)
    return (Note.EXCEEDED,) if actual >= target * rules.method.over_achievement else ()


def _vague(pair: Pair, *, limit: bool) -> tuple[Note, ...]:
    """Whether an actual that is no exact number may be on the other side of the target."""
    told = pair.told
    if told is None:
        return ()
    if told.number.approximate:
        is_sure = pair.actual != pair.target
    else:
        is_sure = told.comparator in (LIMITS if limit else FLOORS)
    return () if is_sure and is_met(pair, is_limit=limit) else (Note.VAGUE,)


def _by_formula(
    row: Row, pair: Pair, weight: Decimal, rules: Rules, *, is_limit: bool, notes: tuple[Note, ...] = ()
) -> Outcome:
    method = rules.method
    way = way_of(pair, method, is_limit=is_limit)
    due = points_of(pair, weight, method, is_limit=is_limit)
    if due is None:
        if way is Way.BY_HAND:
            return chosen(way, (_ZERO, weight), row.printed(rules))
        return left_out(way, Note.BELOW_ZERO)
    return _held(row, computed(way, due, notes), due, pair, rules)


def _held(row: Row, outcome: Outcome, due: Decimal, pair: Pair, rules: Rules) -> Outcome:
    """A computed score held against the printed one."""
    points = row.weight.scaled(points_in(row.indicator.score))
    if points is None or points == due:
        return outcome
    printed = row.printed(rules)
    if printed.fits(due, rules):
        return outcome
    return settled(outcome, due, printed, _others(row.indicator, pair, printed.weight, rules))


def _others(indicator: Indicator, pair: Pair, weight: Decimal, rules: Rules) -> Iterator[Other]:
    """What the other methods in use give; for = on a cost also as for a limit."""
    limits = {is_limit(indicator, pair, rules), rules.is_limit(indicator)}
    for method in (*rules.others, rules.method):
        for limit in limits:
            points = points_of(pair, weight, method, is_limit=limit)
            if points is not None:
                said = rules.basis(way_of(pair, method, is_limit=limit), method).said
                yield Other(points, points, said)


def _other_bands(met: Met, weight: Decimal, rules: Rules) -> Iterator[Other]:
    for method in rules.others:
        yield Other(*band(met, weight, method), rules.basis(Way.GRADED, method).said)


def _of_range(row: Row, target: Range, actual: str, weight: Decimal, rules: Rules) -> Outcome:
    """A range is a floor at its low end, or a limit at its high one.

    Past the good end the points stay full: whether both ends are limits
    (18~26℃) only a person can say, and a finding asks.
    """
    low, high = (paired(Bound(None, number, target.unit), actual) for number in (target.low, target.high))
    if low is None or high is None:
        return _incomparable(Way.RATIO, actual)
    limit = rules.is_limit(row.indicator)
    is_beyond = low.actual < low.target if limit else high.actual > high.target
    pair = high if limit else low
    notes = (*((Note.BEYOND_RANGE,) if is_beyond else ()), *_vague(pair, limit=limit))
    return _by_formula(row, pair, weight, rules, is_limit=limit, notes=notes)


def _incomparable(way: Way, actual: str) -> Outcome:
    told = parse_target(actual)
    if isinstance(told, Range) or has_several(actual):
        return left_out(way, Note.SEVERAL)
    if isinstance(told, Bound):
        return left_out(way, Note.OTHER_UNIT)
    return left_out(way, Note.NO_ACTUAL if says_nothing(actual) else Note.WORD)


def _of_words(row: Row, actual: str, weight: Decimal, rules: Rules) -> Outcome:
    indicator = row.indicator
    if isinstance(indicator.target, DateBound):
        if is_late(indicator.target, actual, rules.year):
            return _late(row, weight, rules)
        if isinstance(parse_target(actual), DateBound) or is_in_time(actual):
            return _in_time(row, weight, rules)
    met = met_of(indicator, actual)
    if met is None:
        return chosen(Way.BY_HAND, (_ZERO, weight), row.printed(rules))
    return chosen(
        Way.GRADED,
        band(met, weight, rules.method),
        row.printed(rules),
        proposal=weight if met is Met.FULLY else None,
        others=_other_bands(met, weight, rules),
    )


def met_of(indicator: Indicator, actual: str) -> Met | None:
    """How far a word was met: in full where the actual repeats it; signs before it do not count (=准确)."""
    return Met.FULLY if _bare(actual) == _bare(indicator.printed) else met_in(actual)


def _bare(text: str) -> str:
    return "".join(text.split()).lstrip("=＝≥≤")


def _in_time(row: Row, weight: Decimal, rules: Rules) -> Outcome:
    printed, outcome = row.printed(rules), computed(Way.DATE, weight)
    return outcome if printed.fits(weight, rules) else settled(outcome, weight, printed)


def _late(row: Row, weight: Decimal, rules: Rules) -> Outcome:
    if rules.method.late is Way.GRADED:
        span = band(Met.PARTLY, weight, rules.method)
        return chosen(Way.GRADED, span, row.printed(rules), notes=(Note.LATE,))
    return chosen(Way.BY_HAND, (_ZERO, weight), row.printed(rules), notes=(Note.LATE,))
