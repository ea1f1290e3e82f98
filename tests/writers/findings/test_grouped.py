"""Findings stand in the order of their document."""

from __future__ import annotations

from dataclasses import replace

from jixiao.writers.findings.grouped import by_table
from tests import factories


def test_tables_and_rows_in_order_and_the_document_first():
    groups = by_table(factories.checked_document())

    assert [(0, 1), (1, 4), (2, 1)] == [(group.number, len(group.findings)) for group in groups]
    assert [("", 1), ("“三公经费”控制率", 2), ("政府采购规范性", 1)] == [
        (row.name, len(row.findings)) for row in groups[1].rows
    ]


def test_tables_of_one_name_are_told_apart_by_their_cells():
    first, second = (
        factories.unit_table(indicators=(replace(each, source=factories.source(row, 4, "规范")),))
        for row, each in enumerate([factories.unit_table().indicators[2]] * 2, start=9)
    )
    found = factories.found_on(second.indicators[0], "a-rule", "note", factories.findings()[0].message)
    document = factories.document(tables=(first, second), findings=(found,))

    assert [2] == [group.number for group in by_table(document)]
