"""What stands in a cell for want of an answer: shared by the rules on structure."""

from __future__ import annotations

from functools import lru_cache

from jixiao.checks.case import Measure
from jixiao.checks.names import Aim, Kind, Topic
from jixiao.checks.structure._classes import WORDS

_NONE = frozenset({"无", "没有"})


def is_placeholder(measure: Measure) -> bool:
    """Whether the target is none: 无, /, 待定, ≥××%. Not where the name is answered by 无."""
    value = measure.value.rstrip("。.;,")
    if len(value) > _LONGEST or not _stands_for_nothing(value or measure.value):
        return False
    return value not in _NONE or not _is_answered(measure)


_LONGEST = 12  # characters of a placeholder; a gap in a sentence is the template's


@lru_cache(maxsize=1 << 12)
def _stands_for_nothing(value: str) -> bool:
    return value in WORDS["placeholder"] or value in WORDS["gap"]


def _is_answered(measure: Measure) -> bool:
    """违法违纪情况=无 says what is meant; 发生率=无 and 发生次数=无 do not, but other rules say so."""
    name = measure.name.plain
    if (name.startswith("对") and "影响" in name) or name in WORDS["answered_by_none"]:
        return True
    is_cost = measure.topic is Topic.COST or "成本" in name
    return measure.aim is Aim.LIMIT and measure.kind in (Kind.RATE, Kind.COUNT) and not is_cost
