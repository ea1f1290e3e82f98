"""The project tables of a document that belong to a unit's table, and their money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checks.case import DocumentCase, TableCase
from jixiao.checks.funds._amounts import budget_of
from jixiao.grid.text import compact
from jixiao.model.table import Form, Fund, FundsColumn, FundsItem


class Covered(NamedTuple):
    """A unit's 项目支出 with what its project tables add up to, in yuan."""

    unit: TableCase
    projects: Fund
    total: Decimal
    tables: tuple[TableCase, ...]


def covered(document: DocumentCase) -> Iterator[Covered]:
    """Every unit of the document that prints its 项目支出 and has project tables beside it."""
    for unit in document.units:
        projects = unit.fund(FundsItem.PROJECTS, column=FundsColumn.ONLY)
        if unit.form is not Form.UNIT_TARGETS or projects is None:
            continue
        tables = tuple(each for each in document.projects if _belongs(each, unit))
        amounts = {(each.table.subject, fund.yuan): fund.yuan for each in tables if (fund := budget_of(each))}
        if amounts:
            yield Covered(unit, projects, sum(amounts.values(), Decimal(0)), tables)


def _belongs(project: TableCase, unit: TableCase) -> bool:
    if project.form is not Form.PROJECT_TARGETS or unit.year != project.year:
        return False
    name = compact(unit.table.subject)
    printed = (project.table.unit, project.table.department)
    return bool(name) and any(name in compact(each) for each in printed if each)
