"""What differs between two versions of a table, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from jixiao.model.indicator import Indicator
from jixiao.model.number import plain
from jixiao.model.table import Fund, Table

_NAMES = ("title", "year", "subject", "unit", "department")
#: What a row of indicators says, cell by cell, by the names of its members.
FIELDS = (
    "level1",
    "level2",
    "level3",
    "printed",
    "weight",
    "actual",
    "score",
    "reason",
    "criterion",
    "chance",
    "remark",
    "expected",
)


class Change(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell, or one whole row, that is not the same.

    ``part`` is what it belongs to: a name of the form (``subject``), ``goal``,
    ``fund`` or ``indicator``. ``row`` is what a person calls the row (an
    indicator's name, an amount's label), ``field`` the cell in it, "" for a
    row that came or went; then ``before`` or ``after`` tells the row in short.
    ``old_place`` and ``new_place`` count its rows from 0.
    """

    change: Change
    part: str
    row: str
    field: str
    before: str
    after: str
    old_place: int | None = None
    new_place: int | None = None


def differences(before: Table, after: Table) -> tuple[Difference, ...]:
    """All that differs, in the order of the form. White space and width of signs do not count.

    Rows of indicators are told by class and name; a row in whose place another
    stands is the same row with another name.
    """
    return (
        *_of_names(before, after),
        *_of_goals(before, after),
        *_of_funds(before.funds, after.funds),
        *_of_indicators(before.indicators, after.indicators),
    )


def _cell(part: str, row: str, field: str, old: str, new: str, *places: int | None) -> Iterator[Difference]:
    if plain(old) != plain(new):
        yield Difference(Change.CHANGED, part, row, field, old, new, *places)


def _of_names(before: Table, after: Table) -> Iterator[Difference]:
    for name in _NAMES:
        old, new = (str(getattr(each, name) or "") for each in (before, after))
        yield from _cell(name, "", name, old, new)


def _of_goals(before: Table, after: Table) -> Iterator[Difference]:
    for place, (old, new) in enumerate(zip_longest(before.goals, after.goals)):
        texts = (old.text if old else ""), (new.text if new else "")
        yield from _cell("goal", "", "text", *texts, place if old else None, place if new else None)


def _of_funds(before: Sequence[Fund], after: Sequence[Fund]) -> Iterator[Difference]:
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        label = (now or was or before[0]).label
        amounts = (f"{was.yuan:f}" if was else ""), (f"{now.yuan:f}" if now else "")
        if was is None or now is None or was.yuan != now.yuan:
            change = Change.CHANGED if was and now else Change.ADDED if now else Change.REMOVED
            yield Difference(change, "fund", label, key[1], *amounts)


def _by_key(funds: Sequence[Fund]) -> dict[tuple[str, str, str, int], Fund]:
    """By item, column and label; a form may print a label twice."""
    found: dict[tuple[str, str, str, int], Fund] = {}
    for fund in funds:
        key = (fund.item.value, fund.column.value, plain(fund.label))
        again = sum(1 for held in found if held[:3] == key)
        found[*key, again] = fund
    return found


def _of_indicators(before: Sequence[Indicator], after: Sequence[Indicator]) -> Iterator[Difference]:
    for old, new in paired(before, after):
        was = before[old] if old is not None else None
        now = after[new] if new is not None else None
        if was and now:
            for field in FIELDS:
                texts = [str(getattr(each, field) or "") for each in (was, now)]
                yield from _cell("indicator", now.level3, field, texts[0], texts[1], old, new)
        elif now:
            yield Difference(Change.ADDED, "indicator", now.level3, "", "", _told(now), None, new)
        elif was:
            yield Difference(Change.REMOVED, "indicator", was.level3, "", _told(was), "", old, None)


def _told(row: Indicator) -> str:
    return " · ".join(filter(None, (row.level1, row.level2, row.level3, row.printed)))


def paired(
    before: Sequence[Indicator], after: Sequence[Indicator]
) -> Iterator[tuple[int | None, int | None]]:
    """Rows that belong together, in the order they stand in now, removed ones where they stood."""
    same = _moved(before, after)
    matcher = SequenceMatcher(
        None, [_key(each) for each in before], [_key(each) for each in after], autojunk=False
    )
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(old_start, old_end), range(new_start, new_end), strict=True)
            continue
        old = [place for place in range(old_start, old_end) if place not in same.values()]
        new = [place for place in range(new_start, new_end) if place not in same]
        yield from ((same[place], place) for place in range(new_start, new_end) if place in same)
        yield from zip_longest(old, new)


def _moved(before: Sequence[Indicator], after: Sequence[Indicator]) -> dict[int, int]:
    """New place to old place of rows that only stand elsewhere: their key is there once, before and after."""
    old, new = _once(before), _once(after)
    return {new[key]: old[key] for key in new.keys() & old.keys()}


def _once(rows: Sequence[Indicator]) -> dict[tuple[str, str, str], int]:
    """The places of the rows whose key no other row has."""
    keys = [_key(each) for each in rows]
    counted = Counter(keys)
    return {key: place for place, key in enumerate(keys) if counted[key] == 1}


def _key(row: Indicator) -> tuple[str, str, str]:
    return plain(row.level1), plain(row.level2), plain(row.level3)
