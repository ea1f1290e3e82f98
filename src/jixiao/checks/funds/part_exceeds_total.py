"""One source of money that is more than all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.checks.case import TableCase
from jixiao.checks.funds._amounts import OF_UNITS, SOURCES, is_whole, rounding, said
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import Fund, FundsColumn, FundsItem

_I = FundsItem
_OF_UNIT = (
    (_I.INCOME_TOTAL, SOURCES),
    (_I.EXPENDITURE_TOTAL, (_I.BASIC, _I.PROJECTS)),
    (_I.BASIC, (_I.PERSONNEL, _I.OPERATION)),
)


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#sums",
    title=Message("一项资金大于总额", "A part is more than the total"),
    found=Message("“{label}”{part}，大于总额{total}", "{label} is {part}, more than the total of {total}"),
    required=Message("任何一项都不大于总额", "no part should be more than the total"),
    advice=Message(
        "核对这一项和总额，并检查单位是否一致", "compare both, and whether they are in the same unit"
    ),
)
def part_exceeds_total(case: TableCase) -> Iterator[Remark]:
    for column in FundsColumn:
        held = [each for each in case.table.funds if each.column is column]
        for total, parts in _totals(held):
            over = [each for each in parts if each.yuan - total.yuan > rounding(case, each)]
            if over:
                label = over[0].label.rstrip("：: ") or "其中"
                yield remark(
                    at=over[0], label=label, part=said(case, over[0].yuan), total=said(case, total.yuan)
                )
                return


def _totals(held: Sequence[Fund]) -> Iterator[tuple[Fund, list[Fund]]]:
    """Each total of a column with what it holds; of several totals of a project the largest."""
    if any(each.item in OF_UNITS for each in held):
        for item, parts in _OF_UNIT:
            if total := next((each for each in held if each.item is item), None):
                yield total, [each for each in held if each.item in parts]
        return
    totals = [each for each in held if is_whole(each)]
    if totals:
        total = max(totals, key=lambda each: each.yuan)
        yield total, [each for each in held if each.item in SOURCES]
