from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.model.errors import UsageError
from jixiao.model.table import Form, FundsColumn, FundsItem, Table
from jixiao.regulations.load import regulations
from jixiao.scoring.prepared import prepared
from tests.factories import fund, indicator, unit_table

SELF, MONITORING = Form.PROJECT_SELF_EVALUATION, Form.PROJECT_MONITORING
OUTPUT, BENEFIT = ("产出指标", "数量指标"), ("效益指标", "社会效益指标")
SATISFACTION, COST = ("满意度指标", "服务对象满意度指标"), ("成本指标", "经济成本指标")


def targets(*levels: tuple[str, str], **changes: object) -> Table:
    indicators = tuple(indicator(*each, f"指标{place}", "≥90%") for place, each in enumerate(levels))
    return unit_table(form=Form.PROJECT_TARGETS, subject="培训", indicators=indicators, funds=(), **changes)


def begun(table: Table, form: Form = SELF, region: str = ""):
    return prepared(table, form, regulations(), 2024, region)


def weights(found) -> list[str | None]:
    return [each.weight for each in found.table.indicators]


def test_goals_names_and_targets_stay():
    table = targets(OUTPUT, BENEFIT)

    found = begun(table).table

    assert (SELF, "项目支出绩效自评表", table.goals) == (found.form, found.title, found.goals)
    assert [(each.level3, each.printed) for each in table.indicators] == [
        (each.level3, each.printed) for each in found.indicators
    ]


def test_what_an_officer_tells_is_left_open():
    table = targets(OUTPUT)
    told = replace(table.indicators[0], actual="92%", score="9", reason="无", chance="确定能")

    found = begun(replace(table, indicators=(told,)))

    (row,) = found.table.indicators
    assert (None, None, None, None) == (row.actual, row.score, row.reason, row.chance)
    assert {"actual", "reason", "goal.achieved", "*.executed*", "*.adjusted*"} <= found.entries


def test_amounts_become_those_of_the_beginning_of_the_year():
    table = replace(
        targets(OUTPUT),
        funds=(fund(FundsItem.TOTAL, "项目资金总额", "200"), fund(FundsItem.FISCAL, "其中：财政拨款", "180")),
    )

    assert [
        (FundsItem.ANNUAL_TOTAL, FundsColumn.ORIGINAL, Decimal(2_000_000)),
        (FundsItem.CURRENT_FISCAL, FundsColumn.ORIGINAL, Decimal(1_800_000)),
    ] == [(each.item, each.column, each.yuan) for each in begun(table).table.funds]


def test_amounts_over_the_whole_term_are_left_out():
    table = replace(
        targets(OUTPUT),
        funds=(
            fund(FundsItem.TOTAL, "中期资金总额", "600"),
            fund(FundsItem.OTHER_SOURCES, "其他资金", "60"),
            fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "200"),
            fund(FundsItem.OTHER_SOURCES, "其他资金", "20"),
        ),
    )

    assert [(FundsItem.ANNUAL_TOTAL, 2_000_000), (FundsItem.OTHER_SOURCES, 200_000)] == [
        (each.item, each.yuan) for each in begun(table).table.funds
    ]


def test_amounts_of_one_item_are_all_of_the_year_where_no_term_is_told():
    table = replace(
        targets(OUTPUT),
        funds=(fund(FundsItem.FISCAL, "财政拨款小计", "6"), fund(FundsItem.FISCAL, "一般公共预算", "4")),
    )

    assert [60_000, 40_000] == [each.yuan for each in begun(table).table.funds]


def test_amounts_that_the_targets_do_not_say_are_open():
    said = replace(targets(OUTPUT), funds=(fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "200"),))

    assert [False, True] == ["*.original*" in begun(each).entries for each in (said, replace(said, funds=()))]


