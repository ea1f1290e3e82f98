"""What evaluations say in their free cells: reasons, and how far a graded target was met."""

from __future__ import annotations

from functools import lru_cache

from jixiao.model.date import DateBound
from jixiao.model.indicator import Indicator
from jixiao.model.number import plain
from jixiao.model.table import Table
from jixiao.model.target import Target, parse_target
from jixiao.scoring.formulas import Met
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_LAST_DAY = 31
_OUTCOMES = (("partly_met", Met.PARTLY), ("not_met", Met.NOT), ("fully_met", Met.FULLY), ("met", Met.FULLY))


@lru_cache(maxsize=1 << 12)
def says_nothing(text: str | None) -> bool:
    """Whether a cell for a reason gives none: blank, 无, a stroke, or the form's own instruction."""
    told = plain(text or "")
    return not told or told in WORDS["nothing"] or told in WORDS["instruction"]


def has_own_criterion(indicator: Indicator) -> bool:
    """Whether a row says itself how points are given, other than in full or pro rata as all rows."""
    told = plain(indicator.criterion or "")
    is_usual = told in WORDS["pro_rata"] and told not in WORDS["of_its_own"]
    return not says_nothing(told) and not is_usual


def notes_say(table: Table, *kinds: str) -> bool:
    """Whether a free note below the table speaks of each of these classes of `WORDS`."""
    notes = (table.conclusion.notes if table.conclusion else None) or ""
    if says_nothing(notes) or notes in WORDS["of_the_form"]:
        return False
    return all(notes in WORDS[kind] for kind in kinds)


def reason_of(indicator: Indicator, table: Table) -> str | None:
    """Why a target was missed or points were deducted: in the row, or for the table as a whole."""
    for text in (indicator.reason, indicator.remark):
        if not says_nothing(text):
            return text
    conclusion = table.conclusion
    if conclusion is None:
        return None
    if not says_nothing(conclusion.reasons):
        return conclusion.reasons
    return conclusion.notes if notes_say(table, "cause") else None


@lru_cache(maxsize=1 << 12)
def met_in(actual: str) -> Met | None:
    """How far a graded target was met, where the actual says so in the form's own words.

    >>> met_in("部分达成预期指标并具有一定效果"), met_in("达成年度指标"), met_in("良好")
    (<Met.PARTLY: 'partly'>, <Met.FULLY: 'fully'>, None)
    """
    return next((met for words, met in _OUTCOMES if actual in WORDS[words]), None)


@lru_cache(maxsize=1 << 12)
def is_not_applicable(text: str | None) -> bool:
    return bool(text) and plain(text or "") in WORDS["not_applicable"]


def is_in_time(actual: str) -> bool:
    """Whether words say that a date was kept."""
    return plain(actual) in WORDS["in_time"] or met_in(actual) is Met.FULLY


def is_none(actual: str) -> bool:
    """Whether words say that nothing happened (未发生)."""
    return plain(actual) in WORDS["none"]


def is_late(target: Target, actual: str, year: int) -> bool:
    """Whether both are dates, and the actual begins after the target ends; ``year`` is the budget's."""
    held = parse_target(actual)
    if not isinstance(target, DateBound) or not isinstance(held, DateBound):
        return False
    if (month := target.last.last_month) is None:
        return False
    year = target.last.year or year
    end = (year, month, target.last.day or _LAST_DAY)
    return (held.last.year or year, held.last.month or 1, held.last.day or 1) > end
