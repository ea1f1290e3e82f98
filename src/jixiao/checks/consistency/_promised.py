"""Numbers that a goal promises, and whether an indicator holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao.checks.case import Measure
from jixiao.checks.consistency._texts import WORDS, any_of, clauses, without_names
from jixiao.model.measures import UnitFamily
from jixiao.model.number import NUMBER, arabic, half_width
from jixiao.model.target import Bound, Range, Target
from jixiao.model.unit import Unit, parse_unit, unit_end

_PROMISED = frozenset({
    UnitFamily.RATIO,
    UnitFamily.COUNT,
    UnitFamily.AREA,
    UnitFamily.LENGTH,
    UnitFamily.VOLUME,
    UnitFamily.MASS,
    UnitFamily.ENERGY,
    UnitFamily.POWER,
})  # fmt: skip
_SEPARATED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIGITS = re.compile(rf"(?<![A-Za-z+./-])({NUMBER})([十百千万亿]*)[余多]?", re.ASCII)
_NUMERAL = re.compile(
    f"(?<![零一二两三四五六七八九十百千万亿第])((?:[两三四五六七八九]|[一二两三四五六七八九]?[十百千])[一二三四五六七八九十百千]*)[余多]?"
    f"({any_of('counted')})(?![县市区河山渠湖镇乡村次台套])"
)
_NUMBERS = re.compile(NUMBER, re.ASCII)
_RATE = re.compile(
    "([\u4e00-\u9fff]{2})[率度](?:达到?|为|保持在?|不低于|不高于|提高到?|控制在|稳定在|[≥≤=><]|以上)*$"
)
_LONGEST = 16  # characters that a unit and the word after it take
_WINDOW = 6  # characters before a number that may say what is there already
_MU = Decimal(15)  # 亩 of a hectare
_HECTARE = Decimal(10000)
_NEAR = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Promise:
    """A number with its unit, as the goal prints them."""

    printed: str
    value: Decimal
    unit: Unit
    rate: str = ""  # what the rate is of, where the goal names it just before: 结案 of 结案率达到95%

    def is_among(self, numbers: frozenset[Decimal]) -> bool:
        """Whether it is one of these, in its own unit, in the base or, rounded, with 亩 in hectares."""
        amount = self.value * self.unit.scale
        if self.value in numbers or amount in numbers:
            return True
        return any(abs(area - each) <= _NEAR * abs(each) for area in self._areas(amount) for each in numbers)

    def _areas(self, amount: Decimal) -> Iterator[Decimal]:
        if self.unit.canonical == "亩":
            yield from (amount / _MU, amount * _HECTARE / _MU)
        elif self.unit.canonical == "平方米":
            yield from (amount * _MU / _HECTARE, amount / _HECTARE)


@lru_cache(maxsize=1 << 10)
def promises(goal: str) -> tuple[Promise, ...]:
    """What a goal promises in numbers: no years, list numbers, names, places or what is there already."""
    text = _SEPARATED.sub("", without_names(goal))
    told = [each for each in clauses(text) if each not in WORDS["told_clause"]]
    return tuple(each for clause in told for each in (*_in_digits(clause), *_in_numerals(clause)))


def _in_digits(text: str) -> Iterator[Promise]:
    for found in _DIGITS.finditer(text):
        after = text[found.end() : found.end() + _LONGEST]
        end = unit_end(found[2] + after)  # in 2万余亩 the unit is 万亩
        unit, rest = parse_unit((found[2] + after)[:end]), (found[2] + after)[end:]
        if unit.family not in _PROMISED or unit.canonical in WORDS["told_unit"]:
            continue
        if not unit.canonical or rest in WORDS["told_object"] or _is_told(text, found.start()):
            continue
        rate = _RATE.search(text, 0, found.start()) if unit.family is UnitFamily.RATIO else None
        printed = found[0] + after[: end - len(found[2])]
        yield Promise(printed, Decimal(found[1]), unit, rate[1] if rate else "")


def _in_numerals(text: str) -> Iterator[Promise]:
    for found in _NUMERAL.finditer(text):
        digits = arabic(found[1])
        if digits and not _is_told(text, found.start()):
            yield Promise(found[0], Decimal(digits), parse_unit(found[2]))


def _is_told(text: str, start: int) -> bool:
    return text[max(0, start - _WINDOW) : start] in WORDS["told_before"]


def kept(measures: Iterable[Measure], promised: Sequence[Promise]) -> set[Promise]:
    """The promises whose number some indicator holds; of a rate, one that speaks of it."""
    held = set[Promise]()
    for each in measures:
        numbers = _numbers(each)
        held.update(
            promise for promise in promised if promise.rate in each.name.plain and promise.is_among(numbers)
        )
    return held


def _numbers(measure: Measure) -> frozenset[Decimal]:
    """All numbers of an indicator, as printed and in base units."""
    printed = half_width(measure.indicator.level3)
    if not _is_money_or_time(measure.unit):
        printed += f" {_SEPARATED.sub('', measure.value)}"
    numbers = [Decimal(digits) for digits in _NUMBERS.findall(printed)]
    scale = measure.name.unit.scale if measure.name.unit else 1
    scaled = () if _is_money_or_time(measure.unit) else _scaled(measure.target)
    return frozenset([*numbers, *(number * scale for number in numbers), *scaled])


def _is_money_or_time(unit: Unit | None) -> bool:
    """Of these goals promise nothing here: 8万元/场 holds no 8公里."""
    return unit is not None and (
        unit.family in (UnitFamily.MONEY, UnitFamily.TIME) or unit.canonical.startswith("元")
    )


def _scaled(target: Target) -> Iterator[Decimal]:
    if isinstance(target, Bound):
        yield target.amount
    elif isinstance(target, Range):
        yield from (target.low.value * target.unit.scale, target.high.value * target.unit.scale)
