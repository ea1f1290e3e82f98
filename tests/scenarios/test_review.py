"""Reviews of target tables, as scenarios that an official can read: review.toml."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.regulations.load import regulations
from jixiao.scoring.review import Grade, Way, review_table
from tests.factories import found_on, indicator, source, unit_table

SCENARIOS = tomllib.loads(Path(__file__).with_name("review.toml").read_text("utf-8"))["情形"]
LEVELS = {"错误": Level.ERROR, "警告": Level.WARNING, "提示": Level.NOTE}
GRADES = {grade.said.zh: grade for grade in Grade}


def table_of(rows):
    named = (indicator("产出指标", "数量指标", f"指标{row}", "≥1个") for row in range(1, rows + 1))
    placed = (replace(each, source=source(row, 4)) for row, each in enumerate(named, start=9))
    return unit_table(indicators=tuple(placed))


def findings_of(said, table):
    for rule, level, row in said.get("问题", ()):
        found = found_on(
            table.indicators[row - 1] if row else None, rule, LEVELS[level], Message("问题", "x")
        )
        yield replace(found, table="别的项目") if said.get("别的表") else found


def mark(said):
    return GRADES[said] if said in GRADES else Decimal(said)


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each["标题"]) for each in SCENARIOS])
def test_a_review_is_as_the_scenario_says(scenario):
    said, due = scenario["情况"], scenario["结果"]
    table = table_of(said["指标数"])

    review = review_table(
        table,
        list(findings_of(said, table)),
        regulations(),
        way=Way.GRADES if said.get("按等级") else Way.POINTS,
        marks={key: mark(text) for key, text in said.get("评分", {}).items()},
    )

    assert due["各项"] == [each.grade.said.zh if each.grade else "待评" for each in review.items]
    assert (Decimal(due["最低"]), Decimal(due["最高"])) == (review.least, review.most)
    assert due.get("等级") == (review.grade.said.zh if review.grade else None)
    assert due.get("处理") == (review.handling.zh if review.handling else None)
    assert due.get("问题", []) == [each.rule for each in review.findings]
