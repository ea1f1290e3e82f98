"""Income and expenditure of a unit's budget are not the same."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import UNITS, TableCase
from jixiao.checks.funds._amounts import SOURCES, can_make, is_nested, rounding, said, unnamed
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import FundsItem, Sum


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#sums",
    title=Message("收入与支出不相等", "Income and expenditure differ"),
    found=Message(
        "收入合计{income}，支出合计{expenditure}，相差{gap}",
        "income is {income}, expenditure {expenditure}, {gap} apart",
    ),
    required=Message("收入预算合计等于支出预算合计", "the two totals should be equal"),
    advice=Message(
        "核对两边的各项金额；上年结转和其他资金也要计入收入",
        "compare both sides; money carried over and from other sources is income too",
    ),
    forms=UNITS,
)
def income_and_expenditure_differ(case: TableCase) -> Iterator[Remark]:
    held = next((each for each in case.table.sums if "=" in each.name.zh and not each.closes), None)
    if held is None or _may_be_equal(case, held):
        return
    income = case.fund(FundsItem.INCOME_TOTAL) or case.fund(*SOURCES)
    yield remark(
        at=income,
        income=said(case, held.total),
        expenditure=said(case, held.added),
        gap=said(case, abs(held.total - held.added)),
    )


def _may_be_equal(case: TableCase, held: Sum) -> bool:
    """Where no totals are printed, an amount that is not known, or is part of another, may make up for it."""
    funds = case.table.funds
    if case.fund(FundsItem.INCOME_TOTAL) and case.fund(FundsItem.EXPENDITURE_TOTAL):
        return False
    income = [each.yuan for each in funds if each.item in SOURCES and each.yuan]
    other = unnamed(funds)
    slack = rounding(case, funds[0]) * (len(income) + 2)
    if is_nested(funds):
        return can_make(held.added, [], income + other, slack)
    return can_make(held.added, income, other, slack) or can_make(held.total, held.parts, other, slack)
