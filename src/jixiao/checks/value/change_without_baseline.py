"""So much more or less, of what and since when is not said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.measures import UnitFamily
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_LEVEL = re.compile("(?:至|到|为|达)[约≥≤<>=不]?")  # 提升至90% is a level, no change
_YEAR = re.compile(r"20\d\d年")


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2015-88#specific",
    title=Message("变化没有基期", "A change without a baseline"),
    found=Message(
        "指标值“{value}”没有说明与什么时候、什么水平相比",
        "the target “{value}” does not say compared with what, since when",
    ),
    required=Message("变化幅度要有基期和基数", "a change has a baseline"),
    advice=Message(
        "写明比较的基期和基数，如“较上年提升≥5%”，或直接写要达到的水平",
        "name the baseline, such as 较上年提升≥5%, or give the level to reach",
    ),
)
def change_without_baseline(measure: Measure) -> Iterator[Remark]:
    unit = measure.unit
    if unit is None or unit.family is not UnitFamily.RATIO or not _changes(measure):
        return
    said = measure.name.plain + measure.value
    if said not in WORDS["baseline"] and not _YEAR.search(said) and not _LEVEL.search(measure.value):
        yield remark()


def _changes(measure: Measure) -> bool:
    """The target says so, or a name that is no rate does: 收入增长率 is yearly by custom."""
    name = measure.name.plain
    if name in WORDS["growth_name"]:
        return False
    return measure.value in WORDS["change"] or (
        measure.kind is not Kind.RATE and name in WORDS["change_name"]
    )
