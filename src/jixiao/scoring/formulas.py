"""How points follow from target and actual.

Basis: 《项目支出绩效评价管理办法》（财预〔2020〕10号）: a target that is met earns
its points, one that is missed earns them pro rata. For limits two ways are in
use: a straight line to zero at twice the limit, and the limit over the actual.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jixiao.model.comparator import Comparator
from jixiao.scoring.compare import Pair

_ZERO, _ONE, _TWO = Decimal(0), Decimal(1), Decimal(2)
_CENT = Decimal("0.01")
_LIMITS = (Comparator.AT_MOST, Comparator.BELOW)


class Way(StrEnum):
    """A formula in use."""

    RATIO = "ratio"  # actual over target, full points at most
    LINE = "line"  # for limits: straight down to zero at twice the limit
    INVERSE = "inverse"  # for limits: limit over actual
    ALL_OR_NOTHING = "all-or-nothing"  # for targets of zero


def ways(pair: Pair, *, is_limit: bool) -> Iterator[Way]:
    """The formulas a pair may be scored by; ``is_limit`` says so where no comparator is printed."""
    limit = pair.comparator in _LIMITS or (is_limit and pair.comparator in (None, Comparator.EQUAL))
    if not pair.target:
        yield Way.ALL_OR_NOTHING
    elif limit:
        yield Way.LINE
        yield Way.INVERSE
    else:
        yield Way.RATIO


def score(pair: Pair, weight: Decimal, way: Way) -> Decimal:
    """Points, to the cent.

    >>> pair = Pair(Comparator.AT_MOST, Decimal(40), Decimal(50))
    >>> score(pair, Decimal(10), Way.LINE), score(pair, Decimal(10), Way.INVERSE)
    (Decimal('7.50'), Decimal('8.00'))
    """
    return (weight * _share(pair, way)).quantize(_CENT, ROUND_HALF_UP)


def _share(pair: Pair, way: Way) -> Decimal:
    target, actual = pair.target, pair.actual
    match way:
        case Way.ALL_OR_NOTHING:
            return _ONE if actual <= _ZERO else _ZERO
        case Way.RATIO:
            return max(_ZERO, min(_ONE, actual / target))
        case Way.LINE:
            return max(_ZERO, min(_ONE, _TWO - actual / target))
        case Way.INVERSE:
            return _ONE if actual <= target else max(_ZERO, target / actual)


class Met(StrEnum):
    """How far a graded target was met, by the words the form gives to choose from."""

    FULLY = "fully"  # 达成年度指标
    PARTLY = "partly"  # 部分达成年度指标并具有一定效果
    NOT = "not"  # 未达成年度指标且效果较差


# 100-80, 80-60, 60-0 by the regulation; Hubei lets the middle one reach down to 50.
_BANDS = {
    Met.FULLY: (Decimal("0.8"), _ONE),
    Met.PARTLY: (Decimal("0.5"), Decimal("0.8")),
    Met.NOT: (_ZERO, Decimal("0.6")),
}


def band(met: Met, weight: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the most points of a graded target.

    >>> band(Met.PARTLY, Decimal(15))
    (Decimal('7.50'), Decimal('12.00'))
    """
    least, most = _BANDS[met]
    return (weight * least).quantize(_CENT), (weight * most).quantize(_CENT)


# Points by steps, in shares: done in full 10 of 10, from 80 % 7, from 60 % 5.
_STEPS = ((_ONE, _ONE), (Decimal("0.8"), Decimal("0.7")), (Decimal("0.6"), Decimal("0.5")))


def execution_steps(rate: Decimal, weight: Decimal) -> Decimal:
    """Points of the budget's execution by steps, as some issuers give them.

    >>> execution_steps(Decimal("0.87"), Decimal(10))
    Decimal('7.0')
    """
    return weight * next((share for least, share in _STEPS if rate >= least), _ZERO)


def execution_score(executed: Decimal, budget: Decimal, weight: Decimal) -> Decimal | None:
    """Points of the budget's execution: pro rata, full at most; nothing without a budget.

    >>> execution_score(Decimal(88), Decimal(100), Decimal(10))
    Decimal('8.80')
    """
    if budget <= _ZERO:
        return None
    return (weight * min(_ONE, max(_ZERO, executed / budget))).quantize(_CENT, ROUND_HALF_UP)
