"""A class has more or fewer points than the form gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from jixiao.checks.case import TableCase
from jixiao.checks.names import Head, head_of
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.weights._points import Weighed, added, execution_of, weighed
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.number import half_width
from jixiao.model.opinion import Opinion
from jixiao.model.table import Form
from jixiao.regulations.regulation import Weights
from jixiao.scoring.compare import points_in
from jixiao.scoring.weights import CLOSE, class_of, said, split_of

_PRINTED = re.compile(r"\((\d+(?:\.\d+)?)分?\)")
Points = Mapping[str, Decimal]


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.OTHER,
    basis="mof/2020-10#weights",
    title=Message("一级指标的分值不符", "A class has other points than prescribed"),
    found=Message("{first}{second}", "{first}{second}"),
    required=Message("一级指标的分值按规定分配", "the classes should have the points prescribed"),
    advice=Message(
        "按规定的比例调整；经同意另定分值的，加以说明",
        "share the points as prescribed, or say on whose consent they are shared otherwise",
    ),
    gives_way_to=("weights-do-not-add-up",),
)
def class_weight_differs(case: TableCase) -> Iterator[Remark]:
    held = weighed(case)
    if len(held) < len(case.measures) or not held:
        return
    if printed := _printed(held):
        differing = _differing(printed, _totals(held, printed))
    else:
        found = [_differing(each, _totals(held, each)) for each in _prescribed(case, held)]
        differing = min(found, key=len, default=[])
    if differing:
        first, *others = map(_told, differing)
        second = Message(f"、{others[0].zh}", f", {others[0].en}") if others else ""
        yield remark(first=first, second=second)


def _printed(held: Weighed) -> Points:
    """The points that the cells of the first level print themselves: 产出指标（50分）."""
    levels = {each.indicator.level1: _PRINTED.search(half_width(each.indicator.level1)) for each, _ in held}
    return {level1: points for level1, found in levels.items() if found and (points := points_in(found[1]))}


def _is_national(held: Weighed) -> bool:
    heads = {head_of(each.indicator.level1) for each, _ in held}
    return heads <= {Head.OUTPUT, Head.BENEFIT, Head.SATISFACTION, Head.COST}


def _prescribed(case: TableCase, held: Weighed) -> Iterator[Points]:
    """The splits in force that fit the table's classes; none where the issuer leaves the split free."""
    nearest, total = case.in_force.weights, added(held)
    if case.is_unit or (nearest and not nearest[0].points) or not _is_national(held):
        return
    targets = case.document.regulations.in_force(Form.PROJECT_TARGETS, case.year, case.region).weights
    heads = {head_of(each.indicator.level1) for each, _ in held}
    execution = execution_of(case)
    for each in (*nearest, *targets):
        if not each.is_verified and not any(_follows(table, each) for table in case.document.projects):
            continue
        fits = abs(each.total - total) <= CLOSE and execution in (
            None,
            each.execution,
            Decimal(100) - each.total,
        )
        if fits and ("成本" not in each.points or Head.COST in heads):
            yield split_of(each, (measure.indicator.level1 for measure, _ in held))


def _follows(case: TableCase, weights: Weights) -> bool:
    """Whether a table shares its points so: what no text confirms holds where others show it."""
    held = weighed(case)
    if not held or len(held) < len(case.measures):
        return False
    return not _differing(weights.points, _totals(held, weights.points))


def _totals(held: Weighed, wanted: Points) -> Points:
    """The points of each class that is asked for."""
    totals = dict.fromkeys(wanted, Decimal(0))
    for measure, points in held:
        if key := class_of(measure.indicator.level1, wanted):
            totals[key] += points
    return totals


class _Differing(NamedTuple):
    level1: str
    total: Decimal
    wanted: Decimal


def _differing(wanted: Points, totals: Points) -> list[_Differing]:
    return [
        _Differing(half_width(level1).partition("(")[0].removesuffix("指标"), totals[level1], points)
        for level1, points in wanted.items()
        if abs(totals[level1] - points) > CLOSE
    ]


def _told(differing: _Differing) -> Message:
    level1, total, wanted = differing.level1, said(differing.total), said(differing.wanted)
    return Message(f"{level1}{total}分（应为{wanted}）", f"{level1} {total} (should be {wanted})")
