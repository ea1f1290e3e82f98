"""＞ where ≥ is the custom."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.direction._sign import with_sign
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.comparator import Comparator
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@indicator_rule(
    level=Level.NOTE,
    opinion=Opinion.MISMATCH,
    basis="mof/practice#direction",
    title=Message("用了大于号", "Strictly greater"),
    found=Message(
        "“{value}”不含等于，刚好达到也算没有完成",
        "“{value}” excludes equal: reaching it exactly would be missed",
    ),
    required=Message("指标值通常用“≥”", "targets usually have ≥"),
    advice=Message(
        "确实要超过这个数的保留，否则改成“≥”", "keep it if more is really meant, otherwise write ≥"
    ),
    gives_way_to=("floor-on-something-to-limit",),
)
def strictly_greater(measure: Measure) -> Iterator[Remark]:
    bound = measure.bound
    if bound and bound.comparator is Comparator.ABOVE and bound.number.value != 0:
        yield remark(correction=with_sign(measure, "≥"))
