"""The characters on a picture, read by RapidOCR with the models that it brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from unicodedata import east_asian_width

import cv2
import numpy as np

from jixiao.readers.page.shapes import Box, Glyph, Ruling
from jixiao.readers.scan.ruled import Ruled
from jixiao.readers.scan.signs import signed

_LONG_SIDE = 2_000  # pixels while looking for text; reading it takes the full picture
_SURE = 0.5  # of a text that was found as such
_SURE_OF_REST = 0.6  # of ink that nobody took for text
_PAD = 2  # pixels


@cache
def engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def glyphs_of(grey: Any, ruled: Ruled, scale: float) -> list[Glyph]:
    """The characters in points, each with a share of its text's box."""
    bare = grey.copy()
    bare[ruled.lines > 0] = 255
    ink = cv2.subtract(ruled.ink, ruled.lines)
    found = [part for box in _boxes(bare) for part in _cut(box, ruled, scale)]
    pairs = [(box, tight) for box in found if (tight := _tight(box, ink)) is not None]
    places = [tight for _, tight in pairs]
    rest = _rest(ink, places, scale)
    texts = _texts(
        [_crop(grey, _reaching(box, tight)) for box, tight in pairs]
        + [_crop(bare, _padded(box)) for box in rest]
    )
    least = [_SURE] * len(pairs) + [_SURE_OF_REST] * len(rest)
    read = zip([*places, *rest], texts, least, strict=True)
    return [g for box, (text, score), bound in read if score >= bound for g in _spread(box, text, scale)]


def _boxes(grey: Any) -> Iterator[Box]:
    """Where text stands."""
    factor = min(1.0, _LONG_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    found, _ = engine().text_det(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))
    for corners in found if found is not None else ():
        (left, top), (right, bottom) = corners.min(axis=0) / factor, corners.max(axis=0) / factor
        yield float(left), float(top), float(right), float(bottom)


def _cut(box: Box, ruled: Ruled, scale: float) -> Iterator[Box]:
    """The parts of a box on either side of each ruling."""
    left, top, right, bottom = (side / scale for side in box)
    xs = _inside(ruled.rulings.down, left, right, (top + bottom) / 2)
    for x0, x1 in zip([left, *xs], [*xs, right], strict=True):
        ys = _inside(ruled.rulings.across, top, bottom, (x0 + x1) / 2)
        for y0, y1 in zip([top, *ys], [*ys, bottom], strict=True):
            yield x0 * scale, y0 * scale, x1 * scale, y1 * scale


def _inside(rulings: Sequence[Ruling], first: float, last: float, at: float) -> list[float]:
    return [r.position for r in rulings if first < r.position < last and r.start <= at <= r.end]


def _tight(box: Box, ink: Any) -> Box | None:
    """The box drawn close around its ink; None if there is hardly any."""
    left, top, right, bottom = (max(int(side), 0) for side in box)
    seen = ink[top : bottom + 1, left : right + 1] > 0
    rows, columns = np.flatnonzero(seen.sum(axis=1) > 1), np.flatnonzero(seen.sum(axis=0) > 0)
    if not len(rows) or not len(columns) or seen.sum() < 6:
        return None
    return (
        float(left + columns[0]),
        float(top + rows[0]),
        float(left + columns[-1] + 1),
        float(top + rows[-1] + 1),
    )


def _rest(ink: Any, found: Sequence[Box], scale: float) -> list[Box]:
    """Ink that was not taken for text though it is as large as characters are: lone digits and signs."""
    if not found:
        return []
    em = float(np.median([bottom - top for _, top, _, bottom in found]))
    left = ink.copy()
    for x0, y0, x1, y1 in found:
        left[max(int(y0) - _PAD, 0) : int(y1) + _PAD, max(int(x0) - _PAD, 0) : int(x1) + _PAD] = 0
    left = cv2.morphologyEx(left, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    joined = cv2.dilate(left, np.ones((3, max(int(em * 0.6), 3)), np.uint8))
    count, _labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = (_tight((s[0], s[1], s[0] + s[2], s[1] + s[3]), left) for s in stats[1:count])
    return [b for b in boxes if b is not None and _is_text_size(b, em, scale)][:200]


def _is_text_size(box: Box, em: float, scale: float) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return 0.25 * em <= height <= 1.5 * em and width >= max(0.1 * em, scale)


def _texts(crops: Sequence[Any]) -> list[tuple[str, float]]:
    if not crops:
        return []
    read, _ = engine().text_rec(crops)
    return [
        signed(str(text), float(score), crop) for (text, score, *_), crop in zip(read, crops, strict=True)
    ]


def _reaching(box: Box, tight: Box) -> Box:
    """A found box, no wider than its ink with a little paper: rulings beside it look like signs."""
    left, top, right, bottom = box
    pad = (tight[3] - tight[1]) * 0.2 + _PAD
    return max(left, tight[0] - pad), top, min(right, tight[2] + pad), bottom


def _padded(box: Box) -> Box:
    left, top, right, bottom = box
    pad = max((bottom - top) * 0.2, _PAD)
    return left - pad, top - pad, right + pad, bottom + pad


def _crop(grey: Any, box: Box) -> Any:
    left, top, right, bottom = (max(int(side), 0) for side in box)
    return cv2.cvtColor(np.ascontiguousarray(grey[top : bottom + 1, left : right + 1]), cv2.COLOR_GRAY2BGR)


def _spread(box: Box, text: str, scale: float) -> Iterator[Glyph]:
    """The characters side by side, each as wide as its kind."""
    left, top, right, bottom = (side / scale for side in box)
    widths = [1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text]
    if not widths:
        return
    unit = (right - left) / sum(widths)
    height, middle = max(min(unit, bottom - top), 0.75 * (bottom - top)), (top + bottom) / 2
    for char, width in zip(text, widths, strict=True):
        lower = middle + height / 2
        yield Glyph(left, middle - height / 2, left + width * unit, lower, char, lower)
        left += width * unit
