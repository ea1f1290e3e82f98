"""Signs of comparison, known by their shape: recognition drops bars, and at times the whole sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import cv2
import numpy as np

_Strokes = tuple[tuple[tuple[float, float], ...], ...]

_SIDE = 24  # pixels of the square in which shapes are compared
_SURE = 0.66  # likeness
_WIDTHS = 0.7, 1.7  # of a sign by its height
_WIDTHS_LEVEL = 1.2, 3.5  # of =
_LEAST = 0.25  # of the text's height: no sign is narrower
_SPECK = 4  # pixels
_SMALLER = re.compile(r"[<>≤≥＜＞]")
_UNDOTTED = re.compile(r"人(?=[月年天日]|$)")
_OPEN_END = re.compile(r"[\u4e00-\u9fff%％]$")
_DOT = 0.2  # of the text's height
_TALL = 0.85  # of the text's height
_SURE_BRACKET = 0.75  # likeness
_WIDEST = 1.15  # heights of a single character
SPELLED = re.compile(r"[<>]\s*=")

# Strokes by their corners, from the top left; a sign is printed in several ways.
_TO_RIGHT: dict[str, tuple[_Strokes, ...]] = {
    ">": ((((0, 0), (1, 0.5), (0, 1)),),),
    "≥": (
        (((0, 0), (1, 0.36), (0, 0.72)), ((0, 1), (1, 1))),
        (((0, 0), (1, 0.34), (0, 0.68)), ((0, 1), (1, 0.66))),
        (((0, 0), (1, 0.42), (0, 0.84)), ((0, 1), (1, 0.58))),
        (((0, 0), (1, 0.31), (0, 0.62)), ((0, 0.81), (1, 0.81)), ((0, 1), (1, 1))),
    ),
}
_TO_LEFT = {">": "<", "≥": "≤"}
_LEVEL: dict[str, tuple[_Strokes, ...]] = {"=": ((((0, 0), (1, 0)), ((0, 0.4), (1, 0.4))),)}
# 一, 二, 三, 4 and Z, which look a little like signs.
_OTHERS: dict[str, tuple[_Strokes, ...]] = {
    "": (
        (((0, 0), (1, 0)),),
        (((0.15, 0), (0.85, 0)), ((0, 0.8), (1, 0.8))),
        (((0, 0), (1, 0)), ((0.15, 0.45), (0.85, 0.45)), ((0, 0.9), (1, 0.9))),
        (((0.75, 1), (0.75, 0), (0, 0.7), (1, 0.7)),),
        (((0, 0), (1, 0), (0, 1), (1, 1)),),
    ),
}
_THICK = (0.06, 0.1, 0.15, 0.2)  # of strokes, by the width of the sign
_BLURS = (0.5, 1.5, 2.5)  # pixels, of a sign that is as wide as the square


class Sign(NamedTuple):
    """A sign and the columns of the picture that it takes."""

    text: str
    left: int
    right: int


def sign_at_head(grey: Any) -> Sign | None:
    """The sign that a line of text begins with, up to the middle of the paper behind it."""
    ink = _ink(grey)
    marks = _marks(ink)
    sign = _sign(grey, ink, *marks[0]) if marks else None
    if sign and len(marks) > 1 and sign.right == marks[0][1]:
        return sign._replace(right=(sign.right + marks[1][0]) // 2)
    return sign


def lone_sign(grey: Any) -> str:
    """The sign that is all there is."""
    ink = _ink(grey)
    marks = _marks(ink)
    sign = _sign(grey, ink, *marks[0]) if len(marks) == 1 else None
    return sign.text if sign and sign.right == marks[0][1] else ""


def with_bars(text: str, grey: Any) -> str:
    """The text with the signs inside it as the picture shows them."""
    if not _SMALLER.search(text) or SPELLED.search(text):
        return text
    ink = _ink(grey)
    found = [_sign(grey, ink, left, right) for left, right in _marks(ink)]
    signs = [sign.text for sign in found if sign and sign.text != "="]
    if len(signs) != len(_SMALLER.findall(text)):
        return text
    return _SMALLER.sub(lambda _: signs.pop(0), text)


def with_dots(text: str, grey: Any) -> str:
    """The text with the dots of units such as 人·月, which recognition takes for specks."""
    places = _UNDOTTED.findall(text)
    if not places:
        return text
    ink = _ink(grey)
    dots = sum(_is_dot(ink[:, left:right]) for left, right in _marks(ink))
    return _UNDOTTED.sub("人·", text) if dots == len(places) + text.count("·") else text


def with_end(text: str, grey: Any) -> str:
    """The text with the bracket that stands behind its last character."""
    if not _OPEN_END.search(text):
        return text
    ink = _ink(grey)
    left, right = _marks(ink)[-1]
    return text + "）" if _is_bracket(grey, ink, left, right) else text


def is_lone(grey: Any) -> bool:
    """Whether nothing stands beside the first mark, nor clings to it."""
    ink = _ink(grey)
    if len(_marks(ink)) != 1:
        return False
    (left, right), height = _marks(ink)[0], np.count_nonzero(ink.any(axis=1))
    return bool(right - left <= _WIDEST * height)


def _is_dot(mark: Any) -> bool:
    rows = np.flatnonzero(mark.any(axis=1)) / len(mark)
    is_small = max(rows[-1] - rows[0], mark.shape[1] / len(mark)) <= _DOT
    return bool(is_small and 0.35 <= (rows[0] + rows[-1]) / 2 <= 0.65)


def _is_bracket(grey: Any, ink: Any, left: int, right: int) -> bool:
    """Whether a mark is as high as the line, narrow and an arc."""
    rows = np.flatnonzero(ink[:, left:right].any(axis=1))
    height = rows[-1] + 1 - rows[0]
    if height < _TALL * np.count_nonzero(ink.any(axis=1)) or not 0.12 <= (right - left) / height <= 0.5:
        return False
    patch = grey[rows[0] : rows[-1] + 1, left:right]
    return float((_arcs() @ _compared(255 - patch)).max()) >= _SURE_BRACKET


def _ink(grey: Any) -> Any:
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    dropped = [at for at in range(1, count) if stats[at][4] <= _SPECK or _is_ruling(stats[at], *ink.shape)]
    ink[np.isin(labels, dropped)] = 0
    return ink


def _is_ruling(stat: Any, height: int, width: int) -> bool:
    """Whether a part is the edge of the cell above or below the text."""
    _, top, wide, high, _ = (int(n) for n in stat)
    return wide >= 0.9 * width and high <= 0.2 * height and (top <= 1 or top + high >= height - 1)


def _marks(ink: Any) -> list[tuple[int, int]]:
    """What stands side by side, by its columns."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], ink.any(axis=0).astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _sign(grey: Any, ink: Any, left: int, right: int) -> Sign | None:
    """The sign that a mark is, or begins with where a digit touches it."""
    if right - left < _LEAST * len(ink):
        return None
    _, text = _likest(grey, ink, left, right)
    if text:
        return Sign(text, left, right)
    parts = [(*_likest(grey, ink, left, end), end) for end in _waists(ink, left, right)]
    _, text, end = max(parts, default=(0.0, "", right))
    return Sign(text, left, end) if text else None


