"""What is offered while a table is filled in."""

from __future__ import annotations

import pytest

from jixiao.model.table import Form
from jixiao.regulations.load import regulations
from jixiao.web.targets.offers import commons_for, place_for, tree_for
from tests.factories import indicator, unit_table


@pytest.mark.parametrize(
    ("form", "year", "where", "first"),
    [
        (Form.PROJECT_TARGETS, 2018, "示例省", ["产出指标", "效益指标", "满意度指标"]),
        (Form.PROJECT_TARGETS, 2024, "示例省", ["成本指标", "产出指标", "效益指标", "满意度指标"]),
        (Form.UNIT_TARGETS, 2024, "甘肃省 示例单位", ["部门管理", "履职效果", "能力建设"]),
    ],
)
def test_levels_are_those_in_force_for_the_form_the_year_and_the_place(form, year, where, first):
    assert first == list(tree_for(regulations(), form, year, where))


def test_second_levels_read_as_forms_print_them():
    project = tree_for(regulations(), Form.PROJECT_TARGETS, 2024, "示例省")
    unit = tree_for(regulations(), Form.UNIT_TARGETS, 2024, "甘肃省 示例单位")

    assert (("数量指标", "质量指标", "时效指标"), True) == (
        project["产出指标"],
        "资金投入" in unit["部门管理"],
    )


def test_common_indicators_are_offered_to_whole_units_with_their_usual_targets():
    assert [("“三公经费”变动率", "≤0%"), ("“三公经费”控制率", "≤100%")] == commons_for(
        regulations(), Form.UNIT_TARGETS, 2024, "三公"
    )
    assert [] == commons_for(regulations(), Form.PROJECT_TARGETS, 2024, "三公")


@pytest.mark.parametrize(
    ("level1", "level2", "place"),
    [
        ("部门管理", "资金投入", 2),
        ("部门管理", "采购管理", 3),
        ("部门管理", "新的", 3),
        ("产出指标", "数量指标", 3),
    ],
)
def test_a_row_goes_behind_the_last_one_of_its_class(level1, level2, place):
    assert place == place_for(unit_table(), indicator(level1, level2, "培训人数", "≥9人"))
