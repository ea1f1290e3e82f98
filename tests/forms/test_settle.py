"""Amounts in yuan, sums that close, and what settling has to remark."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import read
from jixiao.model.message import Language
from jixiao.model.table import AmountUnit, Closing, Form, FundsColumn, FundsItem

HEADS = "一级指标 | 二级指标 | 三级指标 | 指标值"
ROW = "产出指标 | 数量指标 | 培训人次 | ≥100人次"


def table(*lines: str):
    """A Markdown table of these lines, read."""
    width = 1 + max(line.count("|") for line in lines)
    rows = [line + " |" * (width - 1 - line.count("|")) for line in lines]
    rows.insert(1, "|".join(["---"] * width))
    document = read(
        "\n".join(f"| {row} |" if "---" not in row else f"|{row}|" for row in rows).encode(), name="t.md"
    )
    assert len(document.tables) == 1
    return document.tables[0], document.findings


def test_sums_that_close_prove_the_reading():
    got, findings = table(
        "项目支出绩效目标表（2024年度）",
        "项目名称 | 培训经费",
        "项目资金（万元） | 年度资金总额： | 100.00",
        " | 其中：当年财政拨款 | 80.00",
        " | 其他资金 | 20.00",
        HEADS,
        ROW,
    )

    assert got.closing is Closing.PROVEN
    assert [(f.item, f.yuan) for f in got.funds] == [
        (FundsItem.ANNUAL_TOTAL, Decimal("1000000.00")),
        (FundsItem.CURRENT_FISCAL, Decimal("800000.00")),
        (FundsItem.OTHER_SOURCES, Decimal("200000.00")),
    ]
    assert findings == ()


def test_a_sum_that_does_not_close_is_found_with_its_difference():
    got, findings = table(
        "项目支出绩效目标表（2024年度）",
        "项目名称 | 培训经费",
        "项目资金（万元） | 年度资金总额： | 100.00",
        " | 其中：当年财政拨款 | 80.00",
        " | 其他资金 | 30.00",
        HEADS,
        ROW,
    )

    assert got.closing is Closing.OPEN
    (finding,) = findings
    assert finding.rule == "sum-open"
    assert "相差 -100,000.00 元" in finding.message.said_in(Language.CHINESE)
    assert "800,000.00 + 300,000.00" in finding.message.said_in(Language.ENGLISH)


def test_a_unit_s_only_total_is_its_basic_and_project_expenditure():
    got, _ = table(
        "单位名称 | 某中心",
        "年度预算申请（万元） | 资金总额： | 1,460.00",
        " | 其中：基本支出 | 880.00",
        " | 项目支出 | 560.00",
        "当年整体绩效目标 | 提供康复服务。",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 康复人数 | ≥420人",
    )

    (held,) = got.sums
    assert (Decimal("14600000.00"), Decimal("14400000.00"), False) == (held.total, held.added, held.closes)
    assert ["提供康复服务。"] == [goal.text for goal in got.goals]


def test_rounding_of_the_printed_digits_is_no_difference():
    got, _ = table(
        "项目支出绩效目标表（2024年度）",
        "项目名称 | 培训经费",
        "项目资金（万元） | 年度资金总额： | 100.01",
        " | 其中：当年财政拨款 | 66.67",
        " | 其他资金 | 33.33",
        HEADS,
        ROW,
    )

    assert got.closing is Closing.PROVEN


def test_yuan_with_two_digits_leave_no_room():
    got, _ = table(
        "项目支出绩效目标表（2024年度）",
        "项目名称 | 培训经费",
        "项目资金（元） | 年度资金总额： | 1,000,100.00",
        " | 其中：当年财政拨款 | 666,700.00",
        " | 其他资金 | 333,350.00",
        HEADS,
        ROW,
    )

    assert got.closing is Closing.OPEN


def test_columns_of_the_year_are_added_up_apart():
    got, _ = table(
        "项目支出绩效自评表（2024年度）",
        "项目名称 | 培训经费",
        "项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        " | 年度资金总额： | 100 | 90 | 45 | 10 | 50% | 5",
        " | 其中：当年财政拨款 | 100 | 80 | 40 | — | 50% | —",
        " | 其他资金 | 0 | 10 | 5 | — | 50% | —",
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
        "产出指标 | 数量指标 | 培训人次 | ≥100人次 | 90人次 | 50 | 45",
    )

    assert got.form is Form.PROJECT_SELF_EVALUATION
    assert got.closing is Closing.PROVEN
    total = [f for f in got.funds if f.item is FundsItem.ANNUAL_TOTAL]
    assert {f.column: f.yuan for f in total} == {
        FundsColumn.ORIGINAL: Decimal("1000000.00"),
        FundsColumn.ADJUSTED: Decimal("900000.00"),
        FundsColumn.EXECUTED: Decimal("450000.00"),
    }
    (row,) = got.indicators
    assert (row.weight, row.actual, row.score) == ("50", "90人次", "45")


@pytest.mark.parametrize(
    ("line", "amount", "expected"),
    [
        ("金额单位：元", "1030700.00", AmountUnit("元", stated=True, reason="金额单位:元")),
        ("培训", "164万元", AmountUnit("万元", stated=True, reason="amount")),
        ("培训", "1030700", AmountUnit("元", stated=False, reason="size")),
        ("培训", "103.07", AmountUnit("万元", stated=False, reason="custom")),
    ],
)
def test_the_unit_of_amounts_is_stated_or_its_assumption_has_a_reason(line, amount, expected):
    got, findings = table("项目支出绩效目标表", line, "项目名称 | 培训", f"项目金额 | {amount}", HEADS, ROW)

    assert (got.amount_unit.unit, got.amount_unit.stated) == (expected.unit, expected.stated)
    assert expected.stated or got.amount_unit.reason == expected.reason
    assert [f.rule for f in findings] == ([] if expected.stated else ["amount-unit-assumed"])


def test_a_value_in_three_columns_is_joined_in_reading_order():
    got, _ = table(
        "部门预算项目绩效目标表（2023年度）",
        "项目名称 | 培训",
        "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重",
        "产出指标 | 数量指标 | 培训人次 | ≥ | 100 | 人次 | 20",
        " | 质量指标 | 培训效果 | 定性 | 良好 | | 10",
    )

    assert [(i.level1, i.level2, i.printed, i.weight) for i in got.indicators] == [
        ("产出指标", "数量指标", "≥100人次", "20"),
        ("产出指标", "质量指标", "良好", "10"),
    ]
