"""What stands on a page of an OFD file: texts, paths and groups of them, each in a space of its own."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from jixiao.readers.limits import Limits
from jixiao.readers.page.matrix import Matrix, times
from jixiao.readers.page.ruled import THIN
from jixiao.readers.page.shapes import Box, Glyph
from jixiao.readers.xml import Element

MILLIMETRE = 72 / 25.4  # points
_ASCENT = 0.86  # of the size, above the base line
_DEPTH = 8  # groups in groups
_FAINT = 128  # of 255: what is more transparent is a watermark
_OBJECTS = ("{*}TextObject", "{*}PathObject", "{*}ImageObject", "{*}CompositeObject")
_WHITE = re.compile(r"\s*(?:(?:25[0-5]|#[fF]{2})\b\s*){3}$")
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_CURVES = frozenset("QBA")
_FEW = 40  # characters: less than any table has
_MOST_OF_PAGE = 0.5
_NARROW = 0.5  # of the size: the width of a Latin letter where none is said

_Corners = list[tuple[float, float]]


class Units(Protocol):
    """Where the groups of objects are found that a page shows by their identity."""

    @property
    def units(self) -> Mapping[str | None, Element]: ...


class Shapes:
    """Gathers what is printed, within limits: in points from the page's corner, given in millimetres."""

    def __init__(self, document: Units, corner: tuple[float, float], limits: Limits) -> None:
        self._document = document
        self._page: Matrix = (MILLIMETRE, 0, 0, MILLIMETRE, -corner[0] * MILLIMETRE, -corner[1] * MILLIMETRE)
        self._limits = limits
        self._left = limits.objects
        self.glyphs: list[Glyph] = []
        self.strokes: list[Box] = []
        self.pictures: list[tuple[str | None, Matrix]] = []

    @property
    def is_crowded(self) -> bool:
        """Whether there was more than the limits admit."""
        return self._left < 0 or len(self.glyphs) > self._limits.glyphs

    def is_picture(self, size: tuple[float, float]) -> bool:
        """Whether the page is nothing but pictures, or one that covers it with a page number on top."""
        areas = (abs(a * d - b * c) for _, (a, b, c, d, _, _) in self.pictures)
        if not self.glyphs:
            return bool(self.pictures)
        return len(self.glyphs) < _FEW and any(area >= _MOST_OF_PAGE * size[0] * size[1] for area in areas)

    def add(self, root: Element) -> None:
        """Everything that is printed below an element of a page or a template."""
        self._gather(root, self._page, 0)

    def _gather(self, root: Element, around: Matrix, depth: int) -> None:
        for element in root.iter(*_OBJECTS):
            self._left -= 1
            if self.is_crowded:
                return
            if _is_hidden(element):
                continue
            matrix = times(_placed(element), around)
            kind = element.tag.rpartition("}")[2]
            if kind == "TextObject":
                self.glyphs += _glyphs(element, matrix)
            elif kind == "PathObject":
                self.strokes += _strokes(element, matrix)
            elif kind == "ImageObject":
                self.pictures.append((element.get("ResourceID"), _of_picture(element, matrix)))
            elif depth < _DEPTH:
                unit = self._document.units.get(element.get("ResourceID"))
                if unit is not None:
                    self._gather(unit, matrix, depth + 1)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; of one that holds anything else, none."""
    try:
        found = [float(word) for word in (text or "").split()]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []


def _is_hidden(element: Element) -> bool:
    alpha = numbers(element.get("Alpha"))
    return element.get("Visible") == "false" or (bool(alpha) and alpha[0] < _FAINT)


def _placed(element: Element) -> Matrix:
    """From the space of an object to the one around it: its own matrix, then the corner of its box."""
    boundary = numbers(element.get("Boundary"))
    left, top = boundary[:2] if len(boundary) >= 2 else (0.0, 0.0)
    found = numbers(element.get("CTM"))
    a, b, c, d, e, f = found if len(found) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + left, f + top


def _of_picture(element: Element, matrix: Matrix) -> Matrix:
    """From the unit square, which a picture fills unless its matrix says otherwise, to the page."""
    if len(numbers(element.get("CTM"))) == 6:
        return matrix
    _, _, width, height = (*numbers(element.get("Boundary")), 0.0, 0.0, 0.0, 0.0)[:4]
    return times((width, 0, 0, height, 0, 0), matrix)


def _glyphs(element: Element, matrix: Matrix) -> Iterator[Glyph]:
    """The characters of a text that stands upright; what leans is a watermark or a seal."""
    a, b, c, d, e, f = matrix
    if abs(b) > abs(a) * 0.02 or a <= 0 or d <= 0:
        return
    size = (numbers(element.get("Size")) or [0.0])[0]
    wide = size * (numbers(element.get("HScale")) or [1.0])[0]
    x, y = 0.0, 0.0
    for code in element.iterfind("{*}TextCode"):
        # A text that goes on says only what has changed.
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        text = code.text or ""
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        for index, char in enumerate(text):
            width = wide if ord(char) > 0x2E7F else wide * _NARROW
            step = across[index] if index < len(across) else (0.0 if down else width)
            shown = min(step, width) if step > 0 else width
            left, base = a * x + c * y + e, b * x + d * y + f
            top = base - size * _ASCENT * d
            yield Glyph(left, top, left + shown * a, top + size * d, " " if char.isspace() else char, base)
            x += step
            y += down[index] if index < len(down) else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps between characters; ``g 3 5.5`` says 5.5 three times.

    >>> _deltas("1 g 3 5.5 2", 9)
    [1.0, 5.5, 5.5, 5.5, 2.0]
    """
    found: list[float] = []
    words = iter((text or "").split())
    try:
        for word in words:
            if len(found) >= most:
                break
            times = min(int(next(words)), most) if word == "g" else 1
            found += [float(next(words) if word == "g" else word)] * times
    except (ValueError, StopIteration):
        return found
    return found


def _strokes(element: Element, matrix: Matrix) -> Iterator[Box]:
    """The straight lines of a path: of strokes every side, of areas those that are thin."""
    stroked, filled = element.get("Stroke") != "false", element.get("Fill") == "true"
    if _is_white(element, "StrokeColor" if stroked else "FillColor") or not (stroked or filled):
        return
    for corners in _subpaths(element.findtext("{*}AbbreviatedData") or "", matrix):
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = min(xs), min(ys), max(xs), max(ys)
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            yield box
        elif stroked:
            for (x0, y0), (x1, y1) in pairwise(corners):
                if min(abs(x0 - x1), abs(y0 - y1)) <= THIN:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_white(element: Element, colour: str) -> bool:
    found = element.find(f"{{*}}{colour}")
    return found is not None and bool(_WHITE.match(found.get("Value", "")))


def _subpaths(data: str, matrix: Matrix) -> Iterator[_Corners]:
    """The corners of each part of a path, the first once more where it is closed; none of curves."""
    a, b, c, d, e, f = matrix
    corners: _Corners = []
    is_curved = False
    for step, rest in _STEP.findall(data):
        if step in "SM":
            if len(corners) > 1 and not is_curved:
                yield corners
            corners, is_curved = [], False
        is_curved = is_curved or step in _CURVES
        places: Sequence[float] = numbers(rest)
        if step == "C" and corners:
            corners.append(corners[0])
        elif len(places) >= 2:
            x, y = places[-2:]
            corners.append((a * x + c * y + e, b * x + d * y + f))
    if len(corners) > 1 and not is_curved:
        yield corners
