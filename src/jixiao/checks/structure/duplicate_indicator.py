"""The same thing measured twice in one table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.rule import Cell, Remark, remark, table_rule
from jixiao.checks.structure._classes import repeats_class
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.number import half_width
from jixiao.model.opinion import Opinion


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.OTHER,
    basis="mof/practice#wording",
    title=Message("指标重复", "The same indicator twice"),
    found=Message("与前面的“{first}”重复", "it repeats “{first}” above"),
    required=Message("同一内容只设一个指标", "a thing should be measured once"),
    advice=Message(
        "留下一个；衡量的对象不同的，在名称里写明区别", "keep one, or say in the names how they differ"
    ),
    cell=Cell.NAME,
)
def duplicate_indicator(case: TableCase) -> Iterator[Remark]:
    seen: dict[str, Measure] = {}
    second_half = _second_half(case)
    for each in case.measures:
        if each.place == second_half:
            seen.clear()
        if not (key := _key(_bare(each))) or repeats_class(each):
            continue
        first = seen.setdefault(key, each)
        if first is not each and not _counts_another(first, each):
            yield remark(at=each, first=first.indicator.level3)


def _second_half(case: TableCase) -> int:
    """Where the classes begin anew, in forms that print long-term indicators above annual ones."""
    levels = [each.indicator.level1 for each in case.measures]
    again = (at for at, level in enumerate(levels) if at and level == levels[0] != levels[at - 1])
    start = next(again, len(levels))
    return start if len(set(levels[start:])) > 1 else -1


def _counts_another(first: Measure, second: Measure) -> bool:
    """培训（场） and 培训（人） are two measures; so are targets in sessions and in people."""
    mine, others = _unit(first), _unit(second)
    return bool(mine and others) and mine != others and first.name.printed != second.name.printed


def _bare(measure: Measure) -> str:
    """The name without counter and unit; other brackets say of what: 补助人数（农村）."""
    name = measure.name.printed[len(measure.name.serial) :]
    return _UNIT_AT_END.sub("", name) if measure.name.unit else name


def _unit(measure: Measure) -> str:
    unit = measure.name.unit or (measure.bound.unit if measure.bound else None)
    return unit.canonical if unit else ""


_DIGIT = re.compile(r"\d")
_UNIT_AT_END = re.compile(r"[(（][^()（）]+[)）]$")
# What may be there or not without another meaning.
_LOOSE = re.compile(
    r"[^\w+]|[的了之和与]|及(?!时)|工作|开展|举办|组织|进行|本?年度|全年|当年|^本?项目|(?:指标|数值|情况)$"
)
_SAME = (
    (re.compile("(?:完成)?及时(?:率|程度|性)$"), "及时"),
    (re.compile("规范(?:率|程度|性)$"), "规范"),
    (re.compile("(?:数量|个数|数目|总数)$"), "数"),
    (re.compile("满意(?:程度|率)$"), "满意度"),
    (re.compile("时限$|期限$"), "时间"),
    (re.compile("验收(?:通过|合格)率$"), "验收率"),
)


@lru_cache(maxsize=1 << 13)
def _key(name: str) -> str:
    """What two names of the same measure have in common, in whatever order: 设备购置, 购置设备.

    >>> _key("开展政法宣传工作的及时率") == _key("政法宣传及时性"), _key("灌溉面积") == _key("排水面积")
    (True, False)
    """
    plain = half_width(name)
    key = _LOOSE.sub("", plain)
    for pattern, word in _SAME:
        key = pattern.sub(word, key)
    return key if _DIGIT.search(key) else "".join(sorted(key))
