"""Words of a form are broken as offices break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.writers.official.labels import balanced
from jixiao.writers.printed import width_of


@pytest.mark.parametrize(
    ("text", "across", "lines"),
    [
        ("项目名称", 8, ["项目名称"]),
        ("项目名称", 7, ["项目", "名称"]),
        ("项目资金（万元）", 11, ["项目资金", "（万元）"]),
        ("部门（单位）名称", 13, ["部门（单位）", "名称"]),
        ("偏差原因分析及改进措施", 13, ["偏差原因分析", "及改进措施"]),
        ("预算执行情况（10分）", 10, ["预算执行", "情况", "（10分）"]),
        ("项目资金（万元）", 6, ["项目资金（万元）"]),  # no room for the unit: the program breaks it
        ("按来源\n类型分", 4, ["按来源", "类型分"]),
    ],
)
def test_lines_are_of_about_one_length_and_brackets_stay_whole(text, across, lines):
    assert lines == balanced(text, across).split("\n")


@given(st.text("项目资金指标（）万元A1 "), st.integers(0, 40))
def test_a_break_takes_nothing_away_and_no_line_is_too_wide(text, across):
    lines = balanced(text, across).split("\n")

    assert text == "".join(lines)
    assert len(lines) == 1 or max(map(width_of, lines)) <= across
