"""Much more money an indicator than the document's other projects have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from jixiao.checks.case import DocumentCase, TableCase
from jixiao.checks.funds._amounts import budget_of, said
from jixiao.checks.rule import Remark, document_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import Form


@document_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2015-88#matched",
    title=Message("金额大而指标少", "Much money, few indicators"),
    found=Message(
        "{total}设{count}个指标，平均每个{each}，是本文件各项目中位数的{times}倍",
        "{total} with {count} indicators: {each} each, {times} times the document's median",
    ),
    required=Message("指标的细化程度要与资金规模相称", "the more money, the finer the indicators should be"),
    advice=Message(
        "把大额支出按建设内容或任务分解，逐项设数量、质量、成本指标",
        "break the money down by what is built or done, with quantity, quality and cost for each",
    ),
)
def large_budget_few_indicators(document: DocumentCase) -> Iterator[Remark]:
    shares = {case: share for case in document.projects if (share := _share(case))}
    if len(shares) < _LEAST:
        return
    usual = median(shares.values())
    for case, share in shares.items():
        if share > usual * case.in_force.thresholds["money-per-indicator"]:
            yield remark(
                at=case,
                total=said(case, share * len(case.measures)),
                count=str(len(case.measures)),
                each=said(case, share),
                times=f"{share / usual:.1f}",
            )


_LEAST = 3  # project tables, below which a median says nothing


def _share(case: TableCase) -> Decimal | None:
    """The year's money of a project for each of its indicators."""
    if case.form not in (Form.PROJECT_TARGETS, Form.TRANSFER_TARGETS) or not case.measures:
        return None
    total = budget_of(case)
    return total.yuan / len(case.measures) if total and total.yuan else None
