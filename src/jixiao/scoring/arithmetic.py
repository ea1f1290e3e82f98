"""The lines of arithmetic of a trail: 10 × 260 ÷ 280 = 9.29."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.model.indicator import Indicator
from jixiao.model.number import Number
from jixiao.model.target import Bound, Range
from jixiao.model.unit import Unit
from jixiao.regulations.method import Method, Way
from jixiao.scoring.compare import paired
from jixiao.scoring.execution import Money
from jixiao.scoring.formulas import Met, completion_of, edges_of, is_met, rounded, step_of
from jixiao.scoring.money import percent
from jixiao.scoring.outcome import Outcome
from jixiao.scoring.pair import Pair
from jixiao.scoring.rows import Row, is_limit, met_of, pair_of
from jixiao.scoring.rules import Rules
from jixiao.scoring.weights import said

_ZERO, _ONE = Decimal(0), Decimal(1)


def row_steps(row: Row, outcome: Outcome, rules: Rules) -> Iterator[str]:
    """How the points of an indicator follow; a date in time and points by hand have no arithmetic."""
    indicator, weight = row.indicator, row.weight.counted or _ZERO
    target, actual, due = indicator.target, indicator.actual or "", said(_due(outcome))
    if outcome.way is Way.GRADED:
        yield from _edges(weight, met_of(indicator, actual) or Met.PARTLY, rules.method)
    elif outcome.way is Way.SATISFACTION_STEPS and isinstance(target, Bound):
        pair = paired(target, actual)
        yield from _by_steps(pair, weight, due, rules.method) if pair else ()
    elif isinstance(target, Range):
        yield from _of_range(indicator, target, outcome, weight, rules)
    elif isinstance(target, Bound) and (pair := _shown(target.number, target.unit, target, actual)):
        yield from _of_formula(pair, outcome, weight, rules.method, limit=is_limit(indicator, pair, rules))


def execution_steps(money: Money, outcome: Outcome, rules: Rules) -> Iterator[str]:
    """The rate, and what it earns."""
    rate, steps = money.rate or _ZERO, rules.method.execution
    executed, budget = money.spent.executed, money.budget
    if executed and budget:
        yield f"{executed.source.text} ÷ {budget.source.text} = {percent(rate)}"
    share = step_of(min(rate, _ONE), steps) if steps else min(rate, _ONE)
    yield f"{said(money.weight)} × {percent(share)} = {said(_due(outcome))}"


def deduction_steps(outcome: Outcome, points: Decimal) -> Iterator[str]:
    """The points less a deduction; they may be used up."""
    if outcome.due is None:
        return
    rest = outcome.due - points
    yield f"{said(outcome.due)} − {said(points)}{f' = {said(rest)}' if rest >= _ZERO else ' < 0: 0'}"


def _due(outcome: Outcome) -> Decimal:
    points = outcome.due if outcome.due is not None else outcome.most
    return points if points is not None else _ZERO


def _edges(weight: Decimal, met: Met, method: Method) -> Iterator[str]:
    """The edges of the band, the lower one first."""
    for share in edges_of(met, method):
        yield f"{said(weight)} × {percent(share)} = {said(rounded(weight * share, method))}"


def _by_steps(pair: Pair, weight: Decimal, due: str, method: Method) -> Iterator[str]:
    share = percent(step_of(pair.actual, method.satisfaction))
    yield f"{percent(pair.actual)}: {said(weight)} × {share} = {due}"


def _of_range(
    indicator: Indicator, target: Range, outcome: Outcome, weight: Decimal, rules: Rules
) -> Iterator[str]:
    limit, actual = rules.is_limit(indicator), indicator.actual or ""
    low, high = (
        _shown(number, target.unit, Bound(None, number, target.unit), actual)
        for number in (target.low, target.high)
    )
    if low is None or high is None:
        return
    if low.target <= low.actual <= high.target:
        yield f"{_fine(low.target)} ≤ {_fine(low.actual)} ≤ {_fine(high.target)}: {said(_due(outcome))}"
        return
    yield from _of_formula(high if limit else low, outcome, weight, rules.method, limit=limit)


def _shown(number: Number, unit: Unit, target: Bound, actual: str) -> Pair | None:
    """Target and actual in the unit in which the target is printed: 95 for 95%."""
    pair = pair_of(target, actual)
    return pair._replace(target=number.value, actual=pair.actual / unit.scale) if pair else None


def _of_formula(
    pair: Pair, outcome: Outcome, weight: Decimal, method: Method, *, limit: bool
) -> Iterator[str]:
    is_below = limit or not pair.target
    target, actual, due = _fine(pair.target), _fine(pair.actual), said(_due(outcome))
    if is_met(pair, is_limit=limit):
        yield f"{actual} {'≤' if is_below else '≥'} {target}: {due}"
    elif outcome.way is Way.ALL_OR_NOTHING:
        yield f"{actual} {'>' if is_below else '<'} {target}: 0"
    else:
        yield from _pro_rata(pair, outcome.way, weight, due, method)


def _pro_rata(pair: Pair, way: Way, weight: Decimal, due: str, method: Method) -> Iterator[str]:
    target, actual = _fine(pair.target), _fine(pair.actual)
    share = {
        Way.RATIO: f"{actual} ÷ {target}",
        Way.LINE: f"1 − ({actual} − {target}) ÷ {target}",
        Way.INVERSE: f"{target} ÷ {actual}",
    }[way]
    completion, line = completion_of(pair, way), method.pass_line
    if completion < _ZERO:
        yield f"{share} < 0: 0"
    elif line is None:
        yield f"{said(weight)} × {f'({share})' if way is Way.LINE else share} = {due}"
    elif completion < line:
        yield f"{share} = {percent(completion)} < {percent(line)}: 0"
    else:
        yield f"{share} = {percent(completion)}"
        above = f"({percent(completion)} − {percent(line)}) ÷ (100% − {percent(line)})"
        yield f"{said(weight)} × {above} = {due}"


def _fine(number: Decimal) -> str:
    """A number in arithmetic; what another unit makes of it is cut off after four decimals."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
