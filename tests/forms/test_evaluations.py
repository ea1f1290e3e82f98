"""What evaluations and monitoring print beside the money, in the rows and below the indicators."""

from __future__ import annotations

from jixiao.grid.grid import Paragraph
from tests.forms.test_drawn import FIELDS, tables
from tests.forms.test_drawn import grid as drawn

EVALUATED = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析"
ROW = "产出指标|数量指标|里程|≥3公里|3公里|90|85|"


def test_execution_is_what_stands_beside_the_first_total():
    (table,) = tables(
        Paragraph("项目支出绩效自评表"),
        drawn(
            1,
            *FIELDS,
            "项目资金（万元）^3||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
            "*|年度资金总额|100|100|88|10|88%|8.8",
            "*|其中：当年财政拨款|100|100|88|—|88%|—",
            EVALUATED,
            ROW,
        ),
    )

    held = table.execution
    assert ("88%", "10", "8.8", None) == (held.rate, held.weight, held.score, held.reason)
    assert ["100", "100", "88"] == [fund.source.text for fund in table.funds[:3]]


def test_totals_problems_and_measures_below_the_indicators():
    (table,) = tables(
        Paragraph("项目支出绩效自评表"),
        drawn(
            1,
            *FIELDS,
            EVALUATED,
            ROW,
            "总分>5|100|93.8|",
            "存在问题|资金拨付偏慢>7",
            "改进措施：按季度拨付>8",
        ),
    )

    held = table.conclusion
    assert ("100", "93.8") == (held.weight, held.score)
    assert ("资金拨付偏慢", "按季度拨付", None) == (held.problems, held.improvements, held.reasons)
    assert 1 == len(table.indicators)


def test_a_lone_total_is_weight_or_score_by_what_it_is():
    for text, weight, score in (("100", "100", None), ("93.8", None, "93.8")):
        (table,) = tables(
            Paragraph("项目支出绩效自评表"), drawn(1, *FIELDS, EVALUATED, ROW, f"总分>5||{text}|")
        )
        assert (weight, score) == (table.conclusion.weight, table.conclusion.score)


def test_the_chance_is_said_in_one_column_or_ticked_in_one_of_three():
    said = "一级指标|二级指标|三级指标|年度指标值|1-7月执行情况|完成目标可能性"
    ticked = (
        "一级指标^2|二级指标^2|三级指标^2|年度指标值^2|1-7月执行情况^2|完成目标可能性>3",
        "*|*|*|*|*|确定能|有可能|完全不可能",
    )
    title = Paragraph("项目支出绩效目标执行监控表")
    (one,) = tables(title, drawn(1, *FIELDS, said, "产出指标|数量指标|里程|≥3公里|1公里|有可能"))
    (three,) = tables(title, drawn(1, *FIELDS, *ticked, "产出指标|数量指标|里程|≥3公里|1公里||√|"))

    assert "有可能" == one.indicators[0].chance == three.indicators[0].chance


def test_the_criterion_of_a_graded_word():
    heads = "一级指标|二级指标|三级指标|指标值|评（扣）分标准"
    (table,) = tables(
        Paragraph("项目支出绩效目标表"),
        drawn(1, *FIELDS, heads, "效益指标|社会效益指标|通行条件|明显改善|改善得满分，否则不得分"),
    )

    assert "改善得满分，否则不得分" == table.indicators[0].criterion


def test_notes_below_the_table_are_kept_in_rows_and_in_lines():
    (table,) = tables(
        Paragraph("项目支出绩效自评表"),
        drawn(1, *FIELDS, EVALUATED, ROW, "说明|无", "评价结论|执行较好>7"),
        Paragraph("备注：招标延期，尾款转入下年。"),
    )

    assert "无；执行较好；招标延期，尾款转入下年。" == table.conclusion.notes


def test_points_of_the_execution_may_stand_in_the_head_of_its_score():
    (table,) = tables(
        Paragraph("部门整体绩效自评表"),
        drawn(
            1,
            *FIELDS,
            "预算执行情况（万元）^2||预算数（A）|执行数（B）|执行率|得分（20分×执行率）",
            "*|部门整体支出总额|100|98|98%|19.6",
            EVALUATED,
            ROW,
        ),
    )

    assert ("20", "19.6") == (table.execution.weight, table.execution.score)


def test_a_second_column_of_reasons_counts_where_the_first_is_blank():
    (table,) = tables(
        Paragraph("项目绩效运行监控表"),
        drawn(
            1,
            *FIELDS,
            "一级指标|二级指标|名称|年度指标值|当前完成值|全年预计完成情况|偏差原因|其他原因|完成可能性",
            "产出指标|数量指标|里程|≥3公里|1公里|2公里||汛期停工|有可能",
        ),
    )

    (row,) = table.indicators
    assert ("里程", "汛期停工", "有可能") == (row.level3, row.reason, row.chance)


