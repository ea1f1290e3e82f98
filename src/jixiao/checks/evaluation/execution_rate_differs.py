"""A printed execution rate that is not executed over budget."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.evaluation._told import executed_of
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS, MONITORING
from jixiao.scoring.money import percent, rate_in


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#execution",
    title=Message("预算执行率计算有误", "A wrong execution rate"),
    found=Message("执行率写 {printed}", "the execution rate is given as {printed}"),
    required=Message("按执行数除以预算数应为 {due}", "executed over budget is {due}"),
    advice=Message("核对执行数和预算数，重新计算", "check both amounts and compute it again"),
    forms=EVALUATIONS | MONITORING,
)
def execution_rate_differs(table: TableCase) -> Iterator[Remark]:
    execution = table.table.execution
    printed = rate_in(execution.rate) if execution else None
    executed, budgets = executed_of(table)
    if execution is None or printed is None or not budgets:
        return
    shares = [executed / budget for budget in budgets]
    if not any(abs(printed.share - share) <= printed.half for share in shares):
        yield remark(at=execution.source, printed=execution.rate or "", due=percent(shares[0]))
