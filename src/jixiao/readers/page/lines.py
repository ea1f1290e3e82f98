"""From characters to lines, and from the lines of a cell to its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from operator import itemgetter, sub

from jixiao.readers.page.shapes import Glyph, Line

_TOGETHER = re.compile(
    r"[（“‘《〈【〔]*(?:[!-~]+.?|.)[，。；：、！？）”’》〉】〕%％]*"
)  # what a line end may not part
_LEVEL = 0.35  # of its height, by which a character may stand lower than its neighbours
# What lies between two characters, in ems: words apart, anything apart, another text.
_WORDS, _FREE, _APART = 0.18, 0.6, 2.2
_TOUCHING = 0.02  # ems by which a character may run into the next and is no second print of it
_BASE = itemgetter(5)

Places = Sequence[float]


def lines_of(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """Lines from top to bottom, each from left to right."""
    found = list(glyphs)
    bases = list(map(_BASE, found))
    if found and bases.count(bases[0]) == len(found) and (line := _plain_line(found)):
        return (line,)
    return tuple(map(_line, rows_of(found)))


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters of each line."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    base = -inf
    for glyph in sorted(glyphs, key=_BASE):
        if glyph.base - base < _LEVEL * (glyph.bottom - glyph.top):
            row.append(glyph)
        elif glyph.text != " ":
            row = [glyph]
            rows.append(row)
            base = glyph.base
    return rows


def _line(row: list[Glyph]) -> Line:
    row.sort()
    plain = _plain_line(row)
    if plain:
        return plain
    lefts, tops, rights, bottoms, _, _ = zip(*(g for g in row if g.text != " "), strict=True)
    em = _em(lefts, tops, rights, bottoms)
    return Line(lefts[0], min(tops), max(rights), max(bottoms), _joined(row, em), em)


def _plain_line(row: Sequence[Glyph]) -> Line | None:
    """The line of characters that stand in order without white between them, as in most cells."""
    lefts, tops, rights, bottoms, characters, _ = zip(*row, strict=True)
    if " " in characters:
        return None
    em = _em(lefts, tops, rights, bottoms)
    gaps = list(map(sub, lefts[1:], rights)) or [0.0]
    if min(gaps) < -_TOUCHING * em or max(gaps) > _WORDS * em:
        return None
    return Line(lefts[0], min(tops), max(rights), max(bottoms), "".join(characters), em)


def _em(lefts: Places, tops: Places, rights: Places, bottoms: Places) -> float:
    """The height of all characters; of unequal ones, the width of the widest, within the greatest height."""
    height = bottoms[0] - tops[0]
    if tops.count(tops[0]) == bottoms.count(bottoms[0]) == len(tops):
        return height
    widest: float = max(height, *map(sub, rights, lefts))
    highest: float = max(map(sub, bottoms, tops))
    return min(widest, highest)


def _joined(row: Sequence[Glyph], em: float) -> str:
    """The characters with a blank where one is printed or left free, a tab where much is."""
    parts: list[str] = []
    before: Glyph | None = None
    blank = False
    for glyph in row:
        if glyph.text == " ":
            blank = True
            continue
        if before is not None:
            if _is_printed_twice(before, glyph):
                continue
            gap = glyph.left - before.right
            if blank or gap > _WORDS * em:
                parts.append(_between(before, glyph, gap / em, blank=blank))
        parts.append(glyph.text)
        before, blank = glyph, False
    return "".join(parts)


def _is_printed_twice(before: Glyph, glyph: Glyph) -> bool:
    """Bold that is made by printing a character again beside itself."""
    return glyph.text == before.text and glyph.left - before.left < 0.3 * (before.right - before.left)


def _between(before: Glyph, glyph: Glyph, gap: float, *, blank: bool) -> str:
    if gap > _APART:
        return "\t"
    if blank or gap > _FREE:
        return " "
    words = (before.text + glyph.text).isascii() and before.text.isalnum() and glyph.text.isalnum()
    return " " if words else ""


def text_of(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a cell between these edges.

    A line that was full goes on in the next one: Chinese joins, Latin words
    keep one blank. One that ended early was ended by its writer.
    """
    if not lines:
        return ""
    text = lines[0].text
    for line, following in pairwise(lines):
        if not is_full(line, following, left, right):
            text += "\n"
        elif _is_word(text) and _is_word_after(following.text):
            text += " "
        text += following.text
    return text.replace("\t", " ")


def is_full(line: Line, following: Line, left: float, right: float, margin: float = 2.4) -> bool:
    """Whether the first word of the next line had no place on this one.

    ``margin`` is what a cell keeps free at its sides, in ems.
    """
    word = _TOGETHER.match(following.text)
    need = _width(word[0], line.em) if word else line.em
    free = (right - left) - (line.right - line.left)
    return free < need + margin * line.em


def _width(word: str, em: float) -> float:
    return sum(em * 0.55 if char < "\x7f" else em for char in word)


def _is_word(text: str) -> bool:
    return bool(re.search(r"[A-Za-z][,.;:!?)]*$|[a-z]{2}[0-9]+$", text))


def _is_word_after(text: str) -> bool:
    return bool(re.match(r"[A-Za-z]", text))
