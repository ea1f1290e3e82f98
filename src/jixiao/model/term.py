"""Amounts over the whole term of a project (中期资金总额), told from those of its year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.model.table import Fund, FundsItem

_WHOLE = re.compile("总投资|中期|全周期|实施期")
_YEARLY = {FundsItem.TOTAL: FundsItem.ANNUAL_TOTAL, FundsItem.FISCAL: FundsItem.CURRENT_FISCAL}


def is_of_term(fund: Fund, funds: Sequence[Fund]) -> bool:
    """Whether an amount of a table's ``funds`` is over the whole term.

    Its words say so; or the form tells a total beside that of the year, and
    this is the first of an item that it prints for both. 财政拨款 beside 当年财政拨款
    is the same item.
    """
    if fund.item is FundsItem.TOTAL and _WHOLE.search(fund.label):
        return True
    items = [each.item for each in funds]
    if fund.item is FundsItem.OTHER or not {FundsItem.TOTAL, FundsItem.ANNUAL_TOTAL}.issubset(items):
        return False
    if _YEARLY.get(fund.item) in items:
        return True
    same = [each for each in funds if (each.item, each.column) == (fund.item, fund.column)]
    return len(same) > 1 and fund is same[0]
