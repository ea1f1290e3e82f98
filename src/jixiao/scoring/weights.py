"""The weights of a table's rows: as printed, of whole groups, or spread where the form prints none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from jixiao.model.indicator import Indicator
from jixiao.model.table import Table
from jixiao.regulations.regulation import InForce, Weights
from jixiao.scoring.compare import points_in
from jixiao.scoring.told import is_not_applicable

CLOSE = Decimal("0.05")  # 33.3 three times, or 11.11 nine times
HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_ZERO = Decimal(0)
_SHARE = Decimal("1.001")  # weights that add up to less are shares of one: 0.05
_MOST = Decimal(50)  # points of the execution; more are those of the whole table
_USUAL = Decimal(90)  # where no regulation speaks of the form: 10 for the budget's execution

Split = Mapping[str, Decimal]


class Weight(NamedTuple):
    """The weight of a row: as the form prints it, in hundredths of the whole, and what counts."""

    printed: Decimal | None
    counted: Decimal | None
    steps: tuple[str, ...] = ()

    def scaled(self, points: Decimal | None) -> Decimal | None:
        """Printed points of the row, brought to the weight that counts."""
        if points is None or self.printed == self.counted or not self.printed or self.counted is None:
            return points
        return (points * self.counted / self.printed).quantize(_CENT)


class Weighing(NamedTuple):
    """The weights of a table.

    ``split`` is what they were spread by where the form prints none, ``added``
    the sum of printed ones that do not fit.
    """

    rows: tuple[Weight, ...]
    execution: Decimal | None
    split: Weights | None = None
    added: Decimal | None = None


def weigh(table: Table, in_force: InForce) -> Weighing:
    """The weights that count; what does not apply has none, and the others are scaled up to the same sum."""
    found = _weighed(table, in_force)
    gone = [is_dropped(each) for each in table.indicators]
    return found._replace(rows=_without(found.rows, gone)) if any(gone) else found


def is_dropped(indicator: Indicator) -> bool:
    """Whether the form says 不适用 of an indicator: in its target, its actual or its score."""
    return (
        is_not_applicable(indicator.actual)
        or is_not_applicable(indicator.score)
        or is_not_applicable(indicator.printed)
    )


def printed_weights(table: Table) -> list[Decimal | None]:
    """As printed; shares of one are brought to a hundred, and less than nothing is no weight."""
    found = [points_in(each.weight) for each in table.indicators]
    held = [each if each is None or each >= 0 else None for each in found]
    scale = 0 < sum(each for each in held if each) <= _SHARE
    return [each * HUNDRED if each is not None else None for each in held] if scale else held


def execution_weight(table: Table) -> Decimal | None:
    """The points of the budget's execution, where the form prints them beside the money."""
    points = points_in(table.execution.weight) if table.execution else None
    return points if points and 0 < points <= _MOST else None


def has_rate_as_indicator(table: Table) -> bool:
    return any("执行率" in each.level3 for each in table.indicators)


def totals_of(table: Table, in_force: InForce) -> tuple[Decimal, ...]:
    """What the indicators' weights may add up to: less than a hundred when execution has its own points."""
    if execution := execution_weight(table):
        # Where the rate is an indicator too, its points may be the same ones, printed again.
        is_again = has_rate_as_indicator(table)
        return (HUNDRED - execution, HUNDRED) if is_again else (HUNDRED - execution,)
    known = [each.total for each in in_force.weights] or [_USUAL]
    return tuple(dict.fromkeys([*known, HUNDRED]))


def adds_up(total: Decimal, totals: Iterable[Decimal]) -> bool:
    return any(abs(total - right) <= CLOSE for right in totals)


def groups_of(indicators: Sequence[Indicator], weights: Sequence[Decimal | None]) -> list[list[int]]:
    """Rows in a line that share second level and weight, by their places."""
    keys = [(each.level1, each.level2, weight) for each, weight in zip(indicators, weights, strict=True)]
    return [list(places) for _, places in groupby(range(len(keys)), key=lambda place: keys[place])]


def are_groups(table: Table, weights: Sequence[Decimal | None], totals: Sequence[Decimal]) -> bool:
    """Whether weights are those of whole second levels, printed once and read into each of their rows."""
    once = sum((weights[group[0]] or _ZERO for group in groups_of(table.indicators, weights)), _ZERO)
    added = sum((each or _ZERO for each in weights), _ZERO)
    return not adds_up(added, totals) and adds_up(once, totals)


def class_of(level1: str, wanted: Iterable[str]) -> str:
    """Which class of a split a first level is; costs without points of their own are outputs."""
    return _class_of(level1, tuple(wanted))


@lru_cache(maxsize=1024)  # forms have few first levels, and splits are fewer
def _class_of(level1: str, keys: tuple[str, ...]) -> str:
    has_cost = any("成本" in name for name in keys)
    name = "产出" if "成本" in level1 and "产出" in keys and not has_cost else level1
    return next((each for each in keys if each == name or _names(each, name)), "")


def _names(key: str, level1: str) -> bool:
    return any(part in level1 for part in key.split("+"))


