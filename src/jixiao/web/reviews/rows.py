"""A table as its reviewer sees it: indicators beside last year's, what has changed, what is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.model.difference import Difference, differences, paired
from jixiao.model.indicator import Indicator
from jixiao.model.table import Table
from jixiao.web.reviews.remarks import Placed, Proposal
from jixiao.web.targets import shown


@dataclass(frozen=True, slots=True)
class Said:
    """What belongs to a row, or to the table as a whole: comments there, and proposals to comment."""

    comments: Sequence[Placed] = ()
    proposals: Sequence[Proposal] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """``last_year`` is the same indicator in the earlier table; ``changes`` are since the version before."""

    shown: shown.Row
    said: Said
    last_year: Indicator | None
    changes: tuple[Difference, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What a table is held against."""

    last_year: Table | None = None
    before: Table | None = None
    said: Mapping[int | None, Said] = field(default_factory=dict)


def rows_of(table: Table, rows: Sequence[shown.Row], beside: Beside) -> Iterator[Row]:
    last_year = _last_year(table, beside.last_year)
    changes = _changes(table, beside.before)
    for row in rows:
        here = changes.get(row.place, ())
        edits = tuple(each for each in here if each.field)
        said = beside.said.get(row.place, Said())
        yield Row(row, said, last_year.get(row.place), edits, is_new=len(edits) < len(here))


def other_changes(table: Table, before: Table | None) -> tuple[Difference, ...]:
    """What has changed elsewhere: names, goals, money, and indicators that are gone."""
    if before is None:
        return ()
    return tuple(
        each for each in differences(before, table) if each.part != "indicator" or each.new_place is None
    )


def _last_year(table: Table, earlier: Table | None) -> Mapping[int, Indicator]:
    if earlier is None:
        return {}
    pairs = paired(earlier.indicators, table.indicators)
    return {new: earlier.indicators[old] for old, new in pairs if old is not None and new is not None}


def _changes(table: Table, before: Table | None) -> Mapping[int, Sequence[Difference]]:
    held: dict[int, list[Difference]] = defaultdict(list)
    for each in differences(before, table) if before else ():
        if each.part == "indicator" and each.new_place is not None:
            held[each.new_place].append(each)
    return held
