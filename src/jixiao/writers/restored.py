"""From the contract back to the model: documents that were kept as JSON.

What the contract does not hold is not made up: names of cells that only
findings use are gone, and a message is said in the language it was written in.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from jixiao.model.errors import DamagedFile
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import AmountUnit, Conclusion, Execution, Fund, Goal, Sum, Table
from jixiao.model.target import parse_target
from jixiao.writers import contract


def table_of(data: bytes) -> Table:
    """The table that was kept. Raises `DamagedFile` for what is no table of the contract.

    Written again it is the same bytes, and read from the same document it is
    the same table.
    """
    try:
        return restored(msgspec.json.decode(data, type=contract.Table))
    except msgspec.MsgspecError as error:
        raise DamagedFile(
            Message(f"不是 jixiao 保存的绩效目标表：{error}", f"not a table that jixiao kept: {error}")
        ) from error


def restored(kept: contract.Table) -> Table:
    return Table(
        form=kept.form,
        title=kept.title,
        year=kept.year,
        subject=kept.subject,
        unit=kept.unit,
        department=kept.department,
        goals=tuple(Goal(each.text, each.span, _NOWHERE, each.achieved) for each in kept.goals),
        amount_unit=AmountUnit(kept.amount_unit.unit, kept.amount_unit.stated, kept.amount_unit.reason),
        funds=tuple(_fund(each) for each in kept.funds),
        indicators=tuple(_indicator(each) for each in kept.indicators),
        sums=tuple(_sum(each) for each in kept.sums),
        execution=_execution(kept.execution) if kept.execution else None,
        conclusion=_conclusion(kept.conclusion) if kept.conclusion else None,
    )


_NOWHERE = Source(0, 1, 0, "")  # goals are kept without their cells


def _fund(kept: contract.Fund) -> Fund:
    return Fund(kept.item, kept.label, kept.period, kept.column, Decimal(kept.yuan), _source(kept.source))


def _indicator(kept: contract.Indicator) -> Indicator:
    return Indicator(
        kept.level1,
        kept.level2,
        kept.level3,
        kept.target.text,
        parse_target(kept.target.text),
        _source(kept.source),
        weight=kept.weight,
        actual=kept.actual,
        score=kept.score,
        reason=kept.reason,
        criterion=kept.criterion,
        chance=kept.chance,
        remark=kept.remark,
        expected=kept.expected,
    )


def _sum(kept: contract.Sum) -> Sum:
    parts = tuple(Decimal(part) for part in kept.parts)
    return Sum(Message(kept.name, kept.name), Decimal(kept.total), parts, kept.closes)


def _execution(kept: contract.Execution) -> Execution:
    return Execution(_source(kept.source), kept.rate, kept.weight, kept.score, kept.reason)


def _conclusion(kept: contract.Conclusion) -> Conclusion:
    return Conclusion(
        _source(kept.source),
        kept.weight,
        kept.score,
        kept.problems,
        kept.improvements,
        kept.reasons,
        kept.notes,
    )


def _source(kept: contract.Source) -> Source:
    page = None if kept.page is msgspec.UNSET else kept.page
    sheet = None if kept.sheet is msgspec.UNSET else kept.sheet
    box = None if kept.box is msgspec.UNSET else kept.box
    return Source(kept.table, kept.row, kept.column, kept.text, page, sheet, box)
