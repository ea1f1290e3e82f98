"""From cells to a plan, and what is wrong row by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.grid.grid import Cell, Grid
from jixiao.readers.open import open_reading
from jixiao.web.people.enums import Kind
from jixiao.web.people.importing import Known, plan_of, rows_of
from jixiao.writers.lists import Column, List, write_lists

OFFICES = ("类型", "代码", "名称", "上级代码")
PEOPLE = ("用户名", "姓名", "邮箱", "角色", "机构代码")
KNOWN = Known(
    Kind.REGION,
    {("113",): Kind.DEPARTMENT, ("118",): Kind.DEPARTMENT, ("118", "001"): Kind.UNIT},
    people={"wang": "王某"},
    given=frozenset({("wang", "filer", ("118", "001"))}),
)


def sheet(name, heads, *rows):
    lines = (heads, *rows)
    cells = [
        Cell(row, column, text)
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line, start=1)
        if text
    ]
    return Grid(tuple(cells), 1, sheet=name)


def plan(offices=(), people=(), known=KNOWN):
    return plan_of(rows_of([sheet("机构", OFFICES, *offices), sheet("人员", PEOPLE, *people)]), known)


def faults(**sheets):
    return [each.en for each in plan(**sheets).errors]


def test_a_plan_says_what_is_new_and_what_is_there():
    got = plan(
        offices=[("主管部门", "113", "示例省水利厅", ""), ("预算单位", "001", "示例省水文站", "113")],
        people=[
            ("li", "李某", "li@example.gov.cn", "填报", "113/001"),
            ("li", "李某", "li@example.gov.cn", "单位审核", "113/001"),
            ("wang", "王某", "", "填报", "118/001"),
        ],
    )

    assert () == got.errors
    assert [("unit", "001", ("113", "001"))] == [(each.kind, each.code, each.way) for each in got.offices]
    assert [("li", "filer"), ("li", "unit-approver")] == [
        (each.username, each.role) for each in got.appointments
    ]
    assert (("li",), 2) == (got.newcomers, got.kept)


def test_rows_may_stand_in_any_order():
    got = plan(offices=[("预算单位", "7", "站", "119"), ("主管部门", "119", "厅", "")])

    assert [("119",), ("119", "7")] == [each.way for each in got.offices]


def test_english_headings_and_words_do_as_well():
    rows = rows_of([sheet("Offices", ("Kind", "Code", "Name"), ("department", "119", "厅"))])

    assert [("119",)] == [each.way for each in plan_of(rows, KNOWN).offices]


def test_what_stands_in_other_sheets_is_passed_over():
    rows = rows_of([sheet("说明", ("填表说明",), ("请先看这里",))])

    assert [] == rows
    assert plan_of(rows, KNOWN).errors[0].en.startswith("there are no rows")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("主管部门", "119", "", ""), "Name is missing"),
        (("主管部门", "1 9", "厅", ""), "Code “1 9” holds digits, letters and . - _ only"),
        (("主管部门", "9" * 41, "厅", ""), "Code has more than 40 characters"),
        (("局", "119", "厅", ""), "“局” is not known; wanted is one of region, department, unit"),
        (("预算单位", "119", "站", ""), "no unit stands below a region"),
        (("预算单位", "2", "站", "120"), "there is no office with the code 120"),
    ],
)
def test_what_is_wrong_with_an_office(row, fault):
    (got,) = faults(offices=[row])

    assert got.startswith(f"机构, row 2: {fault}")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("l i", "李", "", "填报", "113"), "Username “l i” holds letters"),
        (("li", "李", "li", "填报", "113"), "E-mail “li” is no address"),
        (("li", "李", "", "处长", "113"), "“处长” is not known"),
        (("li", "李", "", "填报", "999"), "there is no office with the code 999"),
    ],
)
def test_what_is_wrong_with_a_person(row, fault):
    (got,) = faults(people=[row])

    assert got.startswith(f"人员, row 2: {fault}")


def test_faults_are_told_in_the_order_of_the_rows():
    got = faults(
        offices=[("局", "119", "甲", ""), ("主管部门", "", "乙", ""), ("预算单位", "2", "丙", "120")]
    )

    assert [2, 3, 4] == [int(each.removeprefix("机构, row ").partition(":")[0]) for each in got]


def test_a_code_that_stands_for_several_is_not_guessed():
    (got,) = faults(offices=[("预算单位", "001", "站", "113")], people=[("li", "李", "", "填报", "001")])

    assert "人员, row 2: the code 001 stands for several; say which: 118/001 or 113/001" == got


def test_one_user_name_is_one_person():
    lines = [("li", "李", "", "填报"), ("LI", "黎", "", "查阅"), ("Wang", "汪", "", "查阅")]

    first, second = faults(people=[(*line, "113") for line in lines])

    assert first.startswith("人员, row 3: the user name LI is 李's")
    assert second.startswith("人员, row 4: the user name Wang is 王某's")


def test_the_tree_has_an_end():
    lines = [("主管部门", "0", "厅", ""), *(("预算单位", str(n), "站", str(n - 1)) for n in range(1, 20))]

    got = faults(offices=lines)

    assert "机构, row 13: the tree has no more than 12 levels" == got[0]
    assert len(got) == 9


def test_a_code_is_there_once():
    (got,) = faults(offices=[("主管部门", "119", "甲", ""), ("主管部门", "119", "乙", "")])

    assert "机构, row 3: code 119 is there twice" == got


CELL = st.text(st.characters(categories=["L", "N", "P"]), max_size=20)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL).filter(any), max_size=5))
def test_what_is_written_into_a_workbook_is_read_from_it(lines):
    data = write_lists([List("机构", tuple(map(Column, OFFICES)), lines)])

    (reading,) = open_reading(data, "people.xlsx")

    assert lines == [tuple(row.cells.values()) for row in rows_of(reading.grids)]
