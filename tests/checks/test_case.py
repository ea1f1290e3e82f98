"""What rules look at: corrections go into the cell that was read, or nowhere."""

from __future__ import annotations

from datetime import date

import jixiao
from jixiao.checks.case import DocumentCase
from jixiao.regulations.load import regulations

FRONT = "项目支出绩效目标表（2024年度）\n\n| 项目名称 | 示例项目 | | | | |\n|---|---|---|---|---|---|\n"


def measure(lines):
    document = jixiao.read((FRONT + lines).encode(), name="table.md")
    return DocumentCase(document, regulations(), date(2024, 7, 1)).tables[0].measures[0]


def test_a_correction_is_the_new_text_of_the_cell():
    one = measure(
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 时效指标 | 建设工期 | ＝ 18月 |\n"
    )
    found = one.correction("≤18个月", is_safe=False)
    assert (one.indicator.source, "≤18个月", False) == (found.source, found.text, found.is_safe)


def test_a_target_of_several_cells_has_no_correction():
    one = measure(
        "| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 |\n"
        "| 成本指标 | 经济成本指标 | 成本控制率 | ≥ | 95 | % |\n"
    )
    assert "≥95%" == one.value
    assert one.correction("≤95%", is_safe=False) is None
