"""The straight lines of a page, however they are drawn: strokes, thin boxes, dashes, dots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import c_float, c_int, c_uint
from itertools import pairwise
from typing import Any

from jixiao.readers.page.matrix import Matrix, times
from jixiao.readers.page.ruled import THIN, ruled
from jixiao.readers.page.shapes import Box, Rulings
from jixiao.readers.pdf.glyphs import Turn
from jixiao.readers.pdf.library import pdfium

_SLANT = 0.5  # how far a line may lean
_DEPTH = 8  # forms in forms
_WHITE = 250
_MOVE = 2  # FPDF_SEGMENT_MOVETO
_BEZIER = 1  # FPDF_SEGMENT_BEZIERTO
_SEGMENTS = 20_000

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_Corners = list[tuple[float, float]]


class TooManyObjects(Exception):
    """The page holds more objects than its limit."""


def rulings(page: Any, turn: Turn, limit: int) -> Rulings:
    """The rulings of a page. Raises `TooManyObjects`."""
    return ruled(turn(*box) for box in _strokes(page, limit))


def _strokes(page: Any, limit: int) -> Iterator[Box]:
    """Thin boxes (left, top, right, bottom) on the page as its maker counted, y upwards."""
    bounds = _Bounds()
    count = pdfium.FPDFPage_CountObjects(page)
    if count > limit:
        raise TooManyObjects
    objects = (pdfium.FPDFPage_GetObject(page, i) for i in range(count))
    for item, matrix in _flat(objects, _IDENTITY, 0, [limit - count]):
        yield from bounds.lines(item, matrix)


def _flat(
    objects: Iterable[Any], matrix: Matrix, depth: int, left: list[int]
) -> Iterator[tuple[Any, Matrix]]:
    """Every object that may be a line, with the place of the form it is in; ``left`` counts down."""
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEPTH:
            count = pdfium.FPDFFormObj_CountObjects(item)
            left[0] -= count
            if left[0] < 0:
                raise TooManyObjects
            inside = (pdfium.FPDFFormObj_GetObject(item, i) for i in range(count))
            yield from _flat(inside, times(_matrix(item), matrix), depth + 1, left)


class _Bounds:
    """Reads boxes through four numbers that are used again for each object."""

    def __init__(self) -> None:
        self._sides = [c_float() for _ in range(4)]
        self._colour = [c_uint() for _ in range(4)]

    def lines(self, item: Any, matrix: Matrix) -> Iterator[Box]:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._sides):
            return
        left, bottom, right, top = (side.value for side in self._sides)
        if min(right - left, top - bottom) <= THIN:
            if not self._is_white(item):
                yield _moved(matrix, left, bottom, right, top)
        elif pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH and not self._is_white(item):
            yield from _edges(item, times(_matrix(item), matrix))

    def _is_white(self, item: Any) -> bool:
        """Lines in white are how spreadsheets blank out a border."""
        filled, stroked = c_int(), c_int()
        if not pdfium.FPDFPath_GetDrawMode(item, filled, stroked):
            return False
        get = pdfium.FPDFPageObj_GetStrokeColor if stroked.value else pdfium.FPDFPageObj_GetFillColor
        if not (filled.value or stroked.value):
            return True  # a path that only clips
        return bool(get(item, *self._colour)) and (
            min(c.value for c in self._colour[:3]) >= _WHITE or not self._colour[3].value
        )


def _edges(item: Any, matrix: Matrix) -> Iterator[Box]:
    """The lines in a path of several: of strokes every side, of areas those that are thin."""
    filled, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, filled, stroked)
    for corners, closed in _subpaths(item, matrix):
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = (min(xs), max(ys), max(xs), min(ys))
        if min(box[2] - box[0], box[1] - box[3]) <= THIN:
            yield box
        elif stroked.value:
            for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]] if closed else corners):
                if min(abs(x0 - x1), abs(y0 - y1)) <= _SLANT:
                    yield min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)


def _subpaths(item: Any, matrix: Matrix) -> Iterator[tuple[_Corners, bool]]:
    """The corners of each part of a path; parts with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    corners: _Corners = []
    closed = curved = False
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == _MOVE:
            if len(corners) > 1 and not curved:
                yield corners, closed
            corners, closed, curved = [], False, False
        curved = curved or kind == _BEZIER
        corners.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if len(corners) > 1 and not curved:
        yield corners, closed


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _moved(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    if matrix is _IDENTITY:
        return left, top, right, bottom
    a, b, c, d, e, f = matrix
    xs = sorted((a * left + c * bottom + e, a * right + c * top + e))
    ys = sorted((b * left + d * bottom + f, b * right + d * top + f))
    return xs[0], ys[1], xs[1], ys[0]
