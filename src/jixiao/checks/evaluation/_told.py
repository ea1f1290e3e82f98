"""What evaluations say in their free cells, and the numbers beside them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.names import Aim
from jixiao.checks.words import load_words
from jixiao.model.comparator import Comparator
from jixiao.model.date import DateBound
from jixiao.model.number import half_width, plain
from jixiao.model.table import FundsColumn, FundsItem
from jixiao.model.target import parse_target
from jixiao.scoring.compare import Pair, paired

WORDS = load_words(__file__)
LIMITS = (Comparator.AT_MOST, Comparator.BELOW)
_TOTALS = (FundsItem.ANNUAL_TOTAL, FundsItem.TOTAL, FundsItem.EXPENDITURE_TOTAL)
_HUNDRED = Decimal(100)
_LAST_DAY = 31
_RATE = re.compile(r"(\d+(?:\.\d+)?)(%?)")


def says_nothing(text: str | None) -> bool:
    """Whether a cell for a reason gives none: blank, 无, a stroke, or the form's own instruction."""
    told = plain(text or "")
    return not told or told in WORDS["nothing"] or told in WORDS["instruction"]


def is_explained(measure: Measure) -> bool:
    """Whether the row, or the table as a whole, gives a reason."""
    indicator, conclusion = measure.indicator, measure.table.table.conclusion
    told = (indicator.reason, indicator.remark, conclusion.reasons if conclusion else None)
    return not all(map(says_nothing, told)) or notes_say(measure.table, "cause")


def notes_say(table: TableCase, *kinds: str) -> bool:
    """Whether a free note below the table speaks of each of these."""
    conclusion = table.table.conclusion
    notes = (conclusion.notes if conclusion else None) or ""
    if says_nothing(notes) or notes in WORDS["of_the_form"]:
        return False
    return all(notes in WORDS[kind] for kind in kinds)


def achieved(measure: Measure) -> Pair | None:
    """Target and actual as numbers of one unit, where both are."""
    bound, actual = measure.bound, measure.indicator.actual
    return paired(bound, actual) if bound and actual else None


def is_limit(measure: Measure, pair: Pair) -> bool:
    """Whether less is better: by the comparator, or by the name where it says nothing."""
    if pair.comparator in (*LIMITS, Comparator.AT_LEAST, Comparator.ABOVE):
        return pair.comparator in LIMITS
    return measure.aim is Aim.LIMIT


def is_missed(measure: Measure, pair: Pair) -> bool:
    return pair.actual > pair.target if is_limit(measure, pair) else pair.actual < pair.target


def is_late(measure: Measure) -> bool:
    """Whether target and actual are dates, and the actual begins after the target ends."""
    target, held = measure.target, parse_target(measure.indicator.actual or "")
    if not isinstance(target, DateBound) or not isinstance(held, DateBound):
        return False
    if (month := target.last.last_month) is None:
        return False
    year = target.last.year or measure.table.year
    end = (year, month, target.last.day or _LAST_DAY)
    return (held.last.year or year, held.last.month or 1, held.last.day or 1) > end


def executed_of(table: TableCase) -> tuple[Decimal, list[Decimal]]:
    """What was executed of the total, and the budgets it may be held against; 0 and none if not printed.

    A form with one line of amounts has no other total.
    """
    items = _TOTALS if len({fund.label for fund in table.table.funds}) > 1 else tuple(FundsItem)
    executed = table.fund(*items, column=FundsColumn.EXECUTED)
    columns = (FundsColumn.ADJUSTED, FundsColumn.ORIGINAL, FundsColumn.ONLY)
    budgets = [fund.yuan for column in columns if (fund := table.fund(*items, column=column))]
    if executed is None:
        return Decimal(0), []
    return executed.yuan, [each for each in budgets if each]


class Rate(NamedTuple):
    """A printed rate as a fraction, and half of its last digit."""

    share: Decimal
    half: Decimal


def rate_in(text: str | None) -> Rate | None:
    """The rate that a cell prints; a bare number above 1.5 is in percent.

    >>> rate_in("88.5%").share, rate_in("0.97").share, rate_in("—")
    (Decimal('0.885'), Decimal('0.97'), None)
    """
    found = _RATE.fullmatch(half_width(text or ""))
    if found is None:
        return None
    value = Decimal(found[1])
    exponent = value.as_tuple().exponent
    half = Decimal("0.51").scaleb(exponent if isinstance(exponent, int) else 0)
    is_percent = bool(found[2]) or value > Decimal("1.5")
    return Rate(value / _HUNDRED, half / _HUNDRED) if is_percent else Rate(value, half)


def percent(share: Decimal) -> str:
    """As people write it.

    >>> percent(Decimal("0.885"))
    '88.5%'
    """
    return f"{(share * _HUNDRED).quantize(Decimal('0.01')).normalize():f}%"
