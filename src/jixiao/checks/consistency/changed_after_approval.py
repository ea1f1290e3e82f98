"""What differs from the approved version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.checks.case import TableCase
from jixiao.checks.consistency._texts import meant
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.number import half_width
from jixiao.model.opinion import Opinion
from jixiao.model.table import Table

_ADDED = Message("批复的目标表里没有此指标", "the approved table has no such indicator")


def _changed(before: str, now: str) -> Message:
    return Message(
        f"批复的指标值是“{before}”，现为“{now}”", f"the approved target is “{before}”, now it is “{now}”"
    )


def _left_out(names: Sequence[str]) -> Message:
    listed = "、".join(names)
    return Message(f"少了批复的指标“{listed}”", f"approved indicators are left out: “{listed}”")


def _approved(table: TableCase) -> Table | None:
    known = table.document.approved
    same = (each for each in known.tables if _key(each) == _key(table.table)) if known else iter(())
    return next(same, None)


def _key(table: Table) -> tuple[str, str]:
    return table.form, half_width(table.subject)


def _by_name(indicators: Sequence[Indicator]) -> dict[tuple[str, ...], Indicator]:
    return {_name(each): each for each in indicators}


def _name(indicator: Indicator) -> tuple[str, ...]:
    return tuple(map(half_width, (indicator.level1, indicator.level2, indicator.level3)))


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#approved",
    title=Message("与批复不符", "Changed after approval"),
    found=Message("{change}", "{change}"),
    required=Message("批复后的绩效目标一般不作调整", "approved targets stay as they are"),
    advice=Message(
        "改回批复的内容；确需调整的，按预算调整程序报批并保留记录",
        "put back what was approved, or have the change approved and keep the record",
    ),
)
def changed_after_approval(table: TableCase) -> Iterator[Remark]:
    approved = _approved(table)
    if approved is None:
        return
    held = _by_name(approved.indicators)
    for measure in table.measures:
        before = held.pop(_name(measure.indicator), None)
        if before is None:
            yield remark(at=measure, change=_ADDED)
        elif meant(measure.indicator) != meant(before):
            yield remark(at=measure, change=_changed(before.printed, measure.indicator.printed))
    if held:
        yield remark(change=_left_out([each.level3 for each in held.values()]))
