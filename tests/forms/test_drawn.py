"""Tables whose cells and spans are known."""

from __future__ import annotations

from jixiao.forms.read import document_of
from jixiao.grid.grid import Cell, Grid, Paragraph, Reading
from jixiao.model.table import Form


def grid(number: int, *rows: str) -> Grid:
    """Cells between bars; "text>3" spans three columns, "text^2" two rows."""
    cells = []
    for row, line in enumerate(rows, 1):
        column = 1
        for part in line.split("|"):
            rest, _, height = part.strip().partition("^")
            text, _, width = rest.partition(">")
            if text != "*":
                cells.append(Cell(row, column, text, int(height or 1), int(width or 1)))
            column += int(width or 1)
    return Grid(tuple(cells), number)


def tables(*blocks):
    return document_of(Reading("made", "docx", "", blocks)).tables


FIELDS = ("项目名称|道路养护>3", "主管部门及代码|120-交通运输厅|实施单位|公路中心")
HEADS = "一级指标|二级指标|三级指标|指标值"


def test_merged_levels_reach_down():
    (table,) = tables(
        Paragraph("项目支出绩效目标表"),
        Paragraph("（2024年度）"),
        grid(1, *FIELDS, HEADS, "产出指标^2|数量指标^2|里程|≥3公里", "*|*|座数|=2座"),
    )

    assert (table.form, table.year, table.subject) == (Form.PROJECT_TARGETS, 2024, "道路养护")
    assert (table.unit, table.department) == ("公路中心", "120-交通运输厅")
    assert [(i.level1, i.level2, i.level3) for i in table.indicators] == [
        ("产出指标", "数量指标", "里程"),
        ("产出指标", "数量指标", "座数"),
    ]


def test_a_new_first_level_does_not_continue_the_old_second_one():
    (table,) = tables(grid(1, *FIELDS, HEADS, "产出指标|数量指标|里程|≥3公里", "效益指标||通行|改善"))

    assert table.indicators[1].level2 == ""


def test_a_form_in_two_word_tables_is_one():
    (table,) = tables(
        Paragraph("项目支出绩效目标表"),
        grid(1, *FIELDS),
        grid(2, HEADS, "产出指标|数量指标|里程|≥3公里"),
    )

    assert table.subject == "道路养护"
    assert table.indicators[0].source.table == 2


def test_a_table_goes_on_in_the_next_grid_without_heads():
    (table,) = tables(
        grid(1, *FIELDS, HEADS, "产出指标|数量指标|里程|≥3公里"),
        grid(2, "效益指标|社会效益指标|通行|改善", "满意度指标|服务对象满意度指标|群众满意度|≥90%"),
    )

    assert [i.level3 for i in table.indicators] == ["里程", "通行", "群众满意度"]


def test_forms_stacked_on_one_sheet_are_told_apart():
    first, second = tables(
        grid(
            1,
            "项目支出绩效目标表（2024年度）>4",
            *FIELDS,
            HEADS,
            "产出指标|数量指标|里程|≥3公里",
            "项目支出绩效目标表（2024年度）>4",
            "项目名称|桥梁加固>3",
            HEADS,
            "产出指标|数量指标|座数|=2座",
        )
    )

    assert (first.subject, second.subject) == ("道路养护", "桥梁加固")
    assert [i.level3 for i in second.indicators] == ["座数"]


def test_a_comparator_column_is_known_by_its_cells():
    (table,) = tables(
        grid(
            1,
            "项目名称|道路养护>6",
            "一级指标|二级指标|三级指标|指标性质|指标方向|指标值|计量单位",
            "产出指标|数量指标|里程|正向|大于等于|3|公里",
            "产出指标|质量指标|完好|定性||良好|",
        )
    )

    assert [i.printed for i in table.indicators] == ["大于等于3公里", "良好"]


def test_columns_of_last_year_are_no_targets():
    (table,) = tables(
        grid(
            1,
            "项目名称|道路养护>5",
            "一级指标^2|二级指标^2|三级指标^2|指标值>2|备注^2",
            "*|*|*|2023年实际实现值|预期2024年实现值",
            "产出指标|数量指标|里程|2公里|3公里|",
        )
    )

    assert [i.printed for i in table.indicators] == ["3公里"]


def test_other_tables_are_left_alone():
    framework = grid(
        1, "一级指标|二级指标|三级指标|指标解释|指标说明", "决策|项目立项|立项依据充分性|是否充分|要点"
    )
    staff = grid(2, "考核指标|权重|评分标准|得分", "出勤|20|迟到扣分|18", "任务完成|80|按比例|75")
    budget = grid(3, "项目|预算数|项目|预算数", "一、财政拨款收入|100.00|一、教育支出|60.00")

    assert tables(Paragraph("绩效评价指标体系"), framework, Paragraph("员工绩效考核表"), staff, budget) == ()


def test_rows_after_the_indicators_are_no_indicators():
    (table,) = tables(
        grid(
            1,
            *FIELDS,
            HEADS,
            "产出指标|数量指标|里程|≥3公里",
            "效益指标|社会效益指标||",
            "指标1：|||",
            "合计||100|",
            "注：本表一式两份。>4",
        )
    )

    assert [i.level3 for i in table.indicators] == ["里程"]
