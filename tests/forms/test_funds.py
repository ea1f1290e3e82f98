"""What an amount is, by the label it is printed beside."""

from __future__ import annotations

import pytest

from jixiao import read
from jixiao.model.table import FundsItem

FORM = """项目支出绩效目标表

|项目名称|示例项目||
|-|-|-|
|项目资金（万元）|项目当年预算|100|
||{label}|60|
|一级指标|二级指标|指标值|
|产出指标|培训人次|≥5人次|
"""


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("其中：一般公共预算拨款", FundsItem.FISCAL),
        ("本年财政资金", FundsItem.CURRENT_FISCAL),
        ("上年度结转资金", FundsItem.CARRIED_OVER),
        ("其它资金", FundsItem.OTHER_SOURCES),
        ("单位自筹资金", FundsItem.OTHER_SOURCES),
        ("上级转移支付资金", FundsItem.CENTRAL),
        ("市级财政拨款", FundsItem.LOCAL),
        ("政府性基金", FundsItem.OTHER),
    ],
)
def test_an_amount_is_known_by_any_of_its_labels(label, item):
    table = read(FORM.format(label=label).encode(), name="t.md").tables[0]

    assert [(FundsItem.ANNUAL_TOTAL, 1_000_000), (item, 600_000)] == [
        (each.item, each.yuan) for each in table.funds
    ]
