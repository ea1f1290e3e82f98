"""Layout files: what they draw, and what is said of one that cannot be."""

from __future__ import annotations

import pytest

from jixiao.model.errors import UsageError
from jixiao.model.table import Form
from jixiao.writers.official.layout import REVIEW, layouts, read_layout
from jixiao.writers.official.picture import Box, boxes, rows_of
from jixiao.writers.official.sheet import Align, Line

DRAWN = """\
form = "project-targets"
title = "项目支出绩效目标表"
widths = [1, 2, 1]
above = ["附件2", "title: {title}", "right: 单位：{year}"]

head = '''
项目名称 | {subject}    | <
资金     | 年度资金总额 | {annual-total}
^        | {amount.label} | {amount}
'''

indicators = '''
一级指标 | 三级指标 | 指标值
{level1} | {level3} | {target}
'''
"""


def written(folder, text, name="own"):
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_form_has_a_layout():
    assert {*Form, REVIEW} == {layout.form for layout in layouts()}


def test_a_file_says_how_its_form_looks(tmp_path):
    layout = read_layout(written(tmp_path, DRAWN))

    assert ("own", "project-targets", "万元", ()) == (layout.name, layout.form, layout.amounts, layout.region)
    assert (1, 2, 1) == layout.widths
    lines = (
        Line("附件2"),
        Line(layout.title, Align.CENTRE, is_title=True),
        Line("单位：{year}", Align.RIGHT),
    )
    assert lines == layout.above
    assert [["level1"], ["level3"], ["target"]] == [list(mark.names) for mark in layout.row]
    assert 1 == len(layout.heads)


def test_ones_own_layouts_come_first_and_replace_those_of_the_same_name(tmp_path):
    written(tmp_path, DRAWN, "zz")
    written(tmp_path, DRAWN.replace("项目支出绩效目标表", "本省的表"), "mof-project-targets")

    known = layouts(tmp_path)

    assert ["mof-project-targets", "zz"] == [layout.name for layout in known[:2]]
    assert "本省的表" == known[0].title
    assert len(layouts()) + 1 == len(known)


def test_cells_go_on_to_the_right_and_below():
    drawn = rows_of("项目支出 | < | {projects}\n^ | ^ | {basic}")

    assert [Box(0, 0, 2, 2), Box(0, 2, 1, 1), Box(1, 2, 1, 1)] == boxes(drawn)


FAULTS = [
    ('form = "project-targets"', "", "缺少 form", "form is missing"),
    ('"project-targets"', '"targets"', "form 不能是“targets”", "form cannot be targets"),
    ("form =", "colour = 1\nform =", "“colour”", "no key colour"),
    ("[1, 2, 1]", "[1, 2]", "第7行：有 3 格，widths 有 2 列", "line 7: 3 cells for 2 widths"),
    (
        "{annual-total}",
        "{anual-total}",
        "第8行：没有“anual-total”这个字段",
        "line 8: there is no field anual-total",
    ),
    ("{level3}", "{subject}", "第14行：没有“subject”这个字段", "line 14: there is no field subject"),
    ("项目名称 |", "^ |", "第7行：“^”的上边没有单元格", "line 7: there is no cell above it"),
    ("项目名称 |", "< |", "第7行：“<”的左边没有单元格", "line 7: there is no cell on its left"),
    ("年度资金总额 |", "^ |", "第7行：合并的单元格不是矩形", "line 7: a merged cell is no rectangle"),
    ("widths = [1, 2, 1]", "widths = 3", "不是可用的格式文件", "cannot be used as a layout: 'int'"),
    ("= [1", "[1", "不是可用的格式文件", "cannot be used as a layout"),
]


@pytest.mark.parametrize(("right", "wrong", "zh", "en"), FAULTS, ids=[fault[-1] for fault in FAULTS])
def test_a_fault_is_said_with_its_line(tmp_path, right, wrong, zh, en):
    path = written(tmp_path, DRAWN.replace(right, wrong))

    with pytest.raises(UsageError) as raised:
        read_layout(path)

    assert f"{path}" in raised.value.message.zh
    assert zh in raised.value.message.zh
    assert en in raised.value.message.en


def test_a_row_for_other_amounts_must_not_carry_the_cells_below_it(tmp_path):
    carried = DRAWN.replace("资金     | 年度资金总额 | {annual-total}\n^ ", "资金 ").replace(
        "{amount}\n", "{amount}\n^ | 年度资金总额 | {annual-total}\n"
    )

    with pytest.raises(UsageError, match="line 8: the row may be left out"):
        read_layout(written(tmp_path, carried))


@pytest.mark.parametrize(
    "part",
    ['[formulas]\nbasics = "personnel"', '[formulas]\nbasic = "staff + operation"', "[choices]\nodds = []"],
)
def test_formulas_and_choices_are_of_fields(tmp_path, part):
    with pytest.raises(UsageError, match=r"there is no field (basics|staff|odds)"):
        read_layout(written(tmp_path, f"{DRAWN}\n{part}"))


def test_a_folder_without_layouts_is_a_mistake(tmp_path):
    with pytest.raises(UsageError, match="no layout"):
        layouts(tmp_path)
