"""How much of a unit's project expenditure has a target table."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import DocumentCase
from jixiao.checks.funds._amounts import rounding, said
from jixiao.checks.funds._projects import covered
from jixiao.checks.rule import Remark, document_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@document_rule(
    level=Level.NOTE,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#matched",
    title=Message("项目支出没有全部设绩效目标", "Project expenditure without targets"),
    found=Message(
        "项目支出{projects}，有绩效目标表的{total}，占{share}",
        "of the project expenditure of {projects}, {total} has target tables: {share}",
    ),
    required=Message("项目支出都要有绩效目标", "all project expenditure should have targets"),
    advice=Message(
        "补上其余项目的绩效目标表；涉密或另行公开的，加以说明",
        "add the tables of the other projects, or say why they are not here",
    ),
)
def project_expenditure_not_covered(document: DocumentCase) -> Iterator[Remark]:
    for each in covered(document):
        missing = each.projects.yuan - each.total
        if missing > rounding(each.unit, each.projects) * (len(each.tables) + 1):
            yield remark(
                at=each.projects,
                table=each.unit,
                projects=said(each.unit, each.projects.yuan),
                total=said(each.unit, each.total),
                share=f"{each.total / each.projects.yuan:.1%}",
            )
