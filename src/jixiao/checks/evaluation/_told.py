"""What evaluations say in their free cells, and the numbers beside them."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.names import Aim
from jixiao.checks.words import load_words
from jixiao.model.comparator import Comparator
from jixiao.model.number import half_width
from jixiao.model.table import FundsColumn, FundsItem
from jixiao.scoring.compare import Pair, paired

WORDS = load_words(__file__)
LIMITS = (Comparator.AT_MOST, Comparator.BELOW)
_TOTALS = (FundsItem.ANNUAL_TOTAL, FundsItem.TOTAL, FundsItem.EXPENDITURE_TOTAL)
_HUNDRED = Decimal(100)


def says_nothing(text: str | None) -> bool:
    """Whether a cell for a reason gives none: blank, 无, a stroke, or the form's own instruction."""
    plain = half_width("".join((text or "").split()))
    return not plain or plain in WORDS["nothing"] or plain in WORDS["instruction"]


def is_explained(measure: Measure) -> bool:
    """Whether the row, or the table as a whole, gives a reason."""
    indicator, conclusion = measure.indicator, measure.table.table.conclusion
    told = (indicator.reason, indicator.remark, conclusion.reasons if conclusion else None)
    return not all(map(says_nothing, told))


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


def executed_of(table: TableCase) -> tuple[Decimal, list[Decimal]]:
    """What was executed of the total, and the budgets it may be held against; 0 and none if not printed.

    A form with one line of amounts has no other total.
    """
    items = _TOTALS if len({fund.label for fund in table.table.funds}) > 1 else tuple(FundsItem)
    executed = table.fund(*items, column=FundsColumn.EXECUTED)
    columns = (FundsColumn.ADJUSTED, FundsColumn.ORIGINAL)
    budgets = [fund.yuan for column in columns if (fund := table.fund(*items, column=column))]
    if executed is None:
        return Decimal(0), []
    return executed.yuan, [each for each in budgets if each]


def percent(share: Decimal) -> str:
    """As people write it.

    >>> percent(Decimal("0.885"))
    '88.5%'
    """
    return f"{(share * _HUNDRED).quantize(Decimal('0.01')).normalize():f}%"
