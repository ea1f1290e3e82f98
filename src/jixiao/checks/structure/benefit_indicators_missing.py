"""No benefit indicator: the table does not say what the money is good for."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._classes import has_national_tree, is_benefit
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.BENEFIT_WANTED,
    basis="mof/2015-88#complete",
    title=Message("没有效益指标", "No benefit indicators"),
    found=Message("没有效益指标", "there is no benefit indicator"),
    required=Message("绩效目标应当包括预期效果", "targets should include the expected effects"),
    advice=Message(
        "从经济、社会、生态等方面补充与本项目直接相关的效益指标，写明给谁带来什么变化",
        "add benefit indicators that belong to the project: what changes, and for whom",
    ),
)
def benefit_indicators_missing(case: TableCase) -> Iterator[Remark]:
    if has_national_tree(case) and not any(is_benefit(each) for each in case.measures):
        yield remark()
