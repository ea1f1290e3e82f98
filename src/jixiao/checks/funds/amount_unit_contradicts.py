"""元 and 万元 clash: between labels, or between the amounts and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.number import half_width, plain
from jixiao.model.opinion import Opinion
from jixiao.model.source import Source
from jixiao.model.unit import parse_unit
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_UNITS = "亿元|百万元|万元|千元|元"
_LABELLED = re.compile(rf"(?:\(|单位[:：]?)(?:人民币|单位[:：])?({_UNITS})(?=$|[)\s])")
_SPOKEN = re.compile(rf"(\d[\d,]*(?:\.\d+)?)({_UNITS})(?![/每])")
_BEFORE = 10  # characters before an amount that say whose it is
_STEP = Decimal(10_000)


class _Amount(NamedTuple):
    source: Source
    text: str
    yuan: Decimal


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2015-88#form",
    title=Message("金额单位前后矛盾", "The units of amounts clash"),
    found=Message(
        "表中金额以{unit}为单位，另一处却写作“{other}”",
        "the amounts are in {unit}, but elsewhere it says {other}",
    ),
    required=Message("同一笔金额的单位要一致", "one amount should have one unit"),
    advice=Message("核实是元还是万元，改正写错的一处", "find out which it is and put the other right"),
)
def amount_unit_contradicts(case: TableCase) -> Iterator[Remark]:
    unit = case.table.amount_unit
    if not unit.stated or not case.table.funds:
        return
    if other := _other_label(case):
        yield remark(at=case.table.funds[0], unit=unit.unit, other=other)
    elif spoken := next(_clashing(case), None):
        yield remark(at=spoken.source, unit=unit.unit, other=spoken.text)


def _other_label(case: TableCase) -> str:
    """Another unit printed beside the amounts than the one they are in."""
    unit = case.table.amount_unit
    labels = [unit.reason, *(f"{each.label} {each.heading}" for each in case.table.funds)]
    found = (found[1] for text in labels for found in _LABELLED.finditer(half_width(text)))
    return next((each for each in found if each != unit.unit), "")


def _clashing(case: TableCase) -> Iterator[_Amount]:
    """Amounts in the text that are one of the table's but for the step from 元 to 万元."""
    printed = {fund.yuan for fund in case.table.funds if fund.yuan}
    for each in (*_in_goals(case), *_in_indicators(case)):
        if each.yuan / _STEP in printed or each.yuan * _STEP in printed:
            yield each


def _in_goals(case: TableCase) -> Iterator[_Amount]:
    for goal in case.table.goals:
        text = plain(goal.text)
        for found in _SPOKEN.finditer(text):
            whose = text[max(0, found.start() - _BEFORE) : found.start()]
            if whose in WORDS["whole_money"] and whose not in WORDS["single_money"]:
                yield _Amount(
                    goal.source, found[0], Decimal(found[1].replace(",", "")) * parse_unit(found[2]).scale
                )


def _in_indicators(case: TableCase) -> Iterator[_Amount]:
    for each in case.measures:
        bound = each.bound
        if bound and bound.unit.family is UnitFamily.MONEY and each.name.plain in WORDS["total_cost"]:
            yield _Amount(each.indicator.source, each.value, bound.amount)
