"""The weights of a table add up to neither what the form asks nor a hundred."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.weights._points import added, adds_up, execution_of, totals_of, weighed
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.scoring.weights import said


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#weights",
    title=Message("分值合计不符", "The weights do not add up"),
    found=Message("各指标分值合计{total}分", "the weights add up to {total}"),
    required=Message("应为{wanted}分{apart}", "they should make {wanted}{apart}"),
    advice=Message("核对各指标的分值，调整到规定的合计数", "go over the weights until they add up"),
)
def weights_do_not_add_up(case: TableCase) -> Iterator[Remark]:
    held = weighed(case)
    if held and not adds_up(case, added(held)):
        yield remark(total=said(added(held)), wanted=said(totals_of(case)[-1]), apart=_apart(case))


def _apart(case: TableCase) -> Message:
    """What the points of the budget's execution have to do with it."""
    if execution := execution_of(case):
        return Message(
            f"（预算执行率另占{said(execution)}分）", f", beside {said(execution)} for the execution"
        )
    *less, _ = totals_of(case)
    return Message(
        f"；预算执行率另计分的，为{'或'.join(map(said, less))}分",
        f", or {' or '.join(map(said, less))} with the execution apart",
    )