def test_the_total_of_a_unit_is_that_of_all_its_expenditure():
    table = unit_table(
        funds=(
            fund(FundsItem.PERSONNEL, "人员经费", "2272.88"),
            fund(FundsItem.OPERATION, "公用经费", "519.13"),
            fund(FundsItem.TOTAL, "合计", "2792.01"),
            fund(FundsItem.PROJECTS, "项目支出", "17014.51"),
            fund(FundsItem.EXPENDITURE_TOTAL, "支出预算合计", "19806.52"),
        )
    )

    items = {each.item: each.label for each in begun(table, Form.UNIT_SELF_EVALUATION).table.funds}

    assert ("合计", "支出预算合计") == (items[FundsItem.BASIC], items[FundsItem.ANNUAL_TOTAL])


@pytest.mark.parametrize(
    ("levels", "region", "expected", "execution"),
    [
        ((OUTPUT, OUTPUT, BENEFIT, SATISFACTION), "", ["25", "25", "30", "10"], "10"),
        ((OUTPUT, BENEFIT), "", ["50", "40"], "10"),  # nobody is asked: those points go to the benefits
        ((OUTPUT, BENEFIT, SATISFACTION, COST), "", ["25", "30", "10", "25"], "10"),  # costs are outputs
        ((OUTPUT, BENEFIT, SATISFACTION, COST), "四川", ["22.5", "22.5", "22.5", "22.5"], "10"),
        ((OUTPUT, BENEFIT, SATISFACTION), "湖北", ["40", "20", "20"], "20"),
        ((OUTPUT, COST, BENEFIT), "湖北", ["20", "20", "40"], "20"),
    ],
)
def test_missing_weights_are_proposed_by_the_rules_in_force(levels, region, expected, execution):
    found = begun(targets(*levels), region=region)

    assert (expected, execution) == (weights(found), found.table.execution.weight)
    assert ({"weight", "execution.weight"}, ()) == (found.proposed, found.findings)


def test_printed_weights_stay_and_only_the_execution_is_proposed():
    table = targets(OUTPUT, BENEFIT)
    rows = tuple(
        replace(each, weight=weight) for each, weight in zip(table.indicators, ("60", "30"), strict=True)
    )

    found = begun(replace(table, indicators=rows))

    assert (["60", "30"], "10", {"execution.weight"}) == (
        weights(found),
        found.table.execution.weight,
        found.proposed,
    )


def test_printed_weights_that_leave_no_points_for_the_execution_are_said():
    table = targets(OUTPUT, BENEFIT)
    rows = tuple(replace(each, weight="50") for each in table.indicators)

    found = begun(replace(table, indicators=rows))

    assert ([("weights-leave-no-execution", "warning")], None) == (
        [(each.rule, each.level) for each in found.findings],
        found.table.execution,
    )
    assert "execution.weight" in found.entries


def test_points_of_a_class_without_indicators_are_said_and_given_to_none():
    found = begun(targets(OUTPUT, SATISFACTION))

    assert ["50", "10"] == weights(found)
    assert ["有30分所属的一级指标在表中没有指标，没有分配，分值合计不足100；请调整分值"] == [
        each.message.zh for each in found.findings
    ]


def test_classes_of_a_units_own_get_no_weights():
    found = begun(unit_table(), Form.UNIT_SELF_EVALUATION)

    assert ([None] * 3, frozenset()) == (weights(found), found.proposed)
    assert ["weights-left-open"] == [each.rule for each in found.findings]


def test_monitoring_has_no_points():
    found = begun(targets(OUTPUT), MONITORING)

    assert (None, frozenset(), ()) == (found.table.execution, found.proposed, found.findings)
    assert {"*.expected*", "expected", "chance*"} <= found.entries


@pytest.mark.parametrize("form", [SELF, Form.UNIT_TARGETS])
def test_a_form_that_does_not_follow_is_refused_with_those_that_do(form):
    with pytest.raises(UsageError, match="it can become unit-self-evaluation"):
        begun(unit_table(), form)
