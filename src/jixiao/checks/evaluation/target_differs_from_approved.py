"""The evaluation holds the actual against another target than the approved one."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS, MONITORING, Table
from jixiao.model.target import print_target


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#approved",
    title=Message("指标值与批复不一致", "Another target than the approved one"),
    found=Message(
        "指标值是“{value}”，批复的是“{approved}”", "the target is “{value}”, approved was “{approved}”"
    ),
    required=Message("自评和监控以批复的指标值为准", "evaluations use the approved targets"),
    advice=Message(
        "改回批复的指标值；已办理调整的，附调整批复", "restore it; if it was adjusted, attach the approval"
    ),
    forms=EVALUATIONS | MONITORING,
)
def target_differs_from_approved(measure: Measure) -> Iterator[Remark]:
    approved = measure.table.document.approved
    if approved is None:
        return
    for table in approved.tables:
        if table.subject != measure.table.table.subject:
            continue
        printed = _printed(table, measure)
        if printed is not None:
            yield remark(approved=printed)
        return


def _printed(table: Table, measure: Measure) -> str | None:
    """The approved target of this indicator, when it is another."""
    same = [each for each in table.indicators if each.level3 == measure.indicator.level3]
    within = [each for each in same if each.level2 == measure.indicator.level2] or same
    if not within or any(print_target(each.target) == print_target(measure.target) for each in within):
        return None
    return within[0].printed
