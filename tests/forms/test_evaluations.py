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
