"""A goal that promises to save or to raise something nothing measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jixiao.checks.case import PROJECTS, Measure, TableCase
from jixiao.checks.consistency._texts import WORDS, any_of, without_names
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_PROMISE = re.compile(
    f"({any_of('saving')}|{any_of('raising')})"
    rf"((?:(?!{any_of('saving')}|{any_of('raising')})[^,。;、:!()\s]){{0,10}}?)({any_of('saved')}|{any_of('raised')})"
)

_ALSO = {"收入": "增收"}  # names for the same change
_MEASURING = frozenset({Kind.RATE, Kind.COUNT, Kind.DURATION, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class _Promise:
    printed: str
    whose: str
    thing: str


@lru_cache(maxsize=1 << 10)
def _promises(goal: str) -> tuple[_Promise, ...]:
    return tuple(
        _Promise(found[0], found[2], found[3])
        for found in _PROMISE.finditer(without_names(goal))
        if found[3] in WORDS["saved" if found[1] in WORDS["saving"] else "raised"]
    )


def _is_measured(promise: _Promise, table: TableCase) -> bool:
    return any(_measures(each, promise) for each in table.measures)


def _measures(measure: Measure, promise: _Promise) -> bool:
    """By the thing's name, or by whose it is; money under cost is a limit, unless it tells of a change."""
    name = measure.name.plain
    is_of_it = len(promise.whose) > 1 and promise.whose[-2:] in name
    if promise.thing not in WORDS["money"]:
        return promise.thing in name or (is_of_it and measure.kind in _MEASURING)
    is_told = measure.topic is not Topic.COST or is_of_it or name in WORDS["changing"]
    return (promise.thing in name or _ALSO.get(promise.thing, promise.thing) in name) and is_told


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.UNRELATED,
    basis="mof/2015-88#related",
    title=Message("目标里的承诺没有指标", "A promise without an indicator"),
    found=Message(
        "总体目标提出“{promises}”，没有指标衡量", "the goal promises “{promises}”, and nothing measures it"
    ),
    required=Message("总体目标的承诺要落到指标", "what the goal promises is measured by an indicator"),
    advice=Message(
        "增设相应指标，如“运维成本降低率”；做不到的从目标中删去",
        "add an indicator, such as 运维成本降低率, or leave the promise out",
    ),
    forms=PROJECTS,
)
def promise_without_indicator(table: TableCase) -> Iterator[Remark]:
    told = set[str]()
    for goal in table.table.goals:
        found = [each for each in _promises(goal.text) if each.printed not in told]
        if new := dict.fromkeys(each.printed for each in found if not _is_measured(each, table)):
            told.update(new)
            yield remark(at=goal, promises="、".join(new))
