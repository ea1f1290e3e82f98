"""A table whose only cost indicator is a rate of control."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import PROJECTS, Measure, TableCase
from jixiao.checks.classification._classes import BENEFITS, WORDS
from jixiao.checks.names import Head, Kind, Topic
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


def _is_cost(measure: Measure) -> bool:
    return measure.topic is Topic.COST or measure.head is Head.COST


def _is_control_rate(measure: Measure) -> bool:
    return measure.kind is Kind.RATE and measure.name.plain in WORDS["control_rate"]


def _gives_a_cost(measure: Measure) -> bool:
    """Whether it says what something costs: a number under cost, or money anywhere but earned."""
    if measure.topic in BENEFITS or not measure.has_number:
        return False
    if _is_cost(measure):
        return measure.kind is not Kind.RATE
    units = (measure.name.unit, measure.bound.unit if measure.bound else None)
    return any(unit and (unit.family is UnitFamily.MONEY or "元/" in unit.canonical) for unit in units)


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2021-101#cost",
    title=Message("成本只有控制率", "No cost but a control rate"),
    found=Message("成本指标只有“{rate}”", "the only cost indicator is “{rate}”"),
    required=Message(
        "成本指标优先用单位成本或分项成本", "cost indicators are unit costs or item costs first"
    ),
    advice=Message(
        "写出主要产出的单价或分项金额，如“人均培训成本≤400元/人·天”",
        "give the unit cost of an output, such as ≤400元/人·天 for training, or the amount of each item",
    ),
    forms=PROJECTS,
)
def cost_control_rate_only(table: TableCase) -> Iterator[Remark]:
    costs = [each for each in table.measures if _is_cost(each)]
    rate = next((each for each in costs if _is_control_rate(each)), None)
    if rate and not any(map(_gives_a_cost, table.measures)):
        yield remark(rate=rate.name.plain)
