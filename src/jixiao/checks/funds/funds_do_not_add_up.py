"""A stated total that is not the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import TableCase
from jixiao.checks.funds._amounts import can_make, column_of, is_nested, rounding, said, unnamed
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import Fund, Sum


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#sums",
    title=Message("合计与各项之和不符", "A total is not the sum of its parts"),
    found=Message(
        "{sum}为{total}，各项相加为{added}，相差{gap}{more}",
        "{sum} is {total}, its parts make {added}, {gap} apart{more}",
    ),
    required=Message("合计等于各项之和", "a total should be the sum of its parts"),
    advice=Message(
        "核对各项金额和合计，改正有误的一处", "compare the amounts and put right the one that is wrong"
    ),
    gives_way_to=("part-exceeds-total",),
)
def funds_do_not_add_up(case: TableCase) -> Iterator[Remark]:
    failed = [each for each in case.table.sums if "=" not in each.name.zh and _fails(case, each)]
    if not failed:
        return
    first, rest = failed[0], len(failed) - 1
    total = _total(case, first)
    column = f"（{total.heading}）" if total.heading else ""
    more = Message(f"（另有{rest}处合计不符）", f" (and {rest} more)") if rest else ""
    yield remark(
        at=total,
        sum=Message(f"{first.name.zh}{column}", f"{first.name.en}{column}"),
        total=said(case, first.total),
        added=said(case, first.added),
        gap=said(case, abs(first.total - first.added)),
        more=more,
    )


def _fails(case: TableCase, held: Sum) -> bool:
    """Whether no reading of the amounts closes the sum: parts may be nested, or not all printed."""
    if held.closes or (len(held.parts) == 1 and held.parts[0] < held.total):
        return False
    column = column_of(case, held.total, held.parts)
    slack = rounding(case, _total(case, held)) * len(held.parts)
    parts, optional = list(held.parts), unnamed(column)
    if is_nested(column):
        parts, optional = [], [each for each in parts if each] + optional
    return not can_make(held.total, parts, optional, max(slack, Decimal(0)))


def _total(case: TableCase, held: Sum) -> Fund:
    column = column_of(case, held.total, held.parts)
    return next((each for each in column if each.yuan == held.total), column[0])
