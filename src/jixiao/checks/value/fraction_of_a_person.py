"""People, events or copies that are not whole."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.target import Bound, Range
from jixiao.model.unit import Unit
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#values",
    title=Message("数量不是整数", "A fraction of a person"),
    found=Message("指标值是“{value}”", "the target is “{value}”"),
    required=Message("人、次、件等只能是整数", "people, events and pieces are whole numbers"),
    advice=Message(
        "改成整数；平均数在名称中写明“平均”“人均”等", "give a whole number; an average says so in its name"
    ),
)
def fraction_of_a_person(measure: Measure) -> Iterator[Remark]:
    target = measure.target
    if not isinstance(target, Bound | Range):
        return
    numbers = [target.number] if isinstance(target, Bound) else [target.low, target.high]
    if any((each.value * target.unit.scale) % 1 for each in numbers) and _is_whole(measure, target.unit):
        yield remark()


def _is_whole(measure: Measure, unit: Unit) -> bool:
    """Whether what is counted has no parts; a number without a unit counts what the name does."""
    name = measure.name
    if name.plain in WORDS["average"] or measure.value in WORDS["average"]:
        return False
    used = unit if unit.printed else name.unit
    if used is None:
        return name.plain in WORDS["whole_name"]
    return used.family is UnitFamily.COUNT and used.scale == 1 and used.canonical not in WORDS["divisible"]