def test_the_total_of_tasks_is_the_sum_of_their_amounts():
    (table,) = tables(
        Paragraph("部门整体支出绩效目标表"),
        drawn(
            1,
            "单位名称|某局>4",
            "年度主要任务^5|任务名称|主要内容|预算金额（元）>2",
            "*|||总额|财政拨款",
            "*|治理|整治河道|60|60",
            "*|监测|运行站点|40|30",
            "*|金额合计||110|90",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|里程|≥3公里",
        ),
    )

    first, second = table.sums
    assert (110, (60, 40), False) == (first.total, first.parts, first.closes)
    assert (90, (60, 30), True) == (second.total, second.parts, second.closes)
    assert ("元", True) == (table.amount_unit.unit, table.amount_unit.stated)


def test_a_chance_is_ticked_among_the_answers_of_one_cell_and_reasons_stand_in_any_column():
    (table,) = tables(
        Paragraph("项目支出绩效目标执行监控表"),
        drawn(
            1,
            *FIELDS,
            "一级指标^2|二级指标^2|三级指标^2|年度指标值^2|1-7月执行情况^2|偏差原因分析>3|完成目标可能性^2",
            "*|*|*|*|*|经费保障|人员保障|原因说明|*",
            "产出指标|数量指标|里程|≥3公里|1公里|√||汛期停工|□确定能 ☑有可能 □完全不可能",
            "产出指标|数量指标|桥梁|≥2座|0座|资金未到位|||□确定能 □有可能 ☑完全不可能",
        ),
    )

    assert [("有可能", "经费保障；汛期停工"), ("完全不可能", "资金未到位")] == [
        (row.chance, row.reason) for row in table.indicators
    ]


def test_a_reason_that_is_ticked_is_the_head_of_its_column_and_a_blank_row_has_none():
    (table,) = tables(
        Paragraph("项目支出绩效目标执行监控表"),
        drawn(
            1,
            *FIELDS,
            "一级指标^2|二级指标^2|三级指标^2|年度指标值^2|1-7月执行情况^2|全年预计完成情况^2|偏差原因分析>3",
            "*|*|*|*|*|*|经费保障|人员保障|原因说明",
            "产出指标|数量指标|里程|≥3公里|1公里|2公里||√|",
            "产出指标|数量指标|桥梁|≥2座|2座|2座|||",
        ),
    )

    assert [("人员保障", "2公里"), (None, "2座")] == [(row.reason, row.expected) for row in table.indicators]


def test_what_was_achieved_is_told_beside_each_goal():
    told = (
        "年度总体目标^3|预期目标>2|实际完成情况>2",
        "*|养护道路3公里>2|养护2公里>2",
        "*|改造桥梁2座，年底通车>2|改造2座，均已通车>2",
    )
    (table,) = tables(Paragraph("项目支出绩效自评表"), drawn(1, *FIELDS, *told, EVALUATED, ROW))
    (text,) = tables(
        Paragraph("项目支出绩效自评表"),
        drawn(1, *FIELDS, "年度目标|养护道路3公里|实际完成情况|养护2公里", EVALUATED, ROW),
    )

    assert [("养护道路3公里", "养护2公里"), ("改造桥梁2座，年底通车", "改造2座，均已通车")] == [
        (goal.text, goal.achieved) for goal in table.goals
    ]
    assert [("养护道路3公里", "养护2公里")] == [(goal.text, goal.achieved) for goal in text.goals]
    assert "养护2公里" == text.goals[0].achieved_source.text


def test_points_behind_a_name_are_its_weight_where_no_column_has_them():
    (table,) = tables(
        Paragraph("2022年度农村饮水项目自评表"),
        drawn(
            1,
            *FIELDS,
            "一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分",
            "产出指标|数量指标|管网长度（10分）|≥65公里|65公里|10",
            "存在问题及改进措施|招标较晚>5",
        ),
    )

    (row,) = table.indicators
    assert (2022, "管网长度（10分）", "10") == (table.year, row.level3, row.weight)
    assert "招标较晚" == table.conclusion.problems


def test_a_total_and_reasons_in_one_cell_each_end_the_indicators():
    (table,) = tables(
        Paragraph("部门整体绩效自评表"),
        drawn(1, *FIELDS, EVALUATED, ROW, "自评总分：85分>8", "未完成原因|路基沉降>7"),
    )

    assert ("85", "路基沉降") == (table.conclusion.score, table.conclusion.reasons)
