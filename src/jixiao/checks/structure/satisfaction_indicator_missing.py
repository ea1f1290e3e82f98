"""A project that serves people, and nobody asks them."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import PROJECTS, TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._classes import has_national_tree, is_public_service, is_satisfaction
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.SATISFACTION_WANTED,
    basis="mof/2021-101#satisfaction",
    title=Message("没有满意度指标", "No satisfaction indicator"),
    found=Message("服务公众的项目没有满意度指标", "the project serves the public and asks nobody about it"),
    required=Message("应当衡量服务对象的满意程度", "the satisfaction of those served should be measured"),
    advice=Message(
        "写明服务的是哪些人，补充他们的满意度，如“参训学员满意度≥90%”，并安排调查",
        "name the people served, add their satisfaction (≥90%) and plan a survey",
    ),
    forms=PROJECTS,
)
def satisfaction_indicator_missing(case: TableCase) -> Iterator[Remark]:
    if any(is_satisfaction(each) for each in case.measures) or not has_national_tree(case):
        return
    if is_public_service(case):
        yield remark()