def split_of(weights: Weights, level1s: Iterable[str]) -> Split:
    """The split for a table with these first levels: a class it lacks may give its points to another."""
    held = {class_of(each, weights.points) for each in level1s}
    points = dict(weights.points)
    for name, heir in weights.moved.items():
        if name not in held and name in points and heir in points:
            points[heir] += points.pop(name)
    return points


def even(total: Decimal, count: int) -> list[Decimal]:
    """A sum in equal parts to the cent; the last one takes the rest.

    >>> even(Decimal(50), 3)
    [Decimal('16.66'), Decimal('16.66'), Decimal('16.68')]
    """
    part = (total / count).quantize(_CENT, ROUND_DOWN)
    return [part] * (count - 1) + [total - part * (count - 1)]


def _weighed(table: Table, in_force: InForce) -> Weighing:
    printed = printed_weights(table)
    if not any(each is not None for each in printed):
        return _spread(table, in_force)
    totals = totals_of(table, in_force)
    added = sum((each for each in printed if each is not None), _ZERO)
    execution = _execution(table, in_force, added)
    if adds_up(added, totals):
        return Weighing(tuple(Weight(each, each) for each in printed), execution)
    if are_groups(table, printed, totals):
        return Weighing(tuple(_of_groups(table, printed)), execution)
    return Weighing(tuple(Weight(each, each) for each in printed), execution, added=added)


def _execution(table: Table, in_force: InForce, added: Decimal) -> Decimal | None:
    """The weight of the execution: as printed, or what is prescribed where the indicators leave room.

    Where the rate is an indicator too and all add up to a hundred, it counts once.
    """
    if printed := execution_weight(table):
        return None if adds_up(added, (HUNDRED,)) and has_rate_as_indicator(table) else printed
    usual = usual_execution(in_force)
    return usual if usual and added + usual <= HUNDRED + CLOSE else None


def usual_execution(in_force: InForce) -> Decimal | None:
    points = next((each.execution for each in (*in_force.weights, *in_force.usual)), None)
    return points or None


def _of_groups(table: Table, printed: Sequence[Decimal | None]) -> Iterator[Weight]:
    for places in groups_of(table.indicators, printed):
        whole = printed[places[0]]
        if whole is None:
            yield from (Weight(None, None) for _ in places)
            continue
        # Scores may be those of the group too, or of each row.
        once = len({table.indicators[place].score for place in places}) == 1
        for part in even(whole, len(places)):
            yield Weight(whole if once else part, part, _divided(whole, len(places), part))


def _spread(table: Table, in_force: InForce) -> Weighing:
    levels = [each.level1 for each in table.indicators]
    has_cost = any("成本" in level for level in levels)
    weights = next((each for each in in_force.usual if each.has_cost in (None, has_cost)), None)
    if weights is None:
        return Weighing(tuple(Weight(None, None) for _ in levels), execution_weight(table))
    split = split_of(weights, levels)
    classes = [class_of(level, split) for level in levels]
    parts = {name: _parts(points, classes.count(name)) for name, points in split.items()}
    rows = tuple(next(parts[name]) if name else Weight(None, None) for name in classes)
    execution = execution_weight(table) or weights.execution or None
    return Weighing(rows, execution, split=weights if rows else None)


def _parts(points: Decimal, count: int) -> Iterator[Weight]:
    for part in even(points, count) if count else ():
        yield Weight(None, part, _divided(points, count, part))


def _divided(whole: Decimal, count: int, part: Decimal) -> tuple[str, ...]:
    return (f"{said(whole)} ÷ {count} = {said(part)}",) if count > 1 else ()


def _without(rows: Sequence[Weight], gone: Sequence[bool]) -> tuple[Weight, ...]:
    """Those that apply, scaled up to the sum of all; the last one takes what rounding leaves."""
    total = sum((each.counted for each in rows if each.counted), _ZERO)
    kept = [place for place, each in enumerate(rows) if each.counted is not None and not gone[place]]
    rest = sum((rows[place].counted or _ZERO for place in kept), _ZERO)
    found = [each._replace(counted=None) if gone[place] else each for place, each in enumerate(rows)]
    if not rest:
        return tuple(found)
    counted = [((rows[place].counted or _ZERO) * total / rest).quantize(_CENT) for place in kept[:-1]]
    counted.append(total - sum(counted, _ZERO))
    for place, points in zip(kept, counted, strict=True):
        found[place] = _scaled(rows[place], points, f"{said(total)} ÷ {said(rest)}")
    return tuple(found)


def _scaled(weight: Weight, points: Decimal, factor: str) -> Weight:
    step = f"{said(weight.counted or _ZERO)} × {factor} = {said(points)}"
    return weight._replace(counted=points, steps=(*weight.steps, step))


def said(points: Decimal) -> str:
    """Points as people write them: 10, 7.5.

    >>> said(Decimal("10.0")), said(Decimal("7.50")), said(Decimal("100"))
    ('10', '7.5', '100')
    """
    return f"{points.normalize():f}"
