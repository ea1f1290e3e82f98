"""The grid of a form as it is drawn in a layout file: a line for a row, ``|`` between cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """What a picture says of one place: a field, words, or that the cell beside or above goes on.

    ``{basic/total}`` has the names ``basic`` and ``total``: the first that the
    table says stands there. ``{}`` is a field that only a person can fill in.
    """

    text: str

    @cached_property
    def is_field(self) -> bool:
        return FIELD.fullmatch(self.text) is not None

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.text[1:-1].split("/")) if self.is_field else ()

    @cached_property
    def inside(self) -> tuple[str, ...]:
        """The fields within words: （{year}年度）."""
        return () if self.is_field else tuple(FIELD.findall(self.text))


LEFT, ABOVE = Mark("<"), Mark("^")
Row = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the picture by its first place, counted from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Fault(ValueError):
    """What is wrong with a layout file, and in which row of the picture, counted from 0."""

    def __init__(self, zh: str, en: str, row: int | None = None) -> None:
        super().__init__(en)
        self.zh, self.en, self.row = zh, en, row


def rows_of(text: str) -> tuple[Row, ...]:
    """The rows of a picture; blank lines are none.

    >>> [[mark.text for mark in row] for row in rows_of("单位 | {subject} | <")]
    [['单位', '{subject}', '<']]
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(tuple(Mark(cell.strip()) for cell in line.split("|")) for line in lines)


def boxes(rows: Sequence[Row]) -> list[Box]:
    """The cells that begin in the rows, with their spans. Raises `Fault`.

    >>> boxes(rows_of("项目支出 | < | {projects}\\n^ | ^ | "))[0]
    Box(row=0, column=0, rowspan=2, colspan=2)
    """
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, mark in enumerate(row):
            owner[r, c] = _owner(owner, r, c, mark)
            places.setdefault(owner[r, c], []).append((r, c))
    return [_box(held) for held in places.values()]


def _owner(owner: dict[tuple[int, int], tuple[int, int]], r: int, c: int, mark: Mark) -> tuple[int, int]:
    if mark == LEFT:
        return _continued(owner.get((r, c - 1)), r, "<", "左边", "on its left")
    if mark == ABOVE:
        return _continued(owner.get((r - 1, c)), r, "^", "上边", "above it")
    return r, c


def _continued(found: tuple[int, int] | None, row: int, sign: str, zh: str, en: str) -> tuple[int, int]:
    if found is None:
        raise Fault(f"“{sign}”的{zh}没有单元格", f"there is no cell {en} that {sign} could continue", row)
    return found


def _box(places: Sequence[tuple[int, int]]) -> Box:
    first, last = places[0], places[-1]
    box = Box(*first, last[0] - first[0] + 1, last[1] - first[1] + 1)
    if box.rowspan * box.colspan != len(places) or last[1] < first[1]:
        raise Fault("合并的单元格不是矩形", "a merged cell is no rectangle", first[0])
    return box
