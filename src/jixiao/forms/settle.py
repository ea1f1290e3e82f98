"""From a draft to a table: targets parsed, amounts in yuan, sums closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.forms.draft import Draft, DraftFund, DraftIndicator, Printed, TaskSum
from jixiao.forms.rows import amount_in
from jixiao.forms.sums import sum_of, sums_of
from jixiao.forms.titles import form_named, form_of
from jixiao.forms.vocabulary import Field
from jixiao.grid.text import compact, folded
from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.model.table import AmountUnit, Form, Fund, FundsItem, Goal, Sum, Table
from jixiao.model.target import join_target, parse_target

YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
_CENT = Decimal("0.01")
_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分\)$")
_LARGE = 1_000_000
_WHY = {
    "custom": Message("预算表通常以万元为单位", "budget tables usually are in 万元"),
    "size": Message("金额很大且均为整数", "the amounts are large whole numbers"),
    "document": Message("同一文件的其他表以此为单位", "other tables of the document are in it"),
}


def settle(draft: Draft, elsewhere: AmountUnit | None = None) -> tuple[Table, tuple[Finding, ...]]:
    """The table a draft says, and what was remarkable in settling it. Never raises.

    ``elsewhere`` is the unit of amounts that other tables of the document
    print; it is assumed where this one prints none.
    """
    unit = _amount_unit(draft, elsewhere)
    funds = tuple(_fund(fund, unit.unit) for fund in draft.funds)
    form = _form(draft)
    subject, of_unit = _names(draft, form)
    department = draft.fields.get(Field.DEPARTMENT)
    table = Table(
        form=form,
        title=draft.title.text if draft.title else "",
        year=draft.year,
        subject=_name(subject) or "",
        unit=_name(of_unit),
        department=_name(department),
        goals=tuple(Goal(*goal) for goal in draft.goals),
        amount_unit=unit,
        funds=funds,
        indicators=tuple(_indicator(i) for i in draft.indicators),
        sums=(*sums_of(funds), *(_task_sum(each, unit.unit) for each in draft.task_sums)),
        execution=draft.execution,
        conclusion=draft.conclusion,
        subject_source=subject.source if subject else None,
        unit_source=of_unit.source if of_unit else None,
        department_source=department.source if department else None,
    )
    return table, tuple(_findings(draft, table))


def _names(draft: Draft, form: Form) -> tuple[Printed | None, Printed | None]:
    """Subject and unit: a unit's own form is about the unit and names no other."""
    subject, own, unit = (draft.fields.get(f) for f in (Field.SUBJECT, Field.UNIT_SUBJECT, Field.UNIT))
    if subject is None and form.value.startswith("unit-"):
        return own or unit or draft.fields.get(Field.DEPARTMENT), None
    return subject, unit or own


def _name(printed: Printed | None) -> str | None:
    return compact(printed.text) if printed else None


def _form(draft: Draft) -> Form:
    whose, stage = form_of(draft.title.text) if draft.title else ("", "")
    heads = draft.heads
    if not stage or (stage == "targets" and "actual" in heads and heads & {"score", "possibility"}):
        measured = "actual" in heads and "score" in heads
        stage = "monitoring" if "possibility" in heads else "self-evaluation" if measured else "targets"
    if Field.SUBJECT in draft.fields:
        whose = whose if whose == "transfer" else "project"
    elif not whose and Field.UNIT_SUBJECT in draft.fields:
        whose = "unit"
    named = bool(draft.title) and "项目支出" in folded(draft.title.text)  # type: ignore[union-attr]
    if whose == "project" and not named and stage != "monitoring" and _is_transfer(draft):
        whose = "transfer"
    return form_named(whose, stage)


def _is_transfer(draft: Draft) -> bool:
    """Money of a higher level handed down: 中央补助 with 地方资金, or 上级资金."""
    items = {fund.item for fund in draft.funds}
    title = folded(draft.title.text) if draft.title else ""
    own = FundsItem.CURRENT_FISCAL in items or FundsItem.FISCAL in items
    return FundsItem.CENTRAL in items and not own and "项目支出" not in title


def unit_of_document(drafts: Sequence[Draft]) -> AmountUnit | None:
    """The unit of amounts most tables of a document state, or that their size gives away."""
    units = [unit for draft in drafts if (unit := _stated_unit(draft) or _unit_by_size(draft))]
    if not units:
        return None
    stated = Counter(u.unit for u in units if u.stated) or Counter(u.unit for u in units)
    return AmountUnit(stated.most_common(1)[0][0], stated=False, reason="document")


