"""Which rulings belong to one table: those that touch, directly or through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jixiao.readers.page.shapes import Ruling, Rulings

_TOUCH = 4.0  # points: how far a ruling may end before the one that it meets
_MOST = 4_000  # rulings of one direction on one page; a drawing has more
_LEAST = 3  # rulings that stand side by side, to be the only row of a table on a page


def groups(rulings: Rulings) -> Iterator[Rulings]:
    """The rulings of each table; those that meet no other are left out.

    Of a row alone whose outer borders are not drawn, all are ``down``.
    """
    across, down = rulings
    if not down or max(len(across), len(down)) > _MOST:
        return
    sets = _Sets(len(across) + len(down))
    for i, k in _touching(across, down):
        sets.join(i, len(across) + k)
    found: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate(across):
        found[sets.root(i)][0].append(line)
    for k, line in enumerate(down):
        found[sets.root(len(across) + k)][1].append(line)
    for first, second in found.values():
        if first and second:
            yield Rulings(tuple(first), tuple(second))
    yield from _alone([second[0] for first, second in found.values() if not first])


def _alone(down: Sequence[Ruling]) -> Iterator[Rulings]:
    """Rulings that begin at one height and end at one."""
    rows: dict[tuple[int, int], list[Ruling]] = defaultdict(list)
    for ruling in down:
        rows[round(ruling.start), round(ruling.end)].append(ruling)
    for row in rows.values():
        if len(row) >= _LEAST:
            yield Rulings((), tuple(row))


def _touching(across: tuple[Ruling, ...], down: tuple[Ruling, ...]) -> Iterator[tuple[int, int]]:
    for i, (position, start, end) in enumerate(across):
        for k, other in enumerate(down):
            if other.position > end + _TOUCH:
                break
            if (
                other.position >= start - _TOUCH
                and other.start <= position + _TOUCH
                and other.end >= position - _TOUCH
            ):
                yield i, k


class _Sets:
    """Disjoint sets of numbers."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, at: int) -> int:
        while self._parents[at] != at:
            self._parents[at] = self._parents[self._parents[at]]
            at = self._parents[at]
        return at

    def join(self, first: int, second: int) -> None:
        self._parents[self.root(first)] = self.root(second)
