"""The characters of a page with their boxes."""

from __future__ import annotations

import re
import sys
from collections import Counter, deque
from collections.abc import Iterable
from ctypes import byref, c_double, c_float, c_ushort, memset
from functools import cache
from itertools import repeat
from math import pi
from typing import Any

from jixiao.readers.page.shapes import Glyph
from jixiao.readers.pdf.library import direct, pdfium
from jixiao.readers.pdf.turned import Sides, Turn

_SAMPLED = 24  # characters that tell how the text is turned
_PROBED = 100  # characters that tell whether their codes mean anything
_BLANK = re.compile("[\t\xa0\u3000]")
_NO_CHARACTER = re.compile("[\0-\x08\x0a-\x1f\ud800-\udfff\ufffd-\uffff]")
_CHINESE = re.compile("[\u2e80-\u9fff]")
_MEANS_NOTHING = re.compile(
    "[\0\1\3-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd-\uffff]"  # PDFium tells a hyphen at a line end as 2
    "|(?![×÷·°±§«»¥£©®²³¼½¾µ¶´¨¯¸\xa0\xad])[\x7f-\u024f]"
)
_HALF = "\ud800"
_AT_ONCE = 2_048  # boxes

_Reach = tuple[float, float, float]


def direction(text: Any, characters: str) -> int:
    """How many quarter turns counter-clockwise most of the text is written at; blanks have no angle."""
    angle_of = direct("FPDFText_GetCharAngle", c_float)
    inked = [i for i in _sample(len(characters), _SAMPLED) if characters[i] > " "]
    turns: Counter[int] = Counter()
    for angle, often in Counter(map(angle_of, repeat(byref(text.contents)), inked)).items():
        turns[round(-angle / (pi / 2)) % 4] += often
    return turns.most_common(1)[0][0] if turns else 0


def is_garbled(text: Any, characters: str) -> bool:
    """Whether many codes lead to no character: an embedded font without its table of characters.

    Its codes are then taken for what they would be in Latin: control characters,
    accented letters. Nothing of either stands on a page of Chinese.
    """
    probed = _sample(len(characters), _PROBED)
    unsure = (i for i in probed if not _CHINESE.match(characters[i]))
    fails, page = direct("FPDFText_HasUnicodeMapError"), byref(text.contents)
    bad: int = sum(bool(_MEANS_NOTHING.match(characters[i])) or fails(page, i) == 1 for i in unsure)
    return bad > len(probed) * 0.2


def _sample(count: int, most: int) -> range:
    return range(0, count, max(count // most, 1))


def characters_of(text: Any, count: int) -> str:
    """One character for each place on the page, asked at one stroke unless some are told as more or fewer."""
    units = (c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, units) == count + 1:
        found = bytes(units)[:-2].decode("utf-16-le", "surrogatepass")
        return found if len(found) == count else "".join(map(_in_two_places, found))
    codes = (pdfium.FPDFText_GetUnicode(text, index) for index in range(count))
    return "".join(chr(code) if code <= sys.maxunicode else _HALF for code in codes)


def _in_two_places(character: str) -> str:
    """A character beyond the first 65,536 takes two."""
    return _HALF + character if character > "\uffff" else character


def glyphs(text: Any, characters: str, turn: Turn) -> list[Glyph]:
    """Every character that stands on the page; blanks that the page itself prints included.

    Blanks and line ends that pdfium makes up have no box and are left out.
    """
    sides = _boxes(text, len(characters))
    lefts, rights = turn.across.starts(sides), turn.across.ends(sides)
    heights = zip(sides[turn.down.first], sides[turn.down.last], strict=True)
    first: dict[tuple[float, float], int] = {}
    alike = list(map(first.setdefault, heights, range(len(characters))))
    reaches = map(_reaches(text, first, turn).get, alike)
    shown = _BLANK.sub(" ", _NO_CHARACTER.sub("\0", characters))
    new, width = tuple.__new__, turn.width
    return [
        new(Glyph, (left, reach[0], right, reach[1], character, reach[2]))
        for left, right, character, reach in zip(lefts, rights, shown, reaches, strict=True)
        if reach and left < right >= 0 and left <= width and character != "\0"
    ]


def _boxes(text: Any, count: int) -> list[list[float]]:
    """The sides of all boxes: lefts, tops, rights and bottoms."""
    room, places = _room()
    box_of, page = direct("FPDFText_GetLooseCharBox"), byref(text.contents)
    sides: list[list[float]] = [[], [], [], []]
    for start in range(0, count, _AT_ONCE):
        some = range(start, min(start + _AT_ONCE, count))
        memset(room, 0, 16 * len(some))
        deque(map(box_of, repeat(page), some, places), maxlen=0)
        for side, found in enumerate(sides):
            found.extend(room[side : 4 * len(some) : 4])
    return sides


@cache
def _room() -> tuple[Any, list[Any]]:
    """Room for boxes of four numbers, and where each of them lies."""
    room = (c_float * (4 * _AT_ONCE))()
    return room, [byref(room, 16 * i) for i in range(_AT_ONCE)]


def _reaches(text: Any, first: dict[tuple[float, float], int], turn: Turn) -> dict[int, _Reach]:
    """The top, the bottom and the base of the first character of each height in each line.

    Those that stand above or below the page are left out.
    """
    down = turn.down
    tops, bottoms = map(down.places, zip(*first, strict=True))
    bases = down.starts(_origins(text, first.values()))
    return {
        index: (top, bottom, base)
        for index, top, bottom, base in zip(first.values(), tops, bottoms, bases, strict=True)
        if 0 <= bottom > top <= turn.height
    }


def _origins(text: Any, indices: Iterable[int]) -> Sides:
    """The points that characters stand on, as boxes without size."""
    x, y = c_double(), c_double()
    origin_of, page, x_at, y_at = direct("FPDFText_GetCharOrigin"), byref(text.contents), byref(x), byref(y)
    xs, ys = [], []
    for index in indices:
        origin_of(page, index, x_at, y_at)
        xs.append(x.value)
        ys.append(y.value)
    return xs, ys, xs, ys
