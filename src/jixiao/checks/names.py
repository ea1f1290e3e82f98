"""What an indicator's name says: what is measured, in which unit, and which way is good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from jixiao.model.measures import UnitFamily
from jixiao.model.number import half_width
from jixiao.model.unit import Unit, parse_unit
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_KNOWN = "|".join(sorted(WORDS["prefix"].begins, key=len, reverse=True))
# 产出质量指标3-培训…, 社会效益指标1：…, 指标2、…, 1.…, (1)…; a counter needs its mark, 3年期 has none.
_SERIAL = re.compile(
    rf"(?:(?:{_KNOWN})(?:\d{{1,2}}|[一二三四五六七八九十])?[-—–－―:：、.．_]+"
    rf"|(?:{_KNOWN})(?:\d{{1,2}})(?=[^\d])"
    r"|指标\d{1,2}[-—–:：、.．]?|[(（]?\d{1,2}[)）]?[、.．:：](?!\d)|[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十])|[(（]\d{1,2}[)）]|[①-⑳]|[★☆※*＊●■◆]+)+"
)
# In half width. A bracket may hold one more, (万头(只、羽)), or what the template left, (≥**元).
_INNER = r"(?:[^()\[\]]|\([^()\[\]]*\))"
_UNIT = re.compile(rf"(?:[(\[](?:单位:?)?[≥≤<>=]*[*×Xx]*((?![*×≥≤<>=]){_INNER}{{1,12}})[)\]]|([%‰]))$")
_BRACKETS = re.compile(rf"[(\[]{_INNER}*[)\]]")
_TAIL = re.compile(r"(?:指标|[★☆※*＊:：。,，;；、%‰]|[≥≤=<>＞＜＝]+\d*%?)+$")
_MEASURED = frozenset(UnitFamily) - {UnitFamily.UNKNOWN, UnitFamily.NONE}


class Kind(StrEnum):
    """What a name measures, by its last noun."""

    RATE = "rate"
    COUNT = "count"
    DURATION = "duration"
    DATE = "date"
    MONEY = "money"
    CONDITION = "condition"
    MANNER = "manner"
    OTHER = "other"


class Aim(StrEnum):
    """Which way is good: below a limit, above a floor, or not to be told from the name."""

    LIMIT = "limit"
    REACH = "reach"
    OPEN = "open"


class Topic(StrEnum):
    """The class an indicator stands in, whatever the form calls it."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    TIMELINESS = "timeliness"
    COST = "cost"
    ECONOMIC = "economic"
    SOCIAL = "social"
    ECOLOGICAL = "ecological"
    SUSTAINABLE = "sustainable"
    SATISFACTION = "satisfaction"
    OTHER = "other"


class Head(StrEnum):
    """The first-level class."""

    OUTPUT = "output"
    BENEFIT = "benefit"
    SATISFACTION = "satisfaction"
    COST = "cost"
    MANAGEMENT = "management"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's name, understood. Made by :func:`understood`.

    ``printed`` is the name as it stands; ``serial`` the class prefix or
    counter before it; ``unit`` the unit at its end, in a bracket or %. ``plain`` is
    the name without these, in half width.
    """

    printed: str
    serial: str
    plain: str
    unit: Unit | None
    kind: Kind
    aim: Aim


@lru_cache(maxsize=1 << 15)
def understood(printed: str) -> Name:
    """What a name says.

    >>> name = understood("产出质量指标3-培训考核通过率（%）")
    >>> name.serial, name.plain, name.unit.printed, name.kind.value, name.aim.value
    ('产出质量指标3-', '培训考核通过率', '%', 'rate', 'reach')
    """
    found = _SERIAL.match(printed)
    serial = found[0] if found and found.end() < len(printed) else ""
    rest = half_width(printed[len(serial) :])
    unit = _unit(rest)
    plain = _TAIL.sub("", _BRACKETS.sub("", rest) or rest) or rest
    kind = _kind(plain)
    return Name(printed, serial, plain, unit, kind, _aim(plain, kind))


def _unit(text: str) -> Unit | None:
    found = _UNIT.search(text)
    unit = parse_unit(found[1] or found[2]) if found else None
    return unit if unit and unit.family in _MEASURED else None


_KINDS = (Kind.RATE, Kind.DURATION, Kind.COUNT, Kind.MONEY, Kind.DATE, Kind.CONDITION, Kind.MANNER)


def _kind(plain: str) -> Kind:
    return next((kind for kind in _KINDS if plain in WORDS[kind.value]), Kind.OTHER)


def _aim(plain: str, kind: Kind) -> Aim:
    """The end of the name decides; without a rate there, what is measured does."""
    if plain in WORDS["limit"]:
        return Aim.LIMIT
    if plain in WORDS["reach"]:
        return Aim.REACH
    return Aim.LIMIT if _is_limited(plain, kind) else Aim.OPEN


def _is_limited(plain: str, kind: Kind) -> bool:
    if kind in (Kind.RATE, Kind.MANNER):
        return False  # 投诉举报查实率, 成本管理制度: the word is about it, and measures none of it
    if kind in (Kind.DURATION, Kind.DATE):
        return plain in WORDS["prompt"] and plain not in WORDS["lasting"]
    if plain in WORDS["cost_name"]:
        return kind in (Kind.MONEY, Kind.CONDITION) and plain not in WORDS["gain"]
    harm = WORDS["harm"].in_text(plain)
    if not harm or plain in WORDS["against"]:
        return False
    return plain.partition(harm)[2] not in WORDS["against_after"]


_TOPICS = (
    Topic.COST,
    Topic.ECONOMIC,
    Topic.SOCIAL,
    Topic.ECOLOGICAL,
    Topic.SUSTAINABLE,
    Topic.SATISFACTION,
    Topic.QUANTITY,
    Topic.QUALITY,
    Topic.TIMELINESS,
)


@lru_cache(maxsize=1 << 12)
def topic_of(level2: str, serial: str = "") -> Topic:
    """The class by the second level, or by the prefix of the name where the form has no such level.

    >>> topic_of("生态环境成本指标").value, topic_of("部门履职目标", "产出数量指标5-").value
    ('cost', 'quantity')
    """
    for text in (level2, serial):
        if found := next((topic for topic in _TOPICS if text in WORDS[topic.value]), None):
            return found
    return Topic.OTHER


_HEADS = (Head.SATISFACTION, Head.COST, Head.OUTPUT, Head.BENEFIT, Head.MANAGEMENT)


@lru_cache(maxsize=1 << 12)
def head_of(level1: str) -> Head:
    """The class by the first level.

    >>> head_of("产出指标（50分）").value, head_of("效果目标").value
    ('output', 'benefit')
    """
    return next((head for head in _HEADS if level1 in WORDS[head.value]), Head.OTHER)
