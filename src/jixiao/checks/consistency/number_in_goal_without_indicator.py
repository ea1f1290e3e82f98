"""A goal that promises a number no indicator holds."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.consistency._promised import kept, promises
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


def _measures(table: TableCase) -> Iterator[Measure]:
    """What a unit promises, its projects may hold."""
    for each in table.document.tables if table.is_unit else (table,):
        yield from each.measures


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.UNRELATED,
    basis="mof/2015-88#related",
    title=Message("目标里的数字没有指标", "A number without an indicator"),
    found=Message(
        "总体目标提出“{numbers}”，没有指标与之对应", "the goal promises {numbers}, and no indicator holds it"
    ),
    required=Message("总体目标的数字要落到指标", "numbers of the goal are found again in the indicators"),
    advice=Message("增设相应指标，或使两处数字一致", "add an indicator for it, or let both numbers agree"),
)
def number_in_goal_without_indicator(table: TableCase) -> Iterator[Remark]:
    told = set[str]()
    for goal in table.table.goals:
        if not (promised := promises(goal.text)) or not any(each.has_number for each in table.measures):
            continue
        held = kept(_measures(table), promised)
        left = dict.fromkeys(each.printed for each in promised if each not in held)
        if new := [each for each in left if each not in told]:
            told.update(new)
            yield remark(at=goal, numbers="、".join(new))
