"""＝0: nothing to score in proportion."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.comparator import Comparator
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@indicator_rule(
    level=Level.NOTE,
    opinion=Opinion.MISMATCH,
    basis="mof/2020-10#score",
    title=Message("指标值等于零", "A target of zero"),
    found=Message("“{value}”无法按完成比例计分", "“{value}” cannot be scored in proportion"),
    required=Message("等于零的指标只能得满分或零分", "a target of zero is scored all or nothing"),
    advice=Message(
        "确需为零的保留，并在评分标准中写明每发生一次扣几分",
        "keep it where zero is meant, and say in the scoring rule what each case costs",
    ),
)
def zero_target(measure: Measure) -> Iterator[Remark]:
    bound = measure.bound
    if bound and bound.comparator is Comparator.EQUAL and bound.number.value == 0:
        yield remark()
