"""The characters of a page with their boxes."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from ctypes import CFUNCTYPE, addressof, c_double, c_float, c_int, c_ushort, c_void_p, cast
from functools import cache
from itertools import repeat
from math import pi
from typing import Any

from jixiao.readers.page.shapes import Box, Glyph
from jixiao.readers.pdf.library import pdfium

_SAMPLED = 24  # characters that tell how the text is turned
_PROBED = 100  # characters that tell whether their codes mean anything
_BLANK = frozenset((0x20, 0xA0, 0x3000, 0x09))
_NO_CHARACTER = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))
_PRIVATE = range(0xE000, 0xF900)
_CHINESE = range(0x2E80, 0xA000)
_ACCENTED = range(0x7F, 0x250)
_SIGNS = frozenset(map(ord, "×÷·°±§«»¥£©®²³¼½¾µ¶´¨¯¸\xa0\xad"))
_CONTROL = frozenset((2, 9, 10, 13))  # 2 is how PDFium tells a hyphen at a line end

_new = tuple.__new__  # a book has half a million characters

Turn = Callable[[float, float, float, float], Box]


def direction(text: Any, count: int) -> int:
    """How many quarter turns counter-clockwise most of the text is written at."""
    step = max(count // _SAMPLED, 1)
    angles = Counter(
        round(-pdfium.FPDFText_GetCharAngle(text, i) / (pi / 2)) % 4 for i in range(0, count, step)
    )
    return angles.most_common(1)[0][0] if angles else 0


def is_garbled(text: Any, count: int) -> bool:
    """Whether many codes lead to no character: an embedded font without its table of characters.

    Its codes are then taken for what they would be in Latin: control characters,
    accented letters. Nothing of either stands on a page of Chinese.
    """
    sample = range(0, count, max(count // _PROBED, 1))
    bad = sum(_means_nothing(text, i) for i in sample)
    return bad > len(sample) * 0.2


def _means_nothing(text: Any, index: int) -> bool:
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code in _CHINESE:
        return False
    return (
        code in _NO_CHARACTER
        or code in _PRIVATE
        or (code < 0x20 and code not in _CONTROL)
        or (code in _ACCENTED and code not in _SIGNS)
        or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
    )


def glyphs(text: Any, count: int, turn: Turn, width: float, height: float) -> Iterator[Glyph]:
    """Every character that stands on the page; blanks that the page itself prints included.

    Blanks and line ends that pdfium makes up have no box and are left out.
    """
    boxes, origins = _places(text, count)
    turned = map(turn, boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4])
    stands = map(turn, origins[0::2], origins[1::2], origins[0::2], origins[1::2])
    high = 0
    for code, (left, top, right, bottom), stand in zip(_codes(text, count), turned, stands, strict=True):
        if not (left < right and top < bottom) or (code < 0x20 and code != 9):
            continue
        if 0xD800 <= code < 0xE000:
            high, code = (code, 0) if code < 0xDC00 else (0, _paired(high, code))  # noqa: PLW2901
        if code not in _NO_CHARACTER and right >= 0 <= bottom and left <= width and top <= height:
            yield _new(Glyph, (left, top, right, bottom, " " if code in _BLANK else chr(code), stand[1]))


def _codes(text: Any, count: int) -> Sequence[int]:
    """The code of each character: at one stroke, unless some take more than one place or none."""
    units = (c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, units) == count + 1:
        return units[:count]
    return [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]


def _places(text: Any, count: int) -> tuple[list[float], list[float]]:
    """Four sides of the box of each character, and two numbers for the point it stands on."""
    boxes, origins = (c_float * (4 * count))(), (c_double * (2 * count))()
    page, box, origin = cast(text, c_void_p).value, addressof(boxes), addressof(origins)
    last, size = 16 * count, 16  # bytes: four floats, or two doubles
    box_of = _direct("FPDFText_GetLooseCharBox", 1)
    origin_of = _direct("FPDFText_GetCharOrigin", 2)
    deque(map(box_of, repeat(page), range(count), range(box, box + last, size)), maxlen=0)
    xs, ys = range(origin, origin + last, size), range(origin + 8, origin + 8 + last, size)
    deque(map(origin_of, repeat(page), range(count), xs, ys), maxlen=0)
    return boxes[:], origins[:]


@cache
def _direct(name: str, results: int) -> Callable[..., int]:
    """A call that takes addresses as numbers, in half the time of one that checks its arguments."""
    address = cast(getattr(pdfium, name), c_void_p).value
    return CFUNCTYPE(c_int, c_void_p, c_int, *[c_void_p] * results)(address or 0)


def _paired(high: int, low: int) -> int:
    """The character beyond the first 65,536 that two halves stand for."""
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) if high else 0
