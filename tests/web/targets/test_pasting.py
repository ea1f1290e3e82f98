"""Cells from a spreadsheet, put into rows of indicators."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.web.targets.domain.errors import Refusal
from jixiao.web.targets.pasting import MOST, cells_in, pasted
from tests.factories import unit_table

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
FIELDS = ("level1", "level2", "level3", "target")


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_what_a_spreadsheet_copies_is_read_cell_by_cell(rows):
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(rows)

    assert rows == cells_in(out.getvalue())


def test_a_block_goes_over_what_stands_there_and_on_below():
    after = pasted(unit_table(), 2, ("level3", "target"), "满意度\t≥90%\n投诉数\t≤2件\n")

    assert ["“三公经费”控制率", "基本支出预算执行率", "满意度", "投诉数"] == [
        each.level3 for each in after.indicators
    ]
    assert [("部门管理", "采购管理", "≥90%"), ("部门管理", "采购管理", "≤2件")] == [
        (each.level1, each.level2, each.printed) for each in after.indicators[2:]
    ]


@pytest.mark.parametrize("rows", [(), unit_table().indicators])
def test_merged_levels_are_those_of_the_row_above_in_the_block(rows):
    after = pasted(
        unit_table(indicators=rows),
        0,
        FIELDS,
        "产出指标\t数量指标\t班次\t=3期\n\t\t人数\t≥90人\n\t质量指标\t合格率\t≥95%",
    )

    assert [("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标")] == [
        (each.level1, each.level2) for each in after.indicators
    ]


SYSTEM = (
    ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"),
    ("产出指标", "数量指标", "班次", "=", "3", "期", "10"),
    ("", "", "人数", "≥", "90", "人", "20"),
)
PART = (("指标值", "三级指标", "序号"), ("=3期", "班次", "1"), ("≥90人", "人数", "2"))


@pytest.mark.parametrize(
    ("rows", "classes", "weights"),
    [
        (SYSTEM, [("产出指标", "数量指标")] * 2, ["10", "20"]),
        (PART, [("", ""), ("", "")], [None, None]),
    ],
    ids=["as-a-file-is-read", "only-some-columns"],
)
def test_a_block_that_brings_its_heads_goes_by_them(rows, classes, weights):
    block = "\n".join("\t".join(row) for row in rows)

    after = pasted(unit_table(indicators=()), 0, ("level3", "target"), block).indicators

    assert [("班次", "=3期"), ("人数", "≥90人")] == [(each.level3, each.printed) for each in after]
    assert (classes, weights) == (
        [(each.level1, each.level2) for each in after],
        [each.weight for each in after],
    )


@pytest.mark.parametrize(
    "block", ["", "\t\t\n \n", "三级指标\t指标值", "甲\n" * (MOST + 1), '"' + "甲" * 200_000]
)
def test_nothing_and_too_much_are_refused(block):
    with pytest.raises(Refusal):
        pasted(unit_table(), 0, FIELDS, block)
