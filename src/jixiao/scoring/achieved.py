"""The number that an actual says beside its explanations: of 完成12场，超额2场 it is 12场."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jixiao.model.date import DateBound
from jixiao.model.measures import UnitFamily
from jixiao.model.number import half_width
from jixiao.model.target import Bound, FreeText, Range, Target, parse_target, quantities
from jixiao.scoring.told import WORDS

_BRACKETED = re.compile(r"\([^()]*\)")
_ENDS = re.compile(r"[\n;。、!]|,(?!\d{3}(?!\d))")  # 10,800 is one number


@lru_cache(maxsize=1 << 14)
def achieved_in(actual: str, unit: str) -> Target:
    """What was achieved in a unit, read as a target is; numbers that only explain it do not count.

    Several of which none is the whole are free text: whether they add up only
    a person knows.

    >>> [achieved_in(each, "场").number.digits for each in ("完成12场，超额2场", "线上6场，线下8场，共14场")]
    ['12', '14']
    >>> achieved_in("线上6场，线下6场", "场")
    FreeText(text='线上6场，线下6场')
    """
    whole = parse_target(actual)
    if not has_several(actual) or isinstance(whole, Range | DateBound):
        return whole
    told = [each for clause in _told(actual) for each in quantities(clause)]
    fitting = [each for each in told if not unit or each.unit.canonical == unit]
    if len(fitting) == 1:
        return fitting[0]
    # A share said twice is one share; a count said twice may be two counts.
    is_share = isinstance(whole, Bound) and whole.unit.family is UnitFamily.RATIO
    return whole if is_share else FreeText(actual)


def has_several(actual: str) -> bool:
    return len(quantities(actual)) > 1


def _told(actual: str) -> Sequence[str]:
    """The clauses that tell, without asides; where one says what it is in all, only that."""
    clauses = _ENDS.split(_BRACKETED.sub("", half_width(actual)))
    return [each for each in clauses if each in WORDS["in_all"]] or [
        each for each in clauses if each not in WORDS["aside"]
    ]
