"""Monitoring, as scenarios that an official can read: monitoring-lights.toml, monitoring-tables.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from jixiao.model.table import Form, FundsColumn, FundsItem
from jixiao.regulations.load import regulations
from jixiao.scoring.monitoring import watch_table
from tests.factories import evaluation_table, fund, indicator

COLUMNS = ("actual", "expected", "chance", "reason")


def scenarios(name):
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["情形"]


LIGHTS, TABLES = scenarios("monitoring-lights.toml"), scenarios("monitoring-tables.toml")


def titled(held):
    return [pytest.param(each, id=each["标题"]) for each in held]


def row_of(level2, printed, **more):
    level1 = "成本指标" if "成本" in level2 else "产出指标"
    return indicator(level1, level2, "指标", printed, **{key: text or None for key, text in more.items()})


def table_of(said):
    held = {"预算数": "200", "执行数": "200"} | said
    second = fund(FundsItem.FISCAL, "财政拨款", held["执行数"], FundsColumn.EXECUTED, said.get("表头2", ""))
    more = [second] if "表头2" in said else []
    rows = [row_of(*each[:2], **dict(zip(COLUMNS, each[2:], strict=True))) for each in said.get("指标", ())]
    if "指标值" in said:
        row = row_of(said["二级指标"], said["指标值"], actual=said["执行情况"], reason=said.get("偏差原因"))
        rows.append(row)
    return evaluation_table(
        form=Form.PROJECT_MONITORING,
        funds=(
            fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", held["预算数"], FundsColumn.ORIGINAL, "年初预算数"),
            fund(
                FundsItem.ANNUAL_TOTAL,
                "年度资金总额",
                held["执行数"],
                FundsColumn.EXECUTED,
                said.get("表头", "执行数"),
            ),
            *more,
        ),
        indicators=tuple(rows),
    )


def watched(said):
    return watch_table(
        table_of(said),
        regulations(),
        year=said.get("年度", 2025),
        region=said.get("地区", ""),
        month=said.get("月份"),
    )


def shown(lit):
    return (lit.light or lit.dark).said.zh


@pytest.mark.parametrize("scenario", titled(LIGHTS))
def test_a_light_is_as_the_scenario_says(scenario):
    watch = watched(scenario["情况"])

    lit = watch.rows[0] if watch.rows else watch.budget
    assert scenario["结果"] == shown(lit)
    assert ([scenario["过程"]] if "过程" in scenario else []) == list(lit.trail.steps)
    assert scenario.get("问题", []) == [each.rule for each in watch.findings]
    if "说明" in scenario:
        assert [scenario["说明"]] == [each.zh for each in lit.trail.remarks]


@pytest.mark.parametrize("scenario", titled(TABLES))
def test_a_table_is_as_the_scenario_says(scenario):
    watch, due = watched(scenario["情况"]), scenario["结果"]

    assert due.get("月份") == watch.month
    assert due["各灯"] == [shown(each) for each in watch.rows]
    assert due.get("最差") == (watch.worst.said.zh if watch.worst else None)
    assert due["处置"] == [each.said.zh for each in watch.choices]
    assert scenario.get("问题", []) == [each.rule for each in watch.findings]


@pytest.mark.parametrize("held", [LIGHTS, TABLES], ids=["lights", "tables"])
def test_every_scenario_has_a_title_of_its_own(held):
    titles = [each["标题"] for each in held]

    assert sorted(set(titles)) == sorted(titles)
