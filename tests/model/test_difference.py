"""What differs between two versions of a table."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.difference import Change, Difference, differences
from jixiao.model.target import parse_target
from tests.factories import fund, indicator, unit_table

TABLE = unit_table()


def test_the_same_table_differs_in_nothing():
    assert () == differences(TABLE, unit_table())


def test_white_space_and_width_do_not_count():
    wide = replace(TABLE.indicators[0], printed="≤ 100％", target=parse_target("≤ 100％"))

    assert () == differences(TABLE, replace(TABLE, indicators=(wide, *TABLE.indicators[1:])))


def test_a_changed_cell_says_what_stood_there():
    row = replace(TABLE.indicators[1], printed="≥95%", target=parse_target("≥95%"))
    after = replace(TABLE, year=2025, indicators=(TABLE.indicators[0], row, TABLE.indicators[2]))

    assert (
        Difference(Change.CHANGED, "year", "", "year", "2024", "2025"),
        Difference(Change.CHANGED, "indicator", "基本支出预算执行率", "printed", "=100%", "≥95%", 1, 1),
    ) == differences(TABLE, after)


def test_a_row_put_in_between_is_one_difference():
    new = indicator("部门管理", "资金投入", "结转结余变动率", "≤0%")
    after = replace(TABLE, indicators=(TABLE.indicators[0], new, *TABLE.indicators[1:]))
    told = "部门管理 · 资金投入 · 结转结余变动率 · ≤0%"

    assert (Difference(Change.ADDED, "indicator", "结转结余变动率", "", "", told, None, 1),) == differences(
        TABLE, after
    )
    assert (Difference(Change.REMOVED, "indicator", "结转结余变动率", "", told, "", 1, None),) == differences(
        after, TABLE
    )


def test_a_row_that_only_moved_is_no_difference():
    first, second, third = TABLE.indicators

    assert () == differences(TABLE, replace(TABLE, indicators=(third, first, second)))


def test_a_row_with_another_name_in_the_same_place_is_renamed():
    row = replace(TABLE.indicators[1], level3="项目支出预算执行率")
    after = replace(TABLE, indicators=(TABLE.indicators[0], row, TABLE.indicators[2]))

    assert [("level3", "基本支出预算执行率", "项目支出预算执行率")] == [
        (each.field, each.before, each.after) for each in differences(TABLE, after)
    ]


def test_amounts_are_told_by_what_they_are():
    after = replace(TABLE, funds=(*TABLE.funds[:2], fund(TABLE.funds[3].item, "收入预算合计", "20000.00")))

    assert [
        (Change.REMOVED, "其他资金", "0.00", ""),
        (Change.CHANGED, "收入预算合计", "198065200.00", "200000000.00"),
    ] == [(each.change, each.row, each.before, each.after) for each in differences(TABLE, after)]


ROWS = st.lists(
    st.sampled_from(
        [indicator("产出指标", "数量指标", name, value) for name in "甲乙丙丁" for value in ("≥1", "≥2")]
    ),
    max_size=6,
)


@given(ROWS, ROWS)
def test_every_row_is_told_once(before, after):
    found = differences(replace(TABLE, indicators=tuple(before)), replace(TABLE, indicators=tuple(after)))

    removed = [each.old_place for each in found if each.change is Change.REMOVED]
    added = [each.new_place for each in found if each.change is Change.ADDED]
    assert len(set(removed)) == len(removed)
    assert len(set(added)) == len(added)
    assert len(before) - len(removed) == len(after) - len(added)
