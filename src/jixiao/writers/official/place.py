"""Which of the things said stand where in a layout, and which have no place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from jixiao.writers.official.layout import Layout
from jixiao.writers.official.names import holds_amounts, holds_goals
from jixiao.writers.official.picture import FIELD, Mark, Row
from jixiao.writers.official.said import Amount, Said, Texts


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands once in a form, by the first names of its places; amounts that found none are left."""

    texts: Texts
    left: tuple[Amount, ...]


def placed(layout: Layout, said: Said) -> Placed:
    """Each amount in one place; one whose label or heading the form names has no other."""
    marks = [mark for row in (*layout.head, *layout.tail) for mark in row]
    special = frozenset(name for mark in marks for name in mark.names if "@" in name)
    left = list(said.amounts)
    texts = dict(said.fields)
    for mark in marks:
        found = _amount_for(mark, left, special)
        if found is not None:
            texts[mark.names[0]] = found.text
            left.remove(found)
    return Placed(texts, tuple(left))


def _amount_for(mark: Mark, amounts: Sequence[Amount], special: frozenset[str]) -> Amount | None:
    for name in mark.names:
        for amount in amounts:
            if name in amount.names and ("@" in name or not special.intersection(amount.names)):
                return amount
    return None


def shown(layout: Layout) -> frozenset[str]:
    """The fields that have a place outside the rows that repeat."""
    marks = [mark for row in (*layout.head, *layout.heads, *layout.tail) for mark in row]
    in_cells = (name for mark in marks for name in (*mark.names, *mark.inside))
    in_lines = (name for line in (*layout.above, *layout.below) for name in FIELD.findall(line.text))
    return frozenset((*in_cells, *in_lines))


def goal_rows(row: Row, left: list[Texts]) -> Sequence[Texts]:
    """What stands in each repetition of a row of goals; they are taken from those ``left``."""
    said: list[dict[str, str]] = []
    for mark in row:
        of_mark = [goal for goal in left if goal.keys() & set(mark.names) - {"goal.achieved"}]
        for at, goal in enumerate(of_mark):
            left.remove(goal)
            said += [{}] if at == len(said) else []
            said[at] |= goal
    return said


def goals_left(layout: Layout, said: Said) -> list[Texts]:
    left = list(said.goals)
    for row in filter(holds_goals, (*layout.head, *layout.tail)):
        goal_rows(row, left)
    return left


def amount_rows(row: Row, amounts: Sequence[Amount]) -> Iterator[Texts]:
    """What stands in each repetition of a row for other amounts."""
    for same in _by_label([each for each in amounts if can_hold(row, each)]):
        yield {"amount.label": same[0].label, **{each.other: each.text for each in same}}


def can_hold(row: Row, amount: Amount) -> bool:
    return any(amount.other in mark.names for mark in row)


def amounts_lost(layout: Layout, said: Said) -> list[Amount]:
    """The amounts that neither a place of their own nor a row for others can hold."""
    rows = [row for row in (*layout.head, *layout.tail) if holds_amounts(row)]
    return [each for each in placed(layout, said).left if not any(can_hold(row, each) for row in rows)]


def _by_label(amounts: Sequence[Amount]) -> Iterator[list[Amount]]:
    """Amounts of one label together, each time of the year once."""
    for _, same in groupby(amounts, attrgetter("label")):
        row: list[Amount] = []
        for amount in same:
            if any(amount.other == held.other for held in row):
                yield row
                row = []
            row.append(amount)
        yield row
