"""No output indicator: the table does not say what the money produces."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._classes import has_national_tree, is_output
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OUTPUT_WANTED,
    basis="mof/2015-88#complete",
    title=Message("没有产出指标", "No output indicators"),
    found=Message("没有产出指标", "there is no output indicator"),
    required=Message("绩效目标应当包括预期产出", "targets should include the expected outputs"),
    advice=Message(
        "按数量、质量、时效补充产出指标，写明做多少、做到什么标准、何时完成",
        "add output indicators: how much, how good, by when",
    ),
)
def output_indicators_missing(case: TableCase) -> Iterator[Remark]:
    if has_national_tree(case) and not any(is_output(each) for each in case.measures):
        yield remark()
