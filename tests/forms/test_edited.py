"""A table with some of its cells changed by a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.forms.edited import (
    FIELDS,
    Edit,
    edited,
    empty_table,
    in_unit,
    text_at,
    with_goal,
    with_indicator,
    with_indicator_moved,
    with_rows,
    without_goal,
    without_indicator,
)
from jixiao.model.errors import UsageError
from jixiao.model.table import Closing, Form, FundsColumn, FundsItem, GoalSpan
from jixiao.model.target import parse_target
from tests.factories import unit_table

TABLE = unit_table()


def one(address, was, text, table=TABLE):
    return edited(table, [Edit(address, was, text)])


def test_an_edit_that_changes_nothing_gives_the_same_table():
    done = one("subject", TABLE.subject, TABLE.subject)

    assert (TABLE.funds, TABLE.indicators, ()) == (done.table.funds, done.table.indicators, done.refused)


def test_a_target_is_understood_anew():
    done = one("indicator.1.target", "=100%", "≥95%")

    assert (parse_target("≥95%"), "≥95%") == (
        done.table.indicators[1].target,
        text_at(done.table, "indicator.1.target"),
    )


def test_an_amount_closes_the_sum_or_opens_it():
    opened = one("fund.carried-over", "2606.51", "2,607.51")

    assert Closing.OPEN is opened.table.closing
    assert Closing.PROVEN is one("fund.income-total", "19806.52", "19807.52", opened.table).table.closing


def test_an_amount_that_was_not_there_is_added_and_a_blank_takes_it_away():
    added = one("fund.fiscal.executed", "", "12万元").table

    held = [(f.item, f.column, f.yuan) for f in added.funds]
    assert (FundsItem.FISCAL, FundsColumn.EXECUTED, Decimal(120_000)) == held[-1]
    assert TABLE.funds == one("fund.fiscal.executed", "12", "", added).table.funds


def test_what_another_has_changed_meanwhile_is_refused_and_shown():
    done = one("indicator.0.target", "≤90%", "≤80%")

    (refused,) = done.refused
    assert (TABLE.indicators, "≤100%", "此格已被他人修改") == (
        done.table.indicators,
        refused.now,
        refused.why.zh,
    )


def test_edits_of_different_cells_go_together():
    first = one("indicator.0.target", "≤100%", "≤95%").table
    second = one("goal.0", TABLE.goals[0].text, "目标", first)

    assert ("≤95%", "目标", ()) == (
        text_at(second.table, "indicator.0.target"),
        text_at(second.table, "goal.0"),
        second.refused,
    )


@pytest.mark.parametrize(
    ("address", "was", "text"),
    [("fund.current-fiscal", "17200.01", "很多"), ("year", "2024", "24"), ("goal.0", None, "字" * 20_001)],
)
def test_a_text_that_does_not_fit_its_cell_is_refused(address, was, text):
    done = one(address, was if was is not None else TABLE.goals[0].text, text)

    assert 1 == len(done.refused)


@pytest.mark.parametrize(
    "address",
    ["", "colour", "goal.7", "goal.-1", "indicator.0.colour", "fund.gold", "indicator.x.target", "funds"],
)
def test_no_such_cell(address):
    with pytest.raises(UsageError, match="no cell"):
        text_at(TABLE, address)


def test_rows_come_and_go():
    longer = with_indicator(TABLE, 2)

    assert ("部门管理", "资金投入", "") == (
        longer.indicators[2].level1,
        longer.indicators[2].level2,
        longer.indicators[2].level3,
    )
    assert TABLE == without_indicator(longer, 2)
    assert TABLE.indicators * 2 == with_rows(TABLE, 3, TABLE.indicators).indicators


def test_a_form_nobody_has_filled_in():
    table = empty_table(
        Form.PROJECT_TARGETS, "项目支出绩效目标表", year=2025, subject="", unit="", department=""
    )

    assert ("", Closing.NONE) == (text_at(table, "goal.0"), table.closing)


@given(st.sampled_from(FIELDS), st.text(max_size=30).map(str.strip))
def test_what_was_written_stands_there(field, text):
    table = one(f"indicator.1.{field}", text_at(TABLE, f"indicator.1.{field}"), text).table

    assert text == text_at(table, f"indicator.1.{field}")


def test_goals_of_the_term_stand_before_those_of_the_year_and_one_can_go_again():
    table = empty_table(Form.PROJECT_TARGETS, "", year=2027, subject="甲", unit="乙", department="丙")

    several = with_goal(with_goal(table, GoalSpan.TOTAL), GoalSpan.ANNUAL)

    assert [GoalSpan.TOTAL, GoalSpan.ANNUAL, GoalSpan.ANNUAL] == [goal.span for goal in several.goals]
    assert table.goals == without_goal(without_goal(several, 2), 0).goals


def test_a_form_without_goals_of_a_term_takes_none():
    table = empty_table(Form.UNIT_TARGETS, "", year=2027, subject="甲", unit="", department="")

    assert table == with_goal(table, GoalSpan.TOTAL)


@pytest.mark.parametrize(
    ("unit", "text"),
    [("元", "172000000.01"), ("千元", "172000.00001"), ("万元", "17200.000001"), ("亿元", "1.7200000001")],
)
def test_amounts_in_another_unit_are_the_same_money_to_the_cent(unit, text):
    table = edited(TABLE, [Edit("fund.current-fiscal", "17200.01", "17200.000001")]).table

    other = in_unit(table, unit)

    assert [each.yuan for each in table.funds] == [each.yuan for each in other.funds]
    assert text == text_at(other, "fund.current-fiscal")


def test_a_row_goes_to_another_place_and_not_beyond_the_others():
    names = [row.level3 for row in TABLE.indicators]

    moved = with_indicator_moved(TABLE, 2, 0)

    assert [names[2], names[0], names[1], *names[3:]] == [row.level3 for row in moved.indicators]
    assert (
        TABLE == with_indicator_moved(TABLE, 0, -1) == with_indicator_moved(TABLE, len(names) - 1, len(names))
    )
