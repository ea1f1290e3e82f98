"""A total score that is not the sum of the scores."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS
from jixiao.scoring.total import wrong_total


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#total",
    title=Message("总分与各项得分之和不符", "A total that is not the sum of its scores"),
    found=Message("总分 {total}", "the total is {total}"),
    required=Message("各项得分相加为 {added}", "the scores add up to {added}"),
    advice=Message("核对各项得分，重新加总", "check the scores and add them up again"),
    forms=EVALUATIONS,
)
def total_differs(table: TableCase) -> Iterator[Remark]:
    conclusion, wrong = table.table.conclusion, wrong_total(table.table)
    if conclusion and wrong:
        total, added = wrong
        yield remark(at=conclusion.source, total=f"{total}", added=f"{added}")
