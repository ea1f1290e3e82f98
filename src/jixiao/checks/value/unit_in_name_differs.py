"""The unit in the name is not the unit of the target."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.unit import Unit


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#values",
    title=Message("名称和指标值的单位不同", "Name and target have different units"),
    found=Message(
        "名称中的单位是“{named}”，指标值的单位是“{used}”", "the name says {named}, the target {used}"
    ),
    required=Message("名称和指标值用同一个单位", "name and target have the same unit"),
    advice=Message(
        "先定下要衡量的是什么，再把名称或指标值改成同一个单位",
        "decide what is measured, then give name and target the same unit",
    ),
)
def unit_in_name_differs(measure: Measure) -> Iterator[Remark]:
    named, used = measure.name.unit, measure.unit
    if named and used and used.printed and not _is_same(named, used):
        yield remark(named=named.printed, used=used.printed)


def _is_same(named: Unit, used: Unit) -> bool:
    if (named.canonical, named.scale) == (used.canonical, used.scale):
        return True
    if named.scale == used.scale and _is_part(named.canonical, used.canonical):
        return True
    counted = {UnitFamily.COUNT, UnitFamily.UNKNOWN}
    return {named.family, used.family} <= counted and _is_loose(named, used)


def _is_part(one: str, other: str) -> bool:
    """元 or /人 of 元/人: one of them says more."""
    whole, part = max(one, other, key=len), min(one, other, key=len)
    return whole.startswith(part + "/") or (part.startswith("/") and whole.endswith(part))


def _is_loose(named: Unit, used: Unit) -> bool:
    """个 stands for any measure word, and a word we do not know may be another one for the same."""
    return "个" in (named.canonical, used.canonical) or UnitFamily.UNKNOWN in (named.family, used.family)
