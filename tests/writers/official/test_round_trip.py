"""A form that is filled in and read again says the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.api import read
from jixiao.forms.read import document_of
from jixiao.model.table import AmountUnit, Closing, Conclusion, Execution, Form, Table
from jixiao.writers.official.fill import fill
from jixiao.writers.official.layout import Layout, layouts
from tests.writers.official.tables import NOWHERE, back, printed_by

SEED = Path(__file__).parents[2] / "corpus" / "gansu-2024.docx"
OWN = Path(__file__).parents[3] / "examples" / "layouts"
FORMS = [each for each in layouts(OWN) if each.form in set(Form)]


def said_by(table: Table, layout: Layout) -> dict:
    """What a table says, whatever cells it was read from and however its amounts are called."""
    has_target = "target" in layout.row_names
    sources = ("name_source", "weight_source", "actual_source", "score_source")
    no = {"source": NOWHERE, **dict.fromkeys(sources)}
    of_money = dict.fromkeys(("rate_source", "weight_source", "score_source"))
    return {
        "about": (table.form, table.title, table.year, table.subject, table.unit, table.department),
        "goals": [(goal.text, goal.span, goal.achieved) for goal in table.goals],
        "funds": [(fund.item, fund.column, fund.yuan) for fund in table.funds],
        "indicators": [
            replace(each, printed=each.printed if has_target else "", **no) for each in table.indicators
        ],
        "execution": replace(table.execution or Execution(NOWHERE), source=NOWHERE, **of_money),
        "conclusion": replace(table.conclusion or Conclusion(NOWHERE), source=NOWHERE),
    }


@pytest.mark.parametrize("layout", FORMS, ids=lambda layout: layout.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_filled_form_is_read_as_the_table_it_was_filled_with(layout, data):
    table = data.draw(printed_by(layout))

    filled = fill(layout, table)
    read = document_of(back(filled.sheet)).tables

    assert () == filled.findings
    assert [said_by(table, layout)] == [said_by(each, layout) for each in read]


@pytest.mark.parametrize("layout", FORMS, ids=lambda layout: layout.name)
def test_a_blank_form_says_nothing(layout):
    blank = Table(
        Form(layout.form), layout.title, None, "", None, None, (), AmountUnit("万元", stated=True), (), ()
    )

    assert () == document_of(back(fill(layout, blank).sheet)).tables


@pytest.mark.parametrize(
    ("form", "names", "count"),
    [
        (Form.UNIT_TARGETS, ("gansu-unit-targets",), 33),
        (
            Form.PROJECT_TARGETS,
            ("gansu-project-targets", "mof-project-targets", "platform-project-targets"),
            64,
        ),
    ],
)
def test_the_sums_of_the_seed_close_in_every_form_that_prints_them(form, names, count):
    tables = [table for table in read(SEED).tables if table.form is form]
    for layout in (each for each in FORMS if each.name in names):
        found = [document_of(back(fill(layout, table).sheet)).tables for table in tables]

        assert count == sum(len(each.indicators) for (each,) in found)
        assert {Closing.PROVEN} == {each.closing for (each,) in found}
