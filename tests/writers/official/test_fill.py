"""Tables put into forms, and what a form has no place for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from jixiao.api import originals
from jixiao.grid.grid import Grid
from jixiao.model.errors import UsageError
from jixiao.model.message import Message
from jixiao.model.table import Form, FundsColumn, FundsItem, Goal, GoalSpan
from jixiao.writers.official.choose import choose
from jixiao.writers.official.fill import Asked, fill
from jixiao.writers.official.layout import layouts
from jixiao.writers.official.names import is_amount
from jixiao.writers.official.said import said_in
from jixiao.writers.official.sheet import Align, Line, Look
from tests.factories import evaluation_table, fund, indicator, source, unit_table
from tests.writers.official.tables import any_table

CORPUS = Path(__file__).parents[2] / "corpus"
NAMED = {each.name: each for each in layouts()}
FORMS = [each for each in NAMED.values() if each.form in set(Form)]
TARGETS = NAMED["gansu-project-targets"]
EVALUATION = NAMED["mof-project-self-evaluation"]
MONITORING = NAMED["mof-project-monitoring"]
SICHUAN = NAMED["sichuan-project-self-evaluation"]
TERM = NAMED["mof-project-targets-term"]


def project_table(**changes):
    goals = (Goal("完成年度任务", GoalSpan.UNSAID, source()),)
    return replace(unit_table(goals=goals), form=Form.PROJECT_TARGETS, funds=(), **changes)


def cells_of(layout, table, **asked):
    return fill(layout, table, Asked(**asked)).sheet.cells


def amounts_of(layout, table):
    """The amounts that stand in the form, by the names of their places."""
    return [(cell.name, cell.text) for cell in cells_of(layout, table) if cell.text and is_amount(cell.name)]


def places_of(cells):
    return {(cell.row, cell.column): (cell.rowspan, cell.colspan, cell.text) for cell in cells}


def test_the_forms_of_gansu_are_printed_cell_for_cell():
    (read,) = originals([CORPUS / "gansu-2024.docx"])
    grids = [block for block in read.blocks if isinstance(block, Grid)]
    filled = [fill(choose(each, layouts(), "甘肃"), each) for each in read.document.tables]

    assert 97 == sum(len(each.indicators) for each in read.document.tables)
    assert [places_of(grid.cells) for grid in grids] == [places_of(each.sheet.cells) for each in filled]
    assert () == sum((each.findings for each in filled), ())
    head = (Line("附件2"), Line("单位整体支出绩效目标表", Align.CENTRE, is_title=True))
    assert (*head, Line("（2024年度）", Align.CENTRE)) == filled[0].sheet.above
    assert (9, 9) == filled[0].sheet.repeated


@pytest.mark.parametrize("layout", FORMS, ids=lambda layout: layout.name)
@settings(max_examples=40, deadline=None)
@given(table=any_table())
def test_nothing_is_lost_in_silence(layout, table):
    filled = fill(layout, table)

    shown = {cell.text for cell in filled.sheet.cells} | {line.text for line in filled.sheet.above}
    said = said_in(table, layout.amounts)
    silent = {"title", "year", "comparator", "value", "unit"}  # of parts of a target the whole is said
    texts = [*(text for name, text in said.fields.items() if name not in silent)]
    texts += [each.text for each in said.amounts] + [
        text for goal in said.goals[:1] for text in goal.values()
    ]
    texts += [text for name, text in said.rows[0].items() if name not in silent and "=" not in name]
    messages = "\n".join(finding.message.zh for finding in filled.findings)
    parts = {"≥0个", "0", "个"} if {"≥", "0", "个"} <= shown else set()
    assert [] == [text for text in texts if text not in shown | parts and f"“{text}”" not in messages]


def test_amounts_are_exact_and_numbers_are_numbers():
    table = project_table()
    table = replace(table, funds=(fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "12345.678912"),))

    cell = next(each for each in cells_of(TARGETS, table) if each.name == "annual-total")

    assert ("12,345.678912", Decimal("12345.678912"), Align.RIGHT) == (cell.text, cell.number, cell.align)


def test_only_what_counts_is_a_number():
    table = project_table(subject="2024")
    table = replace(table, indicators=(indicator("产出指标", "数量指标", "12", "5"),))

    numbers = {each.name: each.number for each in cells_of(TARGETS, table) if each.number is not None}

    assert {"target": Decimal(5)} == numbers


def test_the_parts_of_a_target_are_its_own_words():
    rows = [
        indicator("产出指标", "数量指标", "次数", text) for text in ("≥１０次", "不低于10次", "及时", "3~5个")
    ]
    table = replace(evaluation_table(), indicators=tuple(rows))
    parts = ("comparator", "value", "unit")

    cells = [each for each in cells_of(SICHUAN, table) if each.name in parts and each.entry is not None]

    found = [tuple(cell.text for cell in cells if cell.entry == row) for row in range(4)]
    assert [("≥", "10", "次"), ("", "不低于10次", ""), ("定性", "及时", ""), ("", "3~5", "个")] == found


def test_an_amount_of_one_place_only_has_a_row_of_its_own():
    others = [fund(FundsItem.OTHER, label, "3") for label in ("政府性基金", "债券资金")]
    table = replace(project_table(), funds=(fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "6"), *others))

    texts = [cell.text for cell in cells_of(TARGETS, table)]

    at = texts.index("政府性基金")
    assert ["政府性基金", "3.00", "债券资金", "3.00", "总体目标"] == texts[at : at + 5]


def test_several_goals_stand_beside_one_label():
    goals = tuple(Goal(f"目标{n}：建成系统", GoalSpan.UNSAID, source()) for n in (1, 2, 3))

    cells = cells_of(TARGETS, project_table(goals=goals))

    assert [3] == [cell.rowspan for cell in cells if cell.text == "总体目标"]
    assert [goal.text for goal in goals] == [cell.text for cell in cells if cell.name == "goal"]


def test_what_the_form_has_no_place_for_is_said():
    rows = [indicator("产出指标", "数量指标", f"人数{n}", "≥1人", weight=f"{n}0") for n in (1, 2)]
    table = replace(project_table(), goals=(), indicators=tuple(rows))

    found = fill(TARGETS, table).findings

    assert [("no-place-in-form", source(9, 4, "≥1人"))] == [(each.rule, each.source) for each in found]
    said = Message(
        "表中有 2 项“分值”（如“10”），《项目支出绩效目标表》没有这一栏，未能填入",
        "weight is said 2 times (such as “10”); the form 项目支出绩效目标表 has no place for it",
    )
    assert said == found[0].message


def test_a_form_says_which_cells_are_for_a_person():
    cells = cells_of(EVALUATION, evaluation_table(), entries={"actual", "*.executed"}, proposed={"score"})
    looks = {cell.name: cell.look for cell in cells}

    assert (Look.ENTRY, Look.ENTRY) == (looks["actual"], looks["annual-total.executed"])
    assert (Look.PROPOSED, Look.VALUE) == (looks["score"], looks["level3"])
    assert 3 == sum(cell.look is Look.ENTRY for cell in cells if not cell.name)  # rates no table has
    assert {Look.LABEL} == {cell.look for cell in cells if cell.text == "年度资金总额"}


def test_the_chance_is_ticked_in_its_column():
    rows = (indicator("产出指标", "数量指标", "人数", "≥1人", chance="有可能"),)
    table = replace(project_table(goals=()), form=Form.PROJECT_MONITORING, indicators=rows)

    cells = cells_of(MONITORING, table)

    ticks = {cell.name: cell.text for cell in cells if cell.name.startswith("chance=")}
    assert {"chance=确定能": "", "chance=有可能": "√", "chance=完全不可能": ""} == ticks
    other = replace(table, indicators=(replace(rows[0], chance="看情况"),))
    assert ["看情况" in each.message.zh for each in fill(MONITORING, other).findings] == [True]


def test_a_formula_of_an_item_holds_in_every_column():
    formulas = fill(EVALUATION, evaluation_table()).sheet.formulas

    parts = "current-fiscal.{0} + carried-over.{0} + other-sources.{0}"
    columns = (FundsColumn.ORIGINAL, FundsColumn.ADJUSTED, FundsColumn.EXECUTED)
    assert {f"annual-total.{c}": parts.format(c) for c in columns}.items() <= formulas.items()
    assert "annual-total.executed / annual-total.adjusted" == formulas["execution.rate"]


def test_a_table_without_indicators_has_a_row_to_write_in():
    cells = cells_of(TARGETS, project_table(indicators=()))

    assert [("level1", ""), ("level2", ""), ("level3", ""), ("target", "")] == [
        (cell.name, cell.text) for cell in cells if cell.entry == 0
    ]


@pytest.mark.parametrize(
    ("places", "name"),
    [
        ("", "mof-project-targets"),
        ("106-中共甘肃省委政法委员会", "gansu-project-targets"),
        ("山东", "mof-project-targets"),
    ],
)
def test_the_form_of_the_region_is_chosen_and_a_national_one_elsewhere(places, name):
    assert name == choose(project_table(), layouts(), places).name


def test_a_total_investment_is_none_of_the_year():
    table = replace(project_table(), funds=(fund(FundsItem.TOTAL, "项目总投资", "174.78"),))

    assert TERM == choose(table, layouts())
    assert [("term.total", "174.78")] == amounts_of(TERM, table)
    assert [("amount", "174.78")] == amounts_of(NAMED["mof-project-targets"], table)


def test_of_one_item_printed_twice_the_first_is_of_the_term_only_beside_a_total_of_the_term():
    twice = [fund(FundsItem.FISCAL, label, yuan) for label, yuan in (("小计", "9"), ("一般公共预算", "6"))]
    totals = [fund(FundsItem.TOTAL, "资金总额", "9"), fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "6")]
    year, whole = (replace(project_table(), funds=(*some, *twice)) for some in ([], totals))

    assert [("fiscal", "9.00"), ("amount", "6.00")] == amounts_of(TERM, year)
    assert [
        ("term.total", "9.00"),
        ("annual-total", "6.00"),
        ("term.fiscal", "9.00"),
        ("fiscal", "6.00"),
    ] == (amounts_of(TERM, whole))


def test_the_months_of_a_monitoring_are_open_where_nobody_said_them():
    table = replace(project_table(), form=Form.PROJECT_MONITORING)

    looks = {cell.text: cell.look for cell in cells_of(MONITORING, table, entries={"actual"})}

    assert (Look.ENTRY, Look.LABEL) == (looks["　　执行数"], looks["年初预算数"])
    assert Look.LABEL is {cell.text: cell.look for cell in cells_of(MONITORING, table)}["　　执行数"]


def test_a_form_that_loses_nothing_is_chosen_before_the_region():
    rows = tuple(replace(each, weight="10") for each in project_table().indicators)

    assert "platform-project-targets" == choose(project_table(indicators=rows), layouts(), "甘肃").name


def test_a_table_that_no_layout_is_for_is_said():
    with pytest.raises(
        UsageError, match="no layout is of the form unit-targets; there are gansu-project-targets"
    ):
        choose(unit_table(), [TARGETS])
