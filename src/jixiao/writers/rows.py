"""The documents as flat rows: one indicator, fund, table or finding each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.model.table import Document, Table
from jixiao.model.target import facts
from jixiao.writers.printed import valid


class IndicatorRow(NamedTuple):
    """One indicator with all that identifies its table."""

    document: str
    table: int
    form: str
    title: str
    year: int | None
    subject: str
    unit: str | None
    department: str | None
    level1: str
    level2: str
    level3: str
    target: str
    comparator: str
    value: str | None
    value_unit: str | None
    weight: str | None
    actual: str | None
    expected: str | None
    score: str | None
    reason: str | None
    source_page: int | None
    source_sheet: str | None
    source_table: int
    source_row: int
    source_column: int


class FundRow(NamedTuple):
    """One amount with all that identifies its table."""

    document: str
    table: int
    subject: str
    year: int | None
    item: str
    label: str
    column: str
    yuan: Decimal


def numbered(documents: Iterable[Document]) -> Iterator[tuple[str, int, Table]]:
    """The tables of all documents, each counted from 1."""
    for document in documents:
        name = valid(document.name)
        for number, table in enumerate(document.tables, start=1):
            yield name, number, table


def indicator_rows(documents: Iterable[Document]) -> Iterator[IndicatorRow]:
    for name, number, table in numbered(documents):
        head = (name, number, table.form.value, table.title, table.year, table.subject)
        for each in table.indicators:
            cell = each.source
            yield IndicatorRow(
                *head,
                table.unit,
                table.department,
                each.level1,
                each.level2,
                each.level3,
                each.printed,
                *facts(each.target),
                each.weight,
                each.actual,
                each.expected,
                each.score,
                each.reason,
                cell.page,
                cell.sheet,
                cell.table,
                cell.row,
                cell.column,
            )


def fund_rows(documents: Iterable[Document]) -> Iterator[FundRow]:
    for name, number, table in numbered(documents):
        head = (name, number, table.subject, table.year)
        for fund in table.funds:
            yield FundRow(*head, fund.item.value, fund.label, fund.heading, fund.yuan)
