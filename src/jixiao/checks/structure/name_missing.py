"""A value without the name of what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.checks.structure._classes import is_template_row
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.number import half_width
from jixiao.model.opinion import Opinion

# 指标1 with nothing behind it; 95, ≥90%, 12万元: a number has come into the column of names.
_NOTHING = re.compile(
    r"(?:三级)?指标\d{0,2}[:、]?|[≥≤><=]?-?\d[\d,.]*(?:%|‰|[个次人名项件家户场期份套台处天月年米元亩吨条]|万元|个月|小时)?"
)
_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST = 12  # characters of a number with its unit


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2015-88#form",
    title=Message("没有指标名称", "No name"),
    found=Message("{seen}", "{seen}"),
    required=Message("每个指标值都要有指标名称", "every target should have the name of what it measures"),
    advice=Message("补上三级指标的名称", "give the name of the indicator"),
    cell=Cell.NAME,
)
def name_missing(measure: Measure) -> Iterator[Remark]:
    name = measure.indicator.level3
    if len(name) > _LONGEST or not _is_nothing(name) or is_template_row(measure):
        return
    if name:
        yield remark(seen=Message(f"“{name}”不是指标名称", f"“{name}” is no name of an indicator"))
    else:
        value = measure.value
        yield remark(seen=Message(f"指标值“{value}”没有指标名称", f"the target “{value}” has no name"))


def _is_nothing(name: str) -> bool:
    return not _LETTERS.search(name) or _NOTHING.fullmatch(half_width(name)) is not None
