"""The straight lines of a page, however they are drawn: strokes, thin boxes, dashes, dots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import addressof, byref, c_float, c_int, c_uint, c_void_p, sizeof
from itertools import pairwise, repeat
from typing import Any

from jixiao.readers.page.matrix import Matrix, times
from jixiao.readers.page.ruled import THIN, ruled
from jixiao.readers.page.shapes import Box, Rulings
from jixiao.readers.pdf.library import direct, pdfium, quick
from jixiao.readers.pdf.turned import Turn

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
    return ruled(turn.boxes(list(_strokes(page, limit))))


def _strokes(page: Any, limit: int) -> Iterator[Box]:
    """Thin boxes (left, top, right, bottom) on the page as its maker counted, y upwards."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > limit:
        raise TooManyObjects
    paths = _Paths()
    get = direct("FPDFPage_GetObject", c_void_p)
    objects = map(get, repeat(byref(page.contents)), range(count))
    for item, kind, matrix in _flat(objects, _IDENTITY, 0, [limit - count]):
        yield from paths.strokes(item, kind, matrix)


def _flat(
    objects: Iterable[int], matrix: Matrix, depth: int, left: list[int]
) -> Iterator[tuple[int, int, Matrix]]:
    """Every object that may be a line, its kind, and the place of the form it is in; ``left`` counts down."""
    kind_of, text, form = quick.FPDFPageObj_GetType, pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM
    for item in objects:
        kind = kind_of(item)
        if kind == text:
            continue
        if kind != form:
            yield item, kind, matrix
        elif depth < _DEPTH:
            count = quick.FPDFFormObj_CountObjects(item)
            left[0] -= count
            if left[0] < 0:
                raise TooManyObjects
            inside = map(quick.FPDFFormObj_GetObject, repeat(item), range(count))
            yield from _flat(inside, times(_matrix(item), matrix), depth + 1, left)


class _Paths:
    """Reads objects by their addresses, through numbers that are used again for each."""

    def __init__(self) -> None:
        self._sides, self._sides_at = _room(c_float, 4)
        self._colour, self._colour_at = _room(c_uint, 4)
        self._mode, self._mode_at = _room(c_int, 2)
        self._point, self._point_at = _room(c_float, 2)

    def strokes(self, item: int, kind: int, matrix: Matrix) -> Iterator[Box]:
        if not quick.FPDFPageObj_GetBounds(item, *self._sides_at):
            return
        left, bottom, right, top = self._sides[:]
        if min(right - left, top - bottom) <= THIN:
            if not self._is_white(item):
                yield _moved(matrix, left, bottom, right, top)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and not self._is_white(item):
            yield from self._edges(item, times(_matrix(item), matrix))

    def _is_white(self, item: int) -> bool:
        """Lines in white are how spreadsheets blank out a border."""
        if not quick.FPDFPath_GetDrawMode(item, *self._mode_at):
            return False
        filled, stroked = self._mode[:]
        if not (filled or stroked):
            return True  # a path that only clips
        get = quick.FPDFPageObj_GetStrokeColor if stroked else quick.FPDFPageObj_GetFillColor
        known = get(item, *self._colour_at)
        *colours, opacity = self._colour[:]
        return bool(known) and (min(colours) >= _WHITE or not opacity)

    def _edges(self, item: int, matrix: Matrix) -> Iterator[Box]:
        """The lines in a path of several: of strokes every side, of areas those that are thin."""
        _, stroked = self._mode[:]
        for corners, closed in self._subpaths(item, matrix):
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            box = (min(xs), max(ys), max(xs), min(ys))
            if min(box[2] - box[0], box[1] - box[3]) <= THIN:
                yield box
            elif stroked:
                for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]] if closed else corners):
                    if min(abs(x0 - x1), abs(y0 - y1)) <= _SLANT:
                        yield min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)

    def _subpaths(self, item: int, matrix: Matrix) -> Iterator[tuple[_Corners, bool]]:
        """The corners of each part of a path; parts with curves are left out."""
        a, b, c, d, e, f = matrix
        corners: _Corners = []
        closed = curved = False
        for index in range(min(quick.FPDFPath_CountSegments(item), _SEGMENTS)):
            segment = quick.FPDFPath_GetPathSegment(item, index)
            kind = quick.FPDFPathSegment_GetType(segment)
            quick.FPDFPathSegment_GetPoint(segment, *self._point_at)
            if kind == _MOVE:
                if len(corners) > 1 and not curved:
                    yield corners, closed
                corners, closed, curved = [], False, False
            curved = curved or kind == _BEZIER
            x, y = self._point[:]
            corners.append((a * x + c * y + e, b * x + d * y + f))
            closed = closed or bool(quick.FPDFPathSegment_GetClose(segment))
        if len(corners) > 1 and not curved:
            yield corners, closed


def _room(kind: Any, count: int) -> tuple[Any, list[int]]:
    """Room for so many numbers, and where each of them lies."""
    room = (kind * count)()
    return room, [addressof(room) + sizeof(kind) * i for i in range(count)]


def _matrix(item: int) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not quick.FPDFPageObj_GetMatrix(item, addressof(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _moved(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    if matrix is _IDENTITY:
        return left, top, right, bottom
    a, b, c, d, e, f = matrix
    xs = sorted((a * left + c * bottom + e, a * right + c * top + e))
    ys = sorted((b * left + d * bottom + f, b * right + d * top + f))
    return xs[0], ys[1], xs[1], ys[0]
