"""A table as pages show it."""

from __future__ import annotations

from dataclasses import replace

from jixiao.model.table import Form, FundsColumn, FundsItem
from jixiao.web.targets.shown import View, shown
from tests.factories import evaluation_table, fund, unit_table

FORM = View(is_form=True)


def lines(table, view=FORM):
    return [
        (line.label, [cell.address for cell in line.cells], line.parts)
        for line in shown(table, (), view).lines
    ]


def test_a_form_asks_for_every_amount_in_its_own_order_whatever_was_filled_in_first():
    blank = unit_table(form=Form.PROJECT_TARGETS, funds=(), sums=())
    begun = replace(
        blank,
        funds=(fund(FundsItem.OTHER_SOURCES, "其他资金", "1"), fund(FundsItem.ANNUAL_TOTAL, "总额", "1")),
    )

    order = [["fund.annual-total"], ["fund.current-fiscal"], ["fund.carried-over"], ["fund.other-sources"]]
    assert order == [addresses for _, addresses, _ in lines(blank)]
    assert order == [addresses for _, addresses, _ in lines(begun)]
    assert "fund.current-fiscal fund.carried-over fund.other-sources" == lines(begun)[0][2]


def test_the_total_of_basic_expenditure_is_one_whatever_it_is_called():
    table = unit_table(
        funds=(
            fund(FundsItem.PERSONNEL, "人员经费", "2"),
            fund(FundsItem.OPERATION, "公用经费", "1"),
            fund(FundsItem.TOTAL, "合计", "3"),
            fund(FundsItem.EXPENDITURE_TOTAL, "支出预算合计", "3"),
        )
    )

    assert {
        "合计": "fund.personnel fund.operation",
        "支出预算合计": "fund.total fund.projects",
        "收入预算合计": "fund.current-fiscal fund.carried-over fund.other-sources",
    } == {label: parts for label, _, parts in lines(table) if parts}


def test_what_is_only_read_has_the_amounts_that_were_printed():
    read = lines(evaluation_table(), View())

    assert [
        ("年度资金总额", ["fund.annual-total.adjusted", "fund.annual-total.executed"], ""),
        ("其中：当年财政拨款", ["fund.current-fiscal.adjusted", ""], ""),
    ] == read
    assert ["全年预算", "执行数"] == [each.zh for each in shown(evaluation_table(), ()).columns]
    assert FundsColumn.ADJUSTED in {each.column for each in evaluation_table().funds}


def test_an_amount_is_read_in_groups_and_typed_without():
    table = unit_table(
        funds=(fund(FundsItem.BASIC, "基本支出", "10596.35"), fund(FundsItem.PROJECTS, "项目支出", "70000"))
    )

    read, typed = (
        [(line.cells[0].text, line.parts) for line in shown(table, (), view).lines if line.cells[0].text]
        for view in (View(), View(is_open=lambda _: True))
    )
    assert [("10,596.35", ""), ("70,000.00", "")] == read, "no total of parts that are not there"
    assert ["10596.35", "70000"] == [text for text, _ in typed]


def test_levels_stand_once_beside_the_rows_they_hold_for():
    rows = shown(unit_table(), ()).rows

    assert [(3, 2), (0, 0), (0, 1)] == [row.spans for row in rows]


def test_columns_are_those_in_which_something_stands_and_those_a_form_asks_for():
    assert ["一级指标", "二级指标", "三级指标", "指标值"] == [
        each.zh for each in shown(unit_table(), ()).headings
    ]
    assert ["分值", "备注"] == [each.zh for each in shown(unit_table(), (), FORM).headings[4:]]
    assert ["分值", "实际完成值", "得分", "偏差原因", "全年预计"] == [
        each.zh for each in shown(evaluation_table(), ()).headings[4:]
    ]