def _amount_unit(draft: Draft, elsewhere: AmountUnit | None) -> AmountUnit:
    usual = AmountUnit("万元", stated=False, reason="custom")
    return _stated_unit(draft) or _unit_by_size(draft) or elsewhere or usual


def _stated_unit(draft: Draft) -> AmountUnit | None:
    if draft.amount_unit is not None:
        return AmountUnit(draft.amount_unit.text, stated=True, reason=compact(draft.amount_unit.source.text))
    stated = Counter(fund.unit for fund in draft.funds if fund.unit)
    return AmountUnit(stated.most_common(1)[0][0], stated=True, reason="amount") if stated else None


def _unit_by_size(draft: Draft) -> AmountUnit | None:
    """Whole numbers of a million and more are yuan: as 万元 they would be ten billion."""
    amounts = [_decimal(fund.amount) for fund in draft.funds]
    if amounts and max(amounts) >= _LARGE and all(a == a.to_integral() for a in amounts):
        return AmountUnit("元", stated=False, reason="size")
    return None


def _decimal(amount: str) -> Decimal:
    return Decimal(amount.replace(",", ""))


def _fund(fund: DraftFund, unit: str) -> Fund:
    yuan = (_decimal(fund.amount) * YUAN[fund.unit or unit]).quantize(_CENT)
    return Fund(fund.item, fund.label, fund.column, fund.heading, yuan, fund.source)


def _weight_in(name: str) -> str | None:
    """Points that stand behind the name where the form has no column for them: 维修里程（10分）."""
    found = _POINTS.search(folded(name))
    return found[1] if found else None


def _task_sum(held: TaskSum, unit: str) -> Sum:
    total = _fund(held.total, unit)
    amounts = [amount for part in held.parts if (amount := amount_in(part))]
    parts = [held.total._replace(amount=digits, unit=own or held.total.unit) for digits, own in amounts]
    return sum_of("金额合计", "the total of the tasks", total, [_fund(part, unit) for part in parts])


def _indicator(row: DraftIndicator) -> Indicator:
    printed = join_target(row.comparator, row.value, row.unit) if row.comparator or row.unit else row.value
    return Indicator(
        row.level1,
        row.level2,
        row.level3,
        printed,
        parse_target(printed),
        row.source,
        row.weight or _weight_in(row.level3),
        row.actual,
        row.score,
        row.reason,
        row.name_source,
        row.criterion,
        row.chance,
        row.remark,
        row.expected,
        row.weight_source or row.name_source,
        row.actual_source,
        row.score_source,
    )


# ------------------------------------------------------------------- findings
def _findings(draft: Draft, table: Table) -> Iterator[Finding]:
    if table.funds and not table.amount_unit.stated:
        yield _unit_assumed(table)
    yield from (_open_sum(table, s) for s in table.sums if not s.closes)
    for row in draft.indicators:
        if row.guessed:
            yield _guessed(table, row.level3, row.value, row.source)


def _unit_assumed(table: Table) -> Finding:
    unit, source = table.amount_unit.unit, table.funds[0].source
    why = _WHY[table.amount_unit.reason]
    return Finding(
        "amount-unit-assumed",
        Level.NOTE,
        Message(
            f"未写明金额单位，按“{unit}”读取（{why.zh}）",
            f"no unit of amounts is printed; read as {unit} since {why.en}",
        ),
        table.subject,
        source=source,
        suggestion=Message("请在表中写明单位", "state the unit in the table"),
    )


def _open_sum(table: Table, failed: Sum) -> Finding:
    parts = " + ".join(f"{p:,.2f}" for p in failed.parts)
    difference = failed.total - failed.added
    return Finding(
        "sum-open",
        Level.WARNING,
        Message(
            f"{failed.name.zh}：表内为 {failed.total:,.2f} 元，"
            f"各项相加为 {failed.added:,.2f} 元（{parts}），相差 {difference:,.2f} 元",
            f"{failed.name.en} is printed as {failed.total:,.2f} yuan but its parts make "
            f"{failed.added:,.2f} ({parts}), {difference:,.2f} apart",
        ),
        table.subject,
        source=table.funds[0].source if table.funds else None,
        suggestion=Message(
            "请核对是原表有误还是读取有误", "check whether the document or the reading is wrong"
        ),
    )


def _guessed(table: Table, name: str, value: str, source: Source) -> Finding:
    return Finding(
        "borders-guessed",
        Level.NOTE,
        Message(
            f"“{name}”与“{value}”之间原文没有单元格边界，此处由读取程序断开",
            f"the text prints no border between “{name}” and “{value}”; it was cut by the words",
        ),
        table.subject,
        name,
        source,
        suggestion=Message("请对照原文核对", "compare with the original"),
    )
