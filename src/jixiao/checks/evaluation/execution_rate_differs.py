"""A printed execution rate that is not executed over budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import EVALUATIONS, MONITORING, TableCase
from jixiao.checks.evaluation._told import executed_of, percent
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.number import half_width
from jixiao.model.opinion import Opinion

_RATE = re.compile(r"(\d+(?:\.\d+)?)(%?)")
_HUNDRED = Decimal(100)


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
    found = _RATE.fullmatch(half_width(execution.rate or "")) if execution else None
    executed, budgets = executed_of(table)
    if execution is None or found is None or not budgets:
        return
    printed, tolerance = _share(found[1], is_percent=bool(found[2]))
    shares = [executed / budget for budget in budgets]
    if not any(abs(printed - share) <= tolerance for share in shares):
        yield remark(at=execution.source, printed=execution.rate or "", due=percent(shares[0]))


def _share(digits: str, *, is_percent: bool) -> tuple[Decimal, Decimal]:
    """The rate as a fraction, and half of its last digit; a bare number above 1.5 is in percent."""
    value = Decimal(digits)
    exponent = value.as_tuple().exponent
    half = Decimal("0.51").scaleb(exponent if isinstance(exponent, int) else 0)
    if is_percent or value > Decimal("1.5"):
        return value / _HUNDRED, half / _HUNDRED
    return value, half
