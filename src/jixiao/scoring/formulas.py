"""How points follow from target and actual: pure functions of shares; the choices are those of a `Method`.

A target that is met earns its points, one that is missed earns them pro rata.
For limits two ways are in use: a straight line to zero at twice the limit, and
the limit over the actual.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jixiao.model.comparator import Comparator
from jixiao.regulations.method import Method, Steps, Way
from jixiao.scoring.pair import Pair

_ZERO, _ONE = Decimal(0), Decimal(1)
_CENTS = tuple(Decimal(1).scaleb(-places) for places in range(7))
LIMITS = (Comparator.AT_MOST, Comparator.BELOW)
FLOORS = (Comparator.AT_LEAST, Comparator.ABOVE)


class Met(StrEnum):
    """How far a graded target was met, by the words the form gives to choose from."""

    FULLY = "fully"  # 达成年度指标
    PARTLY = "partly"  # 部分达成年度指标并具有一定效果
    NOT = "not"  # 未达成年度指标且效果较差


_BANDS = (Met.FULLY, Met.PARTLY, Met.NOT)  # from the top


def rounded(points: Decimal, method: Method) -> Decimal:
    return points.quantize(_CENTS[method.places], ROUND_HALF_UP)


def is_met(pair: Pair, *, is_limit: bool) -> bool:
    """Whether the target is met; a target of zero is one that nothing may exceed."""
    if is_limit or not pair.target:
        return pair.actual <= pair.target
    return pair.actual >= pair.target


def is_above_zero(pair: Pair) -> bool:
    """Whether ≥0 was exceeded: by the rule for zero that earns nothing, though more may be better."""
    return not pair.target and pair.comparator in FLOORS and pair.actual > _ZERO


def way_of(pair: Pair, method: Method, *, is_limit: bool) -> Way:
    if not pair.target:
        return method.zero
    return method.reverse if is_limit else method.positive


def share_of(pair: Pair, method: Method, *, is_limit: bool) -> Decimal | None:
    """The share of its points that an indicator earns; nothing where no formula can say.

    That is a target of zero left to a person, and one below zero that was
    missed: there is no part of it that could have been completed.
    """
    if is_met(pair, is_limit=is_limit):
        return _ONE
    way = way_of(pair, method, is_limit=is_limit)
    if way is Way.BY_HAND or pair.target < _ZERO:
        return None
    return _above(method.pass_line, max(_ZERO, completion_of(pair, way)))


def completion_of(pair: Pair, way: Way) -> Decimal:
    """How much of a missed target was completed, before any pass line."""
    target, actual = pair.target, pair.actual
    match way:
        case Way.RATIO:
            return actual / target
        case Way.LINE:
            return _ONE - (actual - target) / target
        case Way.INVERSE:
            return target / actual
        case _:
            return _ZERO  # all or nothing


def _above(line: Decimal | None, completion: Decimal) -> Decimal:
    if line is None:
        return completion
    return _ZERO if completion < line else (completion - line) / (_ONE - line)


def points_of(pair: Pair, weight: Decimal, method: Method, *, is_limit: bool) -> Decimal | None:
    """Points of an indicator with a number to reach or to keep below."""
    share = share_of(pair, method, is_limit=is_limit)
    if share is None:
        return None
    return weight if share == _ONE else rounded(weight * share, method)


def band(met: Met, weight: Decimal, method: Method) -> tuple[Decimal, Decimal]:
    """The least and the most points of a graded target; an edge belongs to both of its bands."""
    least, most = edges_of(met, method)
    return rounded(weight * least, method), rounded(weight * most, method)


def edges_of(met: Met, method: Method) -> tuple[Decimal, Decimal]:
    upper = _BANDS.index(met)
    return method.bands[upper + 1], method.bands[upper]


def step_of(rate: Decimal, steps: Steps) -> Decimal:
    """The share that a rate earns by steps.

    >>> step_of(Decimal("0.87"), ((Decimal(1), Decimal(1)), (Decimal("0.8"), Decimal("0.7"))))
    Decimal('0.7')
    """
    return next((share for least, share in steps if rate >= least), _ZERO)


def execution_points(rate: Decimal, weight: Decimal, method: Method) -> Decimal:
    """Points of the budget's execution by its rate: full at most, for overspending earns nothing."""
    capped = min(_ONE, max(_ZERO, rate))
    return rounded(weight * (step_of(capped, method.execution) if method.execution else capped), method)
