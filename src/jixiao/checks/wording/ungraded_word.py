"""Targets that are words, with nothing said on how they are judged."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.names import Kind
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.wording._words import WORDS
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import TARGETS
from jixiao.model.target import Graded

_LONGEST = 10


def _is_ungraded(measure: Measure) -> bool:
    """A word that has degrees; a rate answered with one is another rule's matter."""
    if not measure.is_word or measure.kind is Kind.RATE or measure.value in WORDS["yes_or_no"]:
        return False
    return isinstance(measure.target, Graded) or _is_degree(measure.value)


def _is_degree(value: str) -> bool:
    """不断缩小, 有效激发: a few characters that begin with how much or how well."""
    return len(value) <= _LONGEST and value in WORDS["degree"]


@table_rule(
    level=Level.NOTE,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2021-101#gradable",
    title=Message("定性指标值没有分档", "Words without a scale"),
    found=Message(
        "{count}项指标的指标值是“{words}”，没有分档", "{count} targets are words (“{words}”) without a scale"
    ),
    required=Message(
        "定性指标分级分档，或写明评分标准",
        "a qualitative indicator is graded, or comes with a rule for scoring",
    ),
    advice=Message(
        "能量化的改用数字；不能的写明各档含义，如“好（无差错）、一般（差错1~2处）、差”",
        "use numbers where there are any; or say what each grade means",
    ),
    forms=TARGETS,
)
def ungraded_word(table: TableCase) -> Iterator[Remark]:
    if any(each.indicator.criterion for each in table.measures):
        return
    words = [each.value for each in table.measures if _is_ungraded(each)]
    if words:
        yield remark(count=str(len(words)), words="、".join(dict.fromkeys(words)))
