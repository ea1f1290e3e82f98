"""What was achieved beside what was to be achieved, in one unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.model.comparator import Comparator
from jixiao.model.measures import UnitFamily
from jixiao.model.number import plain
from jixiao.model.target import Bound, parse_target

_ONE = Decimal(1)
# No form has points of more digits; a hostile one must not overflow the sums.
_POINTS = re.compile(r"\(?(-?\d{1,9}(?:\.\d{1,9})?)(?:分|%)?\)?")


class Pair(NamedTuple):
    """Target and actual in the target's base unit; ``comparator`` as printed, if any."""

    comparator: Comparator | None
    target: Decimal
    actual: Decimal

    @property
    def ratio(self) -> Decimal | None:
        """Actual over target; nothing for a target of zero."""
        return self.actual / self.target if self.target else None


def paired(target: Bound, actual: str) -> Pair | None:
    """The pair, or nothing when the actual is no one number or of another unit.

    A bare number is in the target's unit; a fraction under a target in percent
    is what a spreadsheet keeps of a percentage.

    >>> paired(parse_target("≥280人次"), "260人次").ratio.quantize(Decimal("0.001"))
    Decimal('0.929')
    >>> paired(parse_target("≥95%"), "0.96").actual, paired(parse_target("≥3场"), "3批")
    (Decimal('0.96'), None)
    """
    held = parse_target(actual)
    if not isinstance(held, Bound):
        return None
    if held.unit.family is UnitFamily.NONE:
        return Pair(target.comparator, target.amount, _bare(target, held.number.value))
    if target.unit.family is not UnitFamily.NONE and target.unit.canonical != held.unit.canonical:
        return None
    scale = held.unit.scale if target.unit.family is not UnitFamily.NONE else _ONE
    return Pair(target.comparator, target.amount, held.number.value * scale)


def _bare(target: Bound, value: Decimal) -> Decimal:
    is_fraction = target.unit.family is UnitFamily.RATIO and value <= _ONE < target.number.value
    return value if is_fraction else value * target.unit.scale


@lru_cache(maxsize=4096)
def points_in(text: str | None) -> Decimal | None:
    """Points as printed: 9.5, 10分, （10%）; nothing for a blank, a dash or a word.

    >>> points_in("7.5分"), points_in("（10%）"), points_in("—")
    (Decimal('7.5'), Decimal('10'), None)
    """
    found = _POINTS.fullmatch(plain(text or ""))
    return Decimal(found[1]) if found else None


def decimals(points: Decimal) -> int:
    """The decimals of a number as printed: 2 for 9.44."""
    exponent = points.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
