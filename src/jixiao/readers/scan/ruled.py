"""The rulings on a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from jixiao.readers.page.ruled import merged
from jixiao.readers.page.shapes import Ruling, Rulings

_PIECE = 11.0  # points: a straight stroke that may be a part of a ruling
_GAP = 1.2  # points that noise may tear out of a ruling
_THICKEST = 4.0  # points
_SURE = 100.0  # points: longer than any row of strokes that happen to stand in line
_COVERED = 0.7  # of a ruling is ink
_TOUCH = 4.0  # points between a ruling's end and the ruling that it meets


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rulings in points, the ink in pixels and which of it belongs to rulings."""

    rulings: Rulings
    ink: Any
    lines: Any

    def without_lines(self, grey: Any) -> Any:
        """The picture with paper where its rulings are."""
        bare = grey.copy()
        bare[self.lines > 0] = 255
        return bare


def ruled(grey: Any, scale: float) -> Ruled:
    ink = ink_of(grey, scale)
    across, across_mask = _strokes(ink, scale)
    down, down_mask = _strokes(np.ascontiguousarray(ink.T), scale)
    inked = Rulings(
        tuple(_inked(merged(across), ink, scale)),
        tuple(_inked(merged(down), np.ascontiguousarray(ink.T), scale)),
    )
    kept = _meeting(inked)
    mask = cv2.bitwise_or(_along(kept.across, across_mask, scale), _along(kept.down, down_mask, scale).T)
    return Ruled(kept, ink, cv2.dilate(mask, np.ones((3, 3), np.uint8)))


def ink_of(grey: Any, scale: float) -> Any:
    """White where something darker than the paper around it is printed."""
    block = int(12 * scale) | 1
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18)


def _strokes(ink: Any, scale: float) -> tuple[list[Ruling], Any]:
    """Straight pieces that run along the rows, and where they are."""
    gap, piece = max(int(_GAP * scale), 3), max(int(_PIECE * scale), 12)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, piece), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened)
    found = [_stroke(stats[i], scale) for i in range(1, count)]
    return [ruling for ruling in found if ruling is not None], opened


def _stroke(stat: Sequence[int], scale: float) -> Ruling | None:
    left, top, width, height, area = (int(n) for n in stat)
    if area / width > _THICKEST * scale or height > 2 * _THICKEST * scale:
        return None
    return Ruling((top + height / 2) / scale, left / scale, (left + width) / scale)


def _inked(found: Iterable[Ruling], ink: Any, scale: float) -> Iterator[Ruling]:
    """Without rows of strokes that only stand in line."""
    for ruling in found:
        middle, reach = round(ruling.position * scale), max(round(0.6 * scale), 1)
        band = ink[
            max(middle - reach, 0) : middle + reach + 1,
            int(ruling.start * scale) : int(ruling.end * scale) + 1,
        ]
        if band.size and float((band.max(axis=0) > 0).mean()) >= _COVERED:
            yield ruling


def _meeting(found: Rulings) -> Rulings:
    """Without the strokes of characters: what is short counts only between two rulings that it meets."""
    sure = Rulings(tuple(_long(found.across)), tuple(_long(found.down)))
    for _ in range(2):
        across = tuple(r for r in found.across if r in sure.across or _spans(r, sure.down))
        down = tuple(r for r in found.down if r in sure.down or _spans(r, sure.across))
        sure = Rulings(across, down)
    return sure


def _long(found: Iterable[Ruling]) -> Iterator[Ruling]:
    return (r for r in found if r.end - r.start >= _SURE)


def _spans(ruling: Ruling, others: Iterable[Ruling]) -> bool:
    position, start, end = ruling
    met = [o.position for o in others if o.start - _TOUCH <= position <= o.end + _TOUCH]
    return any(abs(m - start) <= _TOUCH for m in met) and any(abs(m - end) <= _TOUCH for m in met)


def _along(rulings: Iterable[Ruling], mask: Any, scale: float) -> Any:
    """The part of a mask that lies on these rulings."""
    kept = np.zeros_like(mask)
    reach = _THICKEST / 2
    for position, start, end in rulings:
        rows = slice(max(int((position - reach) * scale), 0), int((position + reach) * scale) + 1)
        columns = slice(max(int(start * scale), 0), int(end * scale) + 1)
        kept[rows, columns] = mask[rows, columns]
    return kept
