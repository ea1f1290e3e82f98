"""Rules on values and directions over hundreds of indicators, most of them as they should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jixiao
from jixiao.checks.catalogue import rules
from jixiao.checks.run import check
from jixiao.regulations.load import regulations

LINES = Path(__file__).with_name("values.txt").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [[each.strip() for each in line.split("|")] for line in LINES]
LEVELS = {
    "数量": "产出指标 | 数量指标",
    "质量": "产出指标 | 质量指标",
    "时效": "产出指标 | 时效指标",
    "成本": "成本指标 | 经济成本指标",
    "满意度": "满意度指标 | 服务对象满意度指标",
}


def test_what_is_found_in_each():
    lines = [
        "项目支出绩效目标表（2024年度）\n",
        "| 项目名称 | 示例项目 | | |\n|---|---|---|---|",
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 |",
        *(f"| {LEVELS.get(row[0], f'效益指标 | {row[0]}指标')} | {row[1]} | {row[2]} |" for row in ROWS),
    ]
    document = jixiao.read("\n".join(lines).encode(), name="table.md")
    chosen = [rule for rule in rules() if rule.group in {"value", "direction"}]
    found: dict[int, list[str]] = {}
    for each in check(document, regulations(), date(2024, 7, 1), rules=chosen):
        found.setdefault(each.source.row, []).append(each.rule)
    indicators = document.tables[0].indicators
    assert [row[1] for row in ROWS] == [each.level3 for each in indicators]
    told = [" ".join(sorted(found.get(each.source.row, []))) for each in indicators]
    assert LINES == [
        f"{row[0]} | {row[1]} | {row[2]} | {text}".rstrip() for row, text in zip(ROWS, told, strict=True)
    ]
