"""What was achieved beside what was to be achieved, in one unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from jixiao.model.comparator import Comparator
from jixiao.model.measures import UnitFamily
from jixiao.model.number import plain
from jixiao.model.target import Bound
from jixiao.model.unit import parse_unit
from jixiao.scoring.achieved import achieved_in
from jixiao.scoring.pair import Pair

_FRACTION = Decimal("1.5")  # 150%: a larger bare number is in percent
_EXACT = (None, Comparator.EQUAL)
# No form has points of more digits; a hostile one must not overflow the sums.
_POINTS = re.compile(r"\(?(-?\d{1,9}(?:\.\d{1,9})?)(?:分|%)?\)?")


def paired(target: Bound, actual: str) -> Pair | None:
    """The pair, or nothing when the actual is no one number or of another unit.

    A bare number is in the target's unit, and 60万 counts what that unit does; a
    fraction under a target in percent is what a spreadsheet keeps of a percentage.

    >>> from jixiao.model.target import parse_target
    >>> paired(parse_target("≥280人次"), "260人次").ratio.quantize(Decimal("0.001"))
    Decimal('0.929')
    >>> paired(parse_target("≥95%"), "0.96").actual, paired(parse_target("≥3场"), "3批")
    (Decimal('0.96'), None)
    """
    held = achieved_in(actual, target.unit.canonical)
    amount = _amount(target, held) if isinstance(held, Bound) else None
    if amount is None or not isinstance(held, Bound):
        return None
    is_exact = held.comparator in _EXACT and not held.number.approximate
    return Pair(target.comparator, target.amount, amount, None if is_exact else held)


def _amount(target: Bound, held: Bound) -> Decimal | None:
    """The actual in the base of the target's unit, or nothing where that is another one."""
    unit, value = held.unit, held.number.value
    if unit.family is UnitFamily.NONE:
        is_fraction = target.unit.family is UnitFamily.RATIO and _is_fraction(value, target)
        return value if is_fraction else value * target.unit.scale
    if target.unit.family is UnitFamily.NONE:
        return value
    if not unit.canonical:  # a multiplier alone
        unit = parse_unit(unit.printed + target.unit.printed.lstrip("万亿"))
    return value * unit.scale if unit.canonical == target.unit.canonical else None


def _is_fraction(value: Decimal, target: Bound) -> bool:
    """Whether 0.93 is 93%: so small a number, and nearer to the target than 0.93% is."""
    return value <= _FRACTION and abs(value) < 10 * target.amount


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
