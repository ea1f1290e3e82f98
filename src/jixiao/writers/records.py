"""From the model to the contract."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET

from jixiao.model import finding, indicator, source, table
from jixiao.model.message import Language
from jixiao.model.target import facts
from jixiao.writers import contract
from jixiao.writers.printed import decimals, valid


def document_record(document: table.Document, language: Language) -> contract.Document:
    return contract.Document(
        file_record(document),
        [table_record(each, language) for each in document.tables],
        [finding_record(each, language) for each in document.findings],
    )


def line_records(document: table.Document, language: Language) -> Iterator[contract.Line]:
    """A line per table. A finding goes with its table, or else with the first."""
    subjects = {each.subject for each in document.tables}
    findings: dict[str | None, list[contract.Finding]] = {}
    for found in document.findings:
        place = found.table if found.table in subjects else None
        findings.setdefault(place, []).append(finding_record(found, language))
    for each in document.tables:
        own = findings.pop(None, []) + findings.pop(each.subject, [])
        yield contract.Line(file_record(document), table_record(each, language), own)


def file_record(document: table.Document) -> contract.File:
    return contract.File(valid(document.name), document.format, document.sha256)


def table_record(read: table.Table, language: Language) -> contract.Table:
    return contract.Table(
        form=read.form,
        title=read.title,
        year=read.year,
        subject=read.subject,
        unit=read.unit,
        department=read.department,
        goals=[contract.Goal(goal.span, goal.text, goal.achieved) for goal in read.goals],
        amount_unit=contract.AmountUnit(
            read.amount_unit.unit, read.amount_unit.stated, read.amount_unit.reason
        ),
        funds=[_fund(fund) for fund in read.funds],
        indicators=[_indicator(each) for each in read.indicators],
        closing=read.closing,
        sums=[_sum(each, language) for each in read.sums],
        execution=_execution(read.execution) if read.execution else None,
        conclusion=_conclusion(read.conclusion) if read.conclusion else None,
    )


def _execution(read: table.Execution) -> contract.Execution:
    return contract.Execution(read.rate, read.weight, read.score, read.reason, source_record(read.source))


def _conclusion(read: table.Conclusion) -> contract.Conclusion:
    return contract.Conclusion(
        read.weight,
        read.score,
        read.problems,
        read.improvements,
        read.reasons,
        read.notes,
        source_record(read.source),
    )


def _fund(fund: table.Fund) -> contract.Fund:
    return contract.Fund(
        fund.item, fund.label, fund.heading, fund.column, yuan(fund.yuan), source_record(fund.source)
    )


def _sum(read: table.Sum, language: Language) -> contract.Sum:
    parts = [yuan(part) for part in read.parts]
    return contract.Sum(read.name.said_in(language), yuan(read.total), parts, read.closes)


def _indicator(read: indicator.Indicator) -> contract.Indicator:
    return contract.Indicator(
        level1=read.level1,
        level2=read.level2,
        level3=read.level3,
        target=contract.Target(read.printed, *facts(read.target)),
        weight=read.weight,
        actual=read.actual,
        expected=read.expected,
        score=read.score,
        reason=read.reason,
        criterion=read.criterion,
        chance=read.chance,
        remark=read.remark,
        source=source_record(read.source),
    )


def finding_record(found: finding.Finding, language: Language) -> contract.Finding:
    return contract.Finding(
        rule=found.rule,
        level=found.level,
        message=found.message.said_in(language),
        table=found.table,
        indicator=found.indicator,
        source=source_record(found.source) if found.source else None,
        basis=found.basis.said_in(language) if found.basis else "",
        suggestion=found.suggestion.said_in(language) if found.suggestion else None,
        opinion=found.opinion,
        correction=_correction(found.correction) if found.correction else None,
    )


def _correction(offered: finding.Correction) -> contract.Correction:
    return contract.Correction(source_record(offered.source), offered.text, offered.is_safe)


def source_record(cell: source.Source) -> contract.Source:
    return contract.Source(
        page=UNSET if cell.page is None else cell.page,
        sheet=UNSET if cell.sheet is None else cell.sheet,
        table=cell.table,
        row=cell.row,
        column=cell.column,
        text=cell.text,
        box=UNSET if cell.box is None else cell.box,
    )


def yuan(amount: Decimal) -> str:
    """With two decimals; more only where the amount has them.

    >>> yuan(Decimal("11500000")), yuan(Decimal("0.125"))
    ('11500000.00', '0.125')
    """
    return f"{amount:.{decimals(amount)}f}"
