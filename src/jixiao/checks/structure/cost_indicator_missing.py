"""Something is built, bought or repaired, and no cost is given for it."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import PROJECTS, TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._classes import has_national_tree, is_money_cost, is_works, names_a_cost
from jixiao.checks.structure._placeholders import is_placeholder
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2021-101#cost",
    title=Message("没有成本指标", "No cost indicator"),
    found=Message("{seen}", "{seen}"),
    required=Message(
        "工程、修缮、购置和信息化项目要有成本指标",
        "building, repair, purchase and IT projects should give costs",
    ),
    advice=Message(
        "补充单位成本或分项成本，如“每平方米修缮成本≤800元”",
        "add a unit cost or the costs of the parts, such as 每平方米修缮成本≤800元",
    ),
    forms=PROJECTS,
)
def cost_indicator_missing(case: TableCase) -> Iterator[Remark]:
    costs = [each for each in case.measures if is_money_cost(each) or names_a_cost(each)]
    empty = [each for each in costs if each.is_blank or is_placeholder(each)]
    if len(empty) < len(costs) or not has_national_tree(case) or not is_works(case):
        return
    if empty:
        value = empty[0].value or "空白"
        seen = Message(f"成本指标的指标值是“{value}”", f"the cost is given as “{value}”")
        yield remark(at=empty[0], seen=seen)
    else:
        yield remark(seen=Message("没有成本指标", "there is no cost indicator"))
