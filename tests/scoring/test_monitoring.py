from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.model.errors import UsageError
from jixiao.model.table import Conclusion, Form, FundsColumn, FundsItem
from jixiao.regulations.lights import Bands
from jixiao.regulations.load import regulations
from jixiao.scoring.monitoring import Dark, Light, watch_document, watch_table
from jixiao.scoring.monitoring.period import month_in
from tests.factories import document, evaluation_table, fund, indicator, source, unit_table

BUDGET = fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "200", FundsColumn.ORIGINAL, "年初预算数")
SPENT = fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", "100", FundsColumn.EXECUTED, "1-7月执行数")


def monitoring(*rows, **changes):
    made = {"form": Form.PROJECT_MONITORING, "year": 2025, "funds": (BUDGET, SPENT), "indicators": rows}
    return evaluation_table(**made | changes)


def row(printed, actual, **more):
    return indicator("产出指标", "数量指标", "慰问人数", printed, actual=actual, **more)


def watch(*rows, **more):
    return watch_table(monitoring(*rows), regulations(), **{"year": 2025} | more)


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("1-7月执行数", 7),
        ("1—9月执行情况", 9),
        ("1月至10月支出数", 10),
        ("1～12月份执行数", 12),
        ("截至6月底执行数", 6),
        ("截止2025年8月执行数", 8),
        ("6月末执行数（B）", 6),
        ("上半年执行数", 6),
        ("前三季度执行数", 9),
        ("第一季度执行数", 3),
        ("全年执行数", None),
        ("7月执行数", None),
        ("2-7月执行数", None),
        ("1-13月执行数", None),
        ("", None),
    ],
)
def test_the_month_is_read_from_a_heading(heading, month):
    assert month == month_in(heading)


def test_the_month_that_is_given_stands_before_the_heading():
    assert 9 == watch(row("≥280人", "200人"), month=9).month


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_that_is_none_is_the_callers_mistake(month):
    with pytest.raises(UsageError):
        watch(row("≥280人", "200人"), month=month)


def test_only_monitoring_tables_are_watched():
    made = document(tables=(unit_table(), monitoring(row("≥280人", "160人")), evaluation_table()))

    assert [Form.PROJECT_MONITORING] == [
        each.table.form for each in watch_document(made, regulations(), today=date(2025, 8, 1))
    ]


def test_the_rules_are_those_of_the_province_that_the_document_names():
    made = document(tables=(monitoring(row("≥280人", "160人"), unit="山西省太原市民政局"),))

    assert ["shanxi/monitoring"] == [
        each.method for each in watch_document(made, regulations(), today=date(2025, 8, 1))
    ]


def test_blue_is_not_worse_than_green():
    lit = watch(row("≥280人", "280人"))

    assert (Light.BLUE, Light.GREEN) == (lit.rows[0].light, lit.worst)


def test_the_worst_light_may_be_that_of_the_money():
    spent = replace(SPENT, yuan=Decimal(100_000))
    table = monitoring(row("≥280人", "160人"), funds=(BUDGET, spent))

    assert Light.RED == watch_table(table, regulations(), year=2025).worst


def test_a_caller_says_which_bare_targets_are_limits():
    slow = indicator("产出指标", "时效指标", "平均办理时长", "5天", actual="6天")

    assert [Light.BLUE, Light.RED] == [
        watch(slow, is_limit=lambda _, answer=answer: answer).rows[0].light for answer in (False, True)
    ]


def test_what_does_not_apply_is_not_lit():
    assert Dark.NOT_APPLICABLE is watch(row("≥280人", "不适用")).rows[0].dark


def test_a_trail_names_its_cells_and_cites_nothing_unverified():
    lit = watch(row("≥280人", "160人"))

    trail = lit.rows[0].trail
    assert ["≥280人", "160人", "7"] == [each.text for each in trail.inputs]
    assert source(9, 4, "≥280人") == trail.inputs[0].source
    assert "指标完成情况与时间进度相比，分红、黄、绿、蓝灯" == trail.basis.zh
    assert ["200", "100", "7"] == [each.text for each in lit.budget.trail.inputs]


def test_a_deviation_is_found_at_its_cell_on_the_confirmed_basis():
    (found,) = watch(row("≥280人", "10人")).findings

    assert ("deviation-in-progress-unexplained", "慰问人数") == (found.rule, found.indicator)
    assert source(9, 4, "≥280人") == found.source
    assert found.basis.zh.startswith("《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）")


def test_a_reason_for_the_table_as_a_whole_explains_its_rows():
    below = Conclusion(source(20, 1), reasons="汛期推迟，十月补齐")
    table = monitoring(row("≥280人", "10人"), conclusion=below)

    assert () == watch_table(table, regulations(), year=2025).findings


SHARES = st.decimals(min_value=0, max_value=3, places=4)


@given(low=SHARES, high=SHARES)
def test_more_is_never_lit_worse(low, high):
    bands = Bands(Decimal("0.6"), Decimal("0.8"), Decimal("1.2"))
    order = list(Light)
    low, high = sorted((low, high))

    assert order.index(bands.light(low)) <= order.index(bands.light(high))


@example(actual="9" * 60 + "人", printed="≥1人", month=7)
@example(actual="0.7999999999999人", printed="≥1人", month=12)
@given(actual=st.text(max_size=20), printed=st.text(max_size=20), month=st.integers(1, 12))
def test_whatever_is_printed_is_lit_or_dark_with_a_trail(actual, printed, month):
    (lit,) = watch(row(printed, actual), month=month).rows

    assert (lit.light is None) is (lit.dark is not None)
    assert lit.trail.rule.zh


OWN = """
title = "本单位的监控要求"
english = "our own rules"
number = ""
issuer = ""
verified = false
[[monitoring]]
target = { red = "0.50", yellow = "0.90", blue = "1.50" }
budget = { red = "0.60", yellow = "0.80" }
exceeded = "1.30"
zero-is-red = true
rates-build-up = false
[monitoring.dispositions]
green = ["continue"]
yellow = ["fix"]
red = ["suspend"]
"""


def own_rules(folder, text):
    (folder / "own.toml").write_text(text, "utf-8")
    return regulations(folder)


def test_ones_own_rules_come_before_those_that_come_along(tmp_path):
    table = monitoring(row("≥280人", "98人"), row("≥95%", "60%"), row("≤3起", "0起"))

    lit = watch_table(table, own_rules(tmp_path, OWN), year=2025)

    assert ("own", [Light.YELLOW, Light.YELLOW, Light.RED]) == (lit.method, [each.light for each in lit.rows])
    assert "60 ÷ (95 × 12 ÷ 12) = 63.16%" == lit.rows[1].trail.steps[0]
    assert ["暂停拨款"] == [each.said.zh for each in lit.choices]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('yellow = "0.40"', 'yellow = "0.90"'),
        ('["stop"]', '["suspend"]'),
        ("", 'red = ["suspend"]'),
        ('steps = { 13 = "0.5" }\nbelow = "yellow"', 'budget = { red = "0.60", yellow = "0.80" }'),
    ],
)
def test_rules_that_cannot_be_are_refused(tmp_path, wrong, right):
    with pytest.raises(UsageError):
        own_rules(tmp_path, OWN.replace(right, wrong))
