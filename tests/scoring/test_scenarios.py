"""Scenarios that an official can read: what a form prints, what is scored, and by which arithmetic."""

from __future__ import annotations

import pytest

from jixiao.scoring.weights import said
from tests.scoring.scenarios import points_said, row_said, scenarios, scored

REST = {"名称": "其余指标", "指标值": "≥1个", "完成值": "1个"}


def cases(folder):
    return [pytest.param(told, id=name) for name, told in scenarios(folder)]


def alone(told):
    """One indicator in a table whose other indicator makes up its weights, and stays silent."""
    case = dict(told["情况"])
    around = {name: case.pop(name) for name in ("年度", "部门") if name in case}
    weight = float(case.get("分值", 10))
    rows = [case, {**REST, "分值": f"{90 - weight:g}"}]
    return {**told, "情况": {**around, "指标": rows}}


@pytest.mark.parametrize("told", cases("rows"))
def test_an_indicator_comes_out_as_told(told):
    score = scored(alone(told))

    found = row_said(score.rows[0])
    rules = [each.rule for each in score.findings if each.indicator != ""]
    if rules:
        found["问题"] = rules
    assert {name: told[name] for name in told if name not in ("情况", "规定", "扣分", "说明")} == found


@pytest.mark.parametrize("told", cases("tables"))
def test_a_table_comes_out_as_told(told):
    score = scored(told)
    wanted = told["结果"]

    held = ([score.execution] if score.execution else []) + list(score.rows)
    found = {
        "总分": points_said(score),
        "分值": said(score.weight),
        "等级": score.grade.zh if score.grade else "未定",
        "规定": score.method,
        "各行": [
            " ".join(row_said(each).get(name, "—") for name in ("得分", "状态", "过程")) for each in held
        ],
        "问题": [each.rule for each in score.findings],
    }
    assert wanted == {name: found[name] for name in wanted}
