"""A table that does not say whether its amounts are 元 or 万元."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_FROM = {
    "custom": Message("预算表通常以此为单位", "budget tables usually are"),
    "size": Message("金额都是很大的整数", "they are large whole numbers"),
    "document": Message("同一文件的其他表如此", "other tables of the document are"),
}


@table_rule(
    level=Level.NOTE,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#form",
    title=Message("没有写明金额单位", "The unit of amounts is missing"),
    found=Message(
        "表中没有写明金额单位，按“{unit}”理解（{reason}）",
        "no unit of amounts is printed; they are taken as {unit} ({reason})",
    ),
    required=Message("金额要写明单位", "amounts should have a unit"),
    advice=Message(
        "在金额栏或表头写明“（{unit}）”", "print （{unit}） beside the amounts or above the table"
    ),
)
def amount_unit_missing(case: TableCase) -> Iterator[Remark]:
    unit = case.table.amount_unit
    if case.table.funds and not unit.stated:
        yield remark(at=case.table.funds[0], unit=unit.unit, reason=_FROM.get(unit.reason, unit.reason))
