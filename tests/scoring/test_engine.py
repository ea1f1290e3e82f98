"""Documents scored: which tables, by which year and method, with which trails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jixiao.api import read
from jixiao.model.errors import UsageError
from jixiao.model.table import FundsColumn
from jixiao.regulations.load import regulations
from jixiao.scoring.engine import score_document
from jixiao.scoring.score import Deduction, Place
from tests import factories
from tests.scoring.scenarios import TODAY, scored


def score(document, **more):
    return score_document(document, regulations(), today=TODAY, **more)


def evaluation(**indicator):
    """A table of one indicator with all the points but those of the execution."""
    money = {"预算": "200", "执行": "176", "分值": "10", "得分": "8.8"}
    row = {"指标值": "≥280人次", "完成值": "260人次", "分值": "90"}
    return {"情况": {"资金": money, "指标": [row | indicator]}}


def test_a_target_table_has_no_score():
    assert () == score(factories.document(tables=(factories.unit_table(),)))


def test_the_evaluations_of_a_document_are_scored_in_their_order():
    one, other = factories.evaluation_table(), factories.evaluation_table(subject="平安建设专项")

    scores = score(factories.document(tables=(one, factories.unit_table(), other)))

    assert ["见义勇为专项", "平安建设专项"] == [each.table.subject for each in scores]


def test_a_table_without_a_year_has_that_of_its_document_or_todays():
    table = factories.evaluation_table()
    with_targets = factories.document(tables=(factories.unit_table(year=2021), table))

    assert 2021 == score(with_targets)[0].year
    assert (
        2026
        == score_document(factories.document(tables=(table,)), regulations(), today=date(2026, 1, 4))[0].year
    )


def test_who_knows_names_says_what_is_a_limit():
    table = factories.evaluation_table(
        indicators=(
            factories.indicator("产出指标", "质量指标", "投诉量", "40件", weight="100", actual="50件"),
        )
    )
    document = factories.document(tables=(table,))

    assert Decimal("100.00") == score(document)[0].rows[0].most
    assert Decimal("75.00") == score(document, is_limit=lambda row: row.level3 == "投诉量")[0].rows[0].most


def test_a_trail_cites_the_confirmed_text_beside_the_unconfirmed_formula():
    trail = scored(evaluation()).rows[0].trail

    assert trail.formula == "ratio"
    assert trail.rule.zh == "达到指标值的得满分，未达到的按完成比例计分"
    assert trail.basis.zh == (
        "《项目支出绩效评价管理办法》（财预〔2020〕10号）：得分按指标值与完成值计算，不超过该指标分值"
    )


def test_a_trail_of_an_unconfirmed_method_says_its_own_rule():
    trail = scored(evaluation() | {"规定": "mof/2021-101"}).rows[0].trail

    assert "60%" in trail.rule.zh
    assert "101号" not in trail.basis.zh + trail.rule.zh


def test_a_trail_names_what_went_in_with_the_cells_that_are_known():
    told = scored(evaluation(得分="83.57"))

    assert [
        ("指标值", "≥280人次", 9),
        ("完成值", "260人次", None),
        ("分值", "90", None),
        ("得分", "83.57", None),
    ] == [
        (each.name.zh, each.text, each.source.row if each.source else None)
        for each in told.rows[0].trail.inputs
    ]
    assert [("执行数", "176", 4), ("预算数", "200", 4), ("分值", "10", None), ("得分", "8.8", None)] == [
        (each.name.zh, each.text, each.source.row if each.source else None)
        for each in told.execution.trail.inputs
    ]


def test_a_trail_speaks_both_languages():
    told = evaluation(得分="80", 原因="名单核减")

    assert [
        (
            "低于应得的83.57，为评分人扣分，原因：名单核减",
            "less than the 83.57 due: a person deducted, 名单核减",
        )
    ] == [(each.zh, each.en) for each in scored(told).rows[0].trail.remarks]


def test_a_finding_names_its_cell_what_is_wrong_why_and_what_to_do():
    (found,) = scored(evaluation(完成值="260批")).findings

    assert ("not-scored", "示例项目", "示例指标", 9) == (
        found.rule,
        found.table,
        found.indicator,
        found.source.row,
    )
    assert "指标值“≥280人次”与完成值“260批”单位不同；完成值与指标值口径一致" == found.message.zh
    assert (
        "《项目支出绩效评价管理办法》（财预〔2020〕10号）：完成值与指标值口径一致，据实填写" == found.basis.zh
    )
    assert "填实际达到的数字和单位，重新计分" == found.suggestion.zh


def test_a_year_without_rules_says_by_which_it_was_scored():
    told = evaluation()
    told["情况"]["年度"] = 2018

    (found,) = scored(told).findings

    assert "2018年没有已知的计分规定；按时间最近的规定计分（2020年起）" == found.message.zh
    assert found.basis.zh.startswith("《项目支出绩效评价管理办法》（财预〔2020〕10号）")


@pytest.mark.parametrize(
    ("place", "points"),
    [
        (Place(1, 0), "1"),  # no such table
        (Place(0, 3), "1"),  # no such indicator
        (Place(0, -1), "1"),
        (Place(0, 0), "-1"),  # adds instead
        (Place(0, 2), "1"),  # left out: there is nothing to take
        (Place(0, None), "1"),  # no execution
    ],
)
def test_points_are_taken_only_from_where_there_are_some(place, points):
    table = factories.evaluation_table()
    table = replace(
        table, funds=tuple(each for each in table.funds if each.column is not FundsColumn.EXECUTED)
    )
    document = factories.document(tables=(table,))

    with pytest.raises(UsageError, match="cannot be deducted"):
        score(document, deductions=[Deduction(place, Decimal(points), "抽查不实")])


def test_a_profile_nobody_knows_is_refused():
    with pytest.raises(UsageError, match="mof/1999-1"):
        scored(evaluation() | {"规定": "mof/1999-1"})


EVALUATION = """项目支出绩效自评表
（2023年度）

| 项目名称 | 农村公路养护 | | | | | | |
|---|---|---|---|---|---|---|---|
| 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| | 年度资金总额 | 860 | 860 | 851.4 | 10 | 99% | 9.9 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |
| 产出指标 | 数量指标 | 养护里程 | ≥420公里 | 400公里 | 50 | 50 | 雨季延长 |
| 效益指标 | 社会效益指标 | 事故下降率 | ≥10% | | 40 | 40 | |
"""


def test_every_input_of_a_document_has_its_cell_and_findings_point_at_the_cell_they_are_about():
    document = read(EVALUATION.encode(), name="road.md")
    told = score(document)[0]

    assert [
        ("≥420公里", (9, 4)),
        ("400公里", (9, 5)),
        ("50", (9, 6)),
        ("50", (9, 7)),
    ] == [(each.text, each.source[1:3]) for each in told.rows[0].trail.inputs]
    assert [
        ("851.4", (7, 5)),
        ("860", (7, 4)),
        ("99%", (7, 7)),
        ("10", (7, 6)),
        ("9.9", (7, 8)),
    ] == [(each.text, each.source[1:3]) for each in told.execution.trail.inputs]
    assert [("score-differs", (9, 7)), ("not-scored", (10, 5))] == [
        (each.rule, each.source[1:3]) for each in told.findings
    ]
