"""A unit that is written in an unusual way, or twice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.unit import Unit, parse_unit
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_UNITS = tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))
_USUAL: dict[str, str] = _UNITS["usual"]
_NO_UNIT = (UnitFamily.UNKNOWN, UnitFamily.NONE)
_LAST_MONTH = 12
_TAIL = re.compile(r"(\d)([^\d]+)$")
_ODD = Message("单位“{unit}”写法不规范", "the unit {unit} is written in an unusual way")
_DOUBLED = Message("单位“{unit}”写了两遍", "the unit {unit} is written twice")
_REPEATED = Message("单位“{unit}”在名称和指标值中都写了", "the unit {unit} stands in name and target")


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#values",
    title=Message("计量单位写法不当", "A doubtful unit"),
    found=Message("{fault}", "{fault}"),
    required=Message("单位用规范写法，只写一遍", "a unit is written the usual way, once"),
    advice=Message("{usual}", "{usual}"),
    gives_way_to=("numeral-looks-misread",),
)
def doubtful_unit(measure: Measure) -> Iterator[Remark]:
    unit = measure.unit
    if unit is None or not unit.printed:
        return
    if found := _rewritten(measure, unit):
        fault, value = found
        yield remark(
            fault=fault,
            usual=Message(f"写作“{value}”", f"write {value}"),
            correction=measure.correction(value, is_safe=True),
        )
    elif unit.printed in _UNITS["fractions"]:
        yield remark(
            fault=_filled(_ODD, unit.printed),
            usual=Message("改用百分数，如“97%”", "give a percentage, such as 97%"),
        )
    elif _stands_in_name(measure, unit):
        yield remark(
            fault=_filled(_REPEATED, unit.printed),
            usual=Message("只在指标值中写单位", "write it in the target only"),
            level=Level.NOTE,
        )


def _rewritten(measure: Measure, unit: Unit) -> tuple[Message, str] | None:
    """What is odd, and the target written with the usual unit."""
    tail = _TAIL.search(measure.value)
    if tail is None:
        return None
    before, written = measure.value[: tail.start(2)], tail[2]
    if len(written) > 1 and (single := _single(written)):
        return _filled(_DOUBLED, single), before + single
    usual = _usual(measure, unit)
    if usual and written.startswith(unit.printed):
        return _filled(_ODD, unit.printed), before + usual + written[len(unit.printed) :]
    return None


def _usual(measure: Measure, unit: Unit) -> str:
    if unit.printed in _USUAL:
        return _USUAL[unit.printed]
    if unit.printed not in _UNITS["months"]:
        return ""
    is_duration = measure.kind is Kind.DURATION and measure.name.plain in WORDS["lasts_months"]
    return "个月" if is_duration or (measure.bound and measure.bound.number.value > _LAST_MONTH) else ""


def _single(written: str) -> str:
    """The unit where it stands twice: 个个, %百分比, 元(元). 100户家庭 is a unit and a word."""
    plain = written.replace("(", "").replace(")", "")
    for cut in range(1, len(plain)):
        once, again = parse_unit(plain[:cut]), parse_unit(plain[cut:])
        if once.family in _NO_UNIT or (once.canonical, once.scale) != (again.canonical, again.scale):
            continue
        if once.family is not UnitFamily.COUNT or once.printed == again.printed:
            return once.printed
    return ""


def _stands_in_name(measure: Measure, unit: Unit) -> bool:
    named = measure.name.unit
    if named is None or unit.family is UnitFamily.RATIO:
        return False
    return (named.canonical, named.scale) == (unit.canonical, unit.scale)


def _filled(words: Message, unit: str) -> Message:
    return Message(words.zh.format(unit=unit), words.en.format(unit=unit))
