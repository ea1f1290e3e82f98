"""Unit cost × quantity is far from the budget, or one cost is above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.checks.case import PROJECTS, Measure, TableCase
from jixiao.checks.funds._amounts import budget_of, is_whole, rounding, said
from jixiao.checks.names import Aim, Kind, Topic
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import Fund, FundsColumn
from jixiao.model.unit import Unit, parse_unit
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_COMMON = 2  # characters that the names of a cost and of a quantity share


class _Pair(NamedTuple):
    cost: Measure
    quantity: Measure
    yuan: Decimal


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#matched",
    title=Message("单位成本乘数量与预算不符", "Unit cost × quantity is far from the budget"),
    found=Message("{seen}，预算为{total}", "{seen}; the budget is {total}"),
    required=Message("目标要与资金相匹配", "targets should match the money"),
    advice=Message("核对数量、单位成本和预算，改正有误的一处", "compare quantity, unit cost and budget"),
    forms=PROJECTS,
    gives_way_to=("amount-unit-contradicts",),
)
def unit_cost_times_quantity_differs(case: TableCase) -> Iterator[Remark]:
    total = _whole(case)
    if total is None or not total.yuan:
        return
    costs = [each for each in case.measures if _is_cost(each)]
    if above := next((each for each in costs if _exceeds(case, each, total)), None):
        yield remark(seen=_told_cost(above), total=said(case, total.yuan))
    elif (pairs := _pairs(case, costs)) and _is_far(case, costs, pairs, total):
        yield remark(seen=_told_pairs(case, pairs), total=said(case, total.yuan))


def _whole(case: TableCase) -> Fund | None:
    """The most the project may cost: over its whole term where that is printed."""
    annual = budget_of(case)
    wholes = [each for each in case.table.funds if is_whole(each) and each.column is not FundsColumn.EXECUTED]
    return max((*wholes, *([annual] if annual else [])), key=lambda each: each.yuan, default=None)


def _is_cost(measure: Measure) -> bool:
    """A cost that limits what is spent; not one that shall be saved, nor one to society or nature."""
    if not measure.bound or measure.bound.unit.family not in (UnitFamily.MONEY, UnitFamily.RATE):
        return False
    name = measure.name.plain
    is_other = measure.indicator.level2.startswith(("社会", "生态", "环境")) or "降低" in name or "节" in name
    is_cost = measure.topic is Topic.COST or "成本" in name or name.endswith("标准")
    return is_cost and measure.aim is not Aim.REACH and not is_other


def _exceeds(case: TableCase, measure: Measure, total: Fund) -> bool:
    bound = measure.bound
    is_whole = bound is not None and bound.unit.family is UnitFamily.MONEY
    return is_whole and bound is not None and bound.amount - total.yuan > rounding(case, total) * 2


def _told_cost(measure: Measure) -> Message:
    told = f"“{measure.name.plain}”{measure.value}"
    return Message(told, told)


def _pairs(case: TableCase, costs: Sequence[Measure]) -> list[_Pair]:
    """Each unit cost with the quantity of the same thing, counted in the unit the cost is for."""
    quantities = [each for each in case.measures if each.bound and each.kind is not Kind.RATE]
    found = []
    for cost in costs:
        price, per = _price(cost)
        same = [
            (len(_common(cost.name.plain, each.name.plain)), each)
            for each in quantities
            if per and each.bound and each is not cost and each.bound.unit.canonical == per.canonical
        ]
        shared, quantity = max(same, key=lambda each: each[0], default=(0, None))
        if per and quantity and quantity.bound and shared >= _COMMON:
            found.append(_Pair(cost, quantity, price * quantity.bound.amount / per.scale))
    return found


def _price(measure: Measure) -> tuple[Decimal, Unit | None]:
    """The money that one costs, in yuan, and one of what; nothing for 元/人·月, which has two."""
    bound = measure.bound
    if bound is None or bound.unit.family is not UnitFamily.RATE:
        return Decimal(0), None
    over, _, per = bound.unit.canonical.partition("/")
    return (bound.amount, parse_unit(per)) if over == "元" and "/" not in per else (Decimal(0), None)


@lru_cache(maxsize=1 << 10)
def _common(cost: str, quantity: str) -> str:
    """The longest piece that two names share and that names a thing.

    >>> _common("高素质农民培育人均补助标准", "高素质农民培训人数")
    '高素质农民培'
    """
    pieces = (
        cost[start:end]
        for start in range(len(cost))
        for end in range(start + _COMMON, len(cost) + 1)
        if cost[start:end] in quantity
    )
    return max((each for each in pieces if each not in WORDS["of_no_object"]), key=len, default="")


def _is_far(case: TableCase, costs: Sequence[Measure], pairs: Sequence[_Pair], total: Fund) -> bool:
    """Beyond the factor above; below it only where the pairs are all that the project does."""
    factor = case.in_force.thresholds["unit-cost-factor"]
    made = sum((each.yuan for each in pairs), Decimal(0))
    if made > total.yuan * factor:
        return True
    counted = [each for each in case.measures if each.topic is Topic.QUANTITY]
    return made * factor < total.yuan and len(counted) == len(costs) == len(pairs)


def _told_pairs(case: TableCase, pairs: Sequence[_Pair]) -> Message:
    made = said(case, sum((each.yuan for each in pairs), Decimal(0)))
    first = pairs[0]
    told = f"{first.cost.value.lstrip('≤=<')}×{first.quantity.value.lstrip('≥=>')}"
    more = (f"等{len(pairs)}项", f" and {len(pairs) - 1} more") if len(pairs) > 1 else ("", "")
    return Message(f"{told}{more[0]}合计{made}", f"{told}{more[1]} make {made}")
