"""A printed score that no formula in use gives, or that is above its weight."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.evaluation._points import either, of_execution, rounding, within
from jixiao.checks.evaluation._told import achieved, is_explained, is_limit
from jixiao.checks.rule import Cell, Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import EVALUATIONS
from jixiao.scoring.compare import points_in
from jixiao.scoring.formulas import band, is_above_zero, points_of
from jixiao.scoring.told import met_in


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#score",
    title=Message("得分与计分规则不符", "A score that differs from the rule"),
    found=Message("得分 {score}，分值 {weight}", "score {score} of {weight}"),
    required=Message("按{actual}应为 {due}", "by {actual} it is {due}"),
    advice=Message(
        "改为按规则计算的得分；另有扣分的，在偏差原因栏说明",
        "enter the score that follows; give the reason if more was deducted",
    ),
    forms=EVALUATIONS,
    cell=Cell.SCORE,
)
def score_differs_from_rule(table: TableCase) -> Iterator[Remark]:
    if found := of_execution(table):
        yield found
    for measure in table.measures:
        printed, weight = points_in(measure.indicator.score), points_in(measure.indicator.weight)
        if printed is None or weight is None or weight <= 0:
            continue
        if due := _due(measure, printed, weight):
            actual = _actual(measure)
            yield remark(at=measure, score=f"{printed}", weight=f"{weight}", actual=actual, due=due)


def _due(measure: Measure, printed: Decimal, weight: Decimal) -> Message | None:
    """What the score should be; nothing where the printed one can be."""
    if not 0 <= printed <= weight:
        return within(Decimal(0), weight)
    if not measure.bound and (met := met_in(measure.indicator.actual or "")):
        bands = [band(met, weight, method) for method in measure.table.methods]
        return _outside(measure, printed, min(least for least, _ in bands), max(most for _, most in bands))
    due = _computed(measure, weight)
    tolerance = _tolerance(measure, printed, weight)
    if not due or any(abs(printed - each) <= tolerance for each in due):
        return None
    if printed < min(due) and is_explained(measure):
        return None  # a person deducted more, and said why
    return either(due)


def _actual(measure: Measure) -> Message:
    actual = measure.indicator.actual or ""
    return Message(f"完成值“{actual}”", f"the actual “{actual}”")


def _outside(measure: Measure, printed: Decimal, least: Decimal, most: Decimal) -> Message | None:
    if least <= printed <= most or (printed < least and is_explained(measure)):
        return None
    return within(least, most)


def _computed(measure: Measure, weight: Decimal) -> list[Decimal]:
    """The scores that the formulas in use give, where target and actual are numbers."""
    pair = achieved(measure)
    if pair is None or is_above_zero(pair):
        return []
    limit = is_limit(measure, pair)
    # A pass line lowers so much that forms which use one say so: it is not among what is silently in use.
    methods = [each for each in measure.table.methods if each.pass_line is None]
    due = [points_of(pair, weight, method, is_limit=limit) for method in methods]
    return list(dict.fromkeys(points for points in due if points is not None))


def _tolerance(measure: Measure, printed: Decimal, weight: Decimal) -> Decimal:
    """What rounding may hide in a score.

    Full points show no digits: there the finest of the table's other scores tells.
    """
    return rounding(printed, *(_scores(measure.table) if printed == weight else ()))


def _scores(table: TableCase) -> Iterator[Decimal]:
    execution = table.table.execution
    printed = [each.indicator.score for each in table.measures] + ([execution.score] if execution else [])
    yield from (points for each in printed if (points := points_in(each)) is not None)
