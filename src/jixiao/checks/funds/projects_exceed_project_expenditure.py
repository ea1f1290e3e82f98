"""A document's projects cost more than the unit's budget for projects."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import DocumentCase
from jixiao.checks.funds._amounts import rounding, said
from jixiao.checks.funds._projects import Covered, covered
from jixiao.checks.rule import Remark, document_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_UNIT_MISREAD = 1000  # times: then one of the tables is in another unit than it was taken for


@document_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#sums",
    title=Message("项目金额之和超过项目支出", "The projects cost more than the project expenditure"),
    found=Message(
        "{count}个项目表合计{total}，超过项目支出{projects}",
        "{count} project tables make {total}, more than the project expenditure of {projects}",
    ),
    required=Message(
        "各项目金额之和不超过单位的项目支出", "the projects should stay within the unit's project expenditure"
    ),
    advice=Message(
        "核对各项目的年度金额和单位的项目支出，并检查单位是否一致",
        "compare the projects' annual amounts with the unit's, and their units",
    ),
)
def projects_exceed_project_expenditure(document: DocumentCase) -> Iterator[Remark]:
    for each in covered(document):
        if _exceeds(each):
            yield remark(
                at=each.projects,
                table=each.unit,
                count=str(len(each.tables)),
                total=said(each.unit, each.total),
                projects=said(each.unit, each.projects.yuan),
            )


def _exceeds(held: Covered) -> bool:
    slack = rounding(held.unit, held.projects) * (len(held.tables) + 1)
    is_misread = not all(table.table.amount_unit.stated for table in (held.unit, *held.tables)) and (
        held.total > held.projects.yuan * _UNIT_MISREAD
    )
    return held.total - held.projects.yuan > slack and not is_misread
