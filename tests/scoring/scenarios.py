"""Scenarios into documents, and scores into the words of scenarios."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from jixiao.model.indicator import Indicator
from jixiao.model.table import AmountUnit, Conclusion, Document, Execution, Form, FundsItem, Table
from jixiao.model.target import parse_target
from jixiao.regulations.load import regulations
from jixiao.scoring.engine import score_document
from jixiao.scoring.score import Deduction, Place, Standing
from jixiao.scoring.weights import said
from tests.factories import ADJUSTED, EXECUTED, fund, source

FOLDER = Path(__file__).parents[1] / "scenarios"
STANDINGS = {
    Standing.COMPUTED: "按公式",
    Standing.JUDGED: "人工",
    Standing.OPEN: "待定",
    Standing.LEFT_OUT: "未计分",
    Standing.NOT_APPLICABLE: "不适用",
}
TODAY = date(2024, 7, 1)


def scenarios(folder):
    """Every scenario of a folder: an identifier for the test, and what is told."""
    for path in sorted((FOLDER / folder).glob("*.toml")):
        for title, told in tomllib.loads(path.read_text("utf-8")).items():
            yield f"{path.stem}: {title}", told


def scored(told):
    """The score of the one table that a scenario tells."""
    deductions = tuple(
        Deduction(Place(0, each.get("行")), Decimal(each["分"]), each["原因"])
        for each in told.get("扣分", ())
    )
    scores = score_document(
        Document("自评表.docx", "docx", "0" * 64, (table_of(told),)),
        regulations(),
        today=TODAY,
        profile=told.get("规定"),
        deductions=deductions,
    )
    return scores[0]


def table_of(told):
    case = told["情况"]
    money = case.get("资金", {})
    columns = (("预算", ADJUSTED), ("执行", EXECUTED))
    held = tuple(
        replace(
            fund(FundsItem.ANNUAL_TOTAL, "年度资金总额", money[name], column),
            source=source(4, 3, money[name]),
        )
        for name, column in columns
        if name in money
    )
    row = money and Execution(
        source(4, 7), money.get("执行率"), money.get("分值"), money.get("得分"), money.get("原因")
    )
    return Table(
        form=Form(case.get("表类", "project-self-evaluation")),
        title="项目支出绩效自评表",
        year=case.get("年度", 2024),
        subject="示例项目",
        unit=None,
        department=case.get("部门"),
        goals=(),
        amount_unit=AmountUnit("万元", stated=True),
        funds=held,
        indicators=tuple(map(indicator_of, case.get("指标", ()))),
        execution=row or None,
        conclusion=Conclusion(source(30, 1), score=case.get("总分")) if "总分" in case else None,
    )


def indicator_of(told):
    printed = told.get("指标值", "")
    return Indicator(
        level1=told.get("一级", "产出指标"),
        level2=told.get("二级", "数量指标"),
        level3=told.get("名称", "示例指标"),
        printed=printed,
        target=parse_target(printed),
        source=source(9, 4, printed),
        weight=told.get("分值"),
        actual=told.get("完成值"),
        score=told.get("得分"),
        reason=told.get("原因"),
        criterion=told.get("评分标准"),
    )


def points_said(points):
    """The points of a row or of a table: one number, or from least to most."""
    if points.least is None:
        return ""
    least, most = said(points.least), said(points.most)
    return least if least == most else f"{least}～{most}"


def row_said(points):
    """What came out of a row, in the words of scenarios; blank members are left out."""
    trail = points.trail
    told = {
        "得分": points_said(points),
        "状态": STANDINGS[points.standing],
        "公式": trail.formula,
        "过程": "；".join(trail.steps),
        "备注": "；".join(each.zh for each in trail.remarks),
    }
    return {name: text for name, text in told.items() if text}