def _waists(ink: Any, left: int, right: int) -> Iterator[int]:
    """Where a mark that is wider than high is thinnest."""
    columns = ink[:, left:right].sum(axis=0)
    height = int(np.count_nonzero(ink[:, left:right].any(axis=1)))
    first, last = max(int(0.4 * height), int(_LEAST * len(ink)), 1), min(int(1.2 * height), right - left - 1)
    for at in range(first, last):
        if columns[at] <= columns[at - 1] and columns[at] < columns[at + 1]:
            yield left + at + 1


def _likest(grey: Any, ink: Any, left: int, right: int) -> tuple[float, str]:
    """The sign between two columns and how alike it is; 0 if nothing is alike enough."""
    rows = np.flatnonzero(ink[:, left:right].any(axis=1))
    patch = grey[rows[0] : rows[-1] + 1, left:right]
    names, shapes = _shapes()
    likeness = shapes @ _compared(255 - patch)
    best = int(np.argmax(likeness))
    low, high = _WIDTHS_LEVEL if names[best] == "=" else _WIDTHS
    height, width = patch.shape
    is_sign = likeness[best] >= _SURE and low <= width / height <= high
    return (float(likeness[best]), names[best]) if is_sign else (0.0, "")


@cache
def _arcs() -> Any:
    """A closing bracket, printed well and badly."""
    arc: _Strokes = (((0, 0), (0.2, 0.3), (0.25, 0.6), (0.2, 0.9), (0, 1.2)),)
    return np.stack([_compared(_printed(arc, thick, blur)) for thick, blur in product(_THICK, _BLURS)])


@cache
def _shapes() -> tuple[tuple[str, ...], Any]:
    """Every sign in every way, printed well and badly."""
    to_left = {_TO_LEFT[sign]: tuple(map(_mirrored, ways)) for sign, ways in _TO_RIGHT.items()}
    printed = [
        (sign, _compared(_printed(way, thick, blur)))
        for sign, ways in (_TO_RIGHT | to_left | _LEVEL | _OTHERS).items()
        for way, thick, blur in product(ways, _THICK, _BLURS)
    ]
    return tuple(sign for sign, _ in printed), np.stack([shape for _, shape in printed])


def _mirrored(strokes: _Strokes) -> _Strokes:
    return tuple(tuple((1 - x, y) for x, y in stroke) for stroke in strokes)


def _printed(strokes: _Strokes, thick: float, blur: float) -> Any:
    finer, margin = 8, 0.5
    picture = np.zeros((2 * _SIDE * finer, 2 * _SIDE * finer), dtype=np.uint8)
    for stroke in strokes:
        line = np.round((np.array(stroke) * (1 - thick) + margin) * _SIDE * finer).astype(np.int32)
        cv2.polylines(picture, [line], isClosed=False, color=255, thickness=round(thick * _SIDE * finer))
    small = cv2.resize(picture, None, fx=1 / finer, fy=1 / finer, interpolation=cv2.INTER_AREA)
    dark = cv2.GaussianBlur(small, (0, 0), blur)
    rows, columns = (np.flatnonzero((dark > dark.max() / 2).any(axis=axis)) for axis in (1, 0))
    return dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _compared(dark: Any) -> Any:
    """A picture as a vector of length 1 whose product with another is their likeness."""
    small = cv2.resize(dark, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    small -= small.mean()
    return small / max(float(np.linalg.norm(small)), 1e-6)
