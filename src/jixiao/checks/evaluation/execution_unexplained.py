"""Money not spent, or overspent, without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import TableCase
from jixiao.checks.evaluation._told import executed_of
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS
from jixiao.scoring.money import percent
from jixiao.scoring.told import notes_say, says_nothing

_ONE = Decimal(1)


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#deviation",
    title=Message("执行率偏低或超支没有说明", "Execution far from the budget, unexplained"),
    found=Message("预算执行率 {rate}", "the execution rate is {rate}"),
    required=Message("低于 {least} 或高于 100% 的要说明原因", "below {least} or above 100% it is explained"),
    advice=Message(
        "在资金情况的原因栏或存在问题中说明", "give the reason beside the money, or among the problems"
    ),
    forms=EVALUATIONS,
)
def execution_unexplained(table: TableCase) -> Iterator[Remark]:
    executed, budgets = executed_of(table)
    least = table.in_force.thresholds["execution-explained"]
    if not budgets or least <= executed / budgets[0] <= _ONE:
        return
    execution, conclusion = table.table.execution, table.table.conclusion
    told = [execution.reason if execution else None]
    if conclusion:
        told += [conclusion.reasons, conclusion.problems]
    if all(map(says_nothing, told)) and not notes_say(table.table, "cause", "money"):
        at = execution.source if execution else None
        yield remark(at=at, rate=percent(executed / budgets[0]), least=percent(least))
