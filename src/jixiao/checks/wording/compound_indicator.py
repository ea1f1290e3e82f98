"""A name that joins several things to be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.checks.wording._words import WORDS, any_of
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_MEASURING = frozenset({Kind.RATE, Kind.COUNT, Kind.DURATION, Kind.DATE, Kind.MONEY})
_JOINER = re.compile("、|以及|[及和与]")
_BETWEEN = re.compile("[、，,;；]|以及|[及和与的]")
_QUOTED = re.compile('“[^”]*”|《[^》]*》|"[^"]*"')
_ONE_WORD = re.compile(any_of("fixed_term", "no_joiner"))
_SHORTEST = 2  # characters of a thing; in 省、市、县 nothing is joined but levels
_NONE = frozenset(["无", "没有", "未发生", "不发生"])


def _is_none(measure: Measure) -> bool:
    """Whether none shall happen: that holds for each thing, and to split it is a matter of style."""
    return measure.value in _NONE or (measure.bound is not None and measure.bound.number.value == 0)


@lru_cache(maxsize=1 << 14)
def _joint(name: str) -> str:
    """The word between two things, or nothing."""
    if not _JOINER.search(name) or name in WORDS["relation"]:
        return ""
    text = _ONE_WORD.sub("某", _QUOTED.sub("某某", name))
    return next((found[0] for found in _JOINER.finditer(text) if _joins(text, found)), "")


def _joins(text: str, found: re.Match[str]) -> bool:
    rest = text[found.end() :]
    before, after = _BETWEEN.split(text[: found.start()])[-1], _BETWEEN.split(rest)[0]
    if min(len(before), len(after)) < _SHORTEST or "等" in rest:  # before 等 stand examples of one thing
        return False
    return not any(part in WORDS["adverb"] for part in (before, before[-2:], after, after[:2]))


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.TO_SPLIT,
    basis="mof/2021-101#name",
    title=Message("一个指标衡量几样", "Several things in one indicator"),
    found=Message("名称用“{joint}”连起几样要衡量的", "“{joint}” joins several things to be measured"),
    required=Message("一个指标只衡量一样", "an indicator measures one thing"),
    advice=Message("拆成几个指标，分别写指标值", "split it, with a target for each"),
    cell=Cell.NAME,
)
def compound_indicator(measure: Measure) -> Iterator[Remark]:
    name = measure.name.plain
    if (measure.kind in _MEASURING or name.endswith("性")) and (joint := _joint(name)):
        yield remark(joint=joint, level=Level.NOTE if _is_none(measure) else None)
