"""Which way up a page lies: some are scanned on their side, some upside down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from jixiao.readers.page.shapes import Box
from jixiao.readers.scan.texts import engine

_LOOKED_AT = 6  # lines, the longest; recognised at once
_LONG = 2.5  # heights: a line of text, not a character or a column of two
_SHAPE = 4  # heights of the part of a line that is looked at


def quarter_turns(grey: Any, boxes: Sequence[Box]) -> int:
    """How often a page must be turned clockwise by 90° for its lines of text to stand upright."""
    level = [box for box in boxes if box[2] - box[0] > _LONG * (box[3] - box[1])]
    steep = [box for box in boxes if box[3] - box[1] > _LONG * (box[2] - box[0])]
    if sum(b[3] - b[1] for b in steep) > sum(b[2] - b[0] for b in level):
        return 1 if _is_upside_down([np.rot90(crop) for crop in _longest(grey, steep)]) else 3
    return 2 if _is_upside_down(_longest(grey, level)) else 0


def turned(grey: Any, quarters: int) -> Any:
    return np.ascontiguousarray(np.rot90(grey, -quarters))


def _longest(grey: Any, boxes: Sequence[Box]) -> list[Any]:
    """Pieces of the longest lines."""
    found = sorted(boxes, key=lambda box: (box[0] - box[2]) + (box[1] - box[3]))[:_LOOKED_AT]
    return [_piece(grey, *(max(int(side), 0) for side in box)) for box in found]


def _piece(grey: Any, left: int, top: int, right: int, bottom: int) -> Any:
    most = _SHAPE * min(right - left, bottom - top)
    return grey[top : min(bottom, top + most), left : min(right, left + most)]


def _is_upside_down(crops: Sequence[Any]) -> bool:
    if not crops:
        return False
    _, found, _ = engine().text_cls([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops])
    # The surer ones count more: rulings and lone numbers look alike either way.
    return bool(sum((score - 0.5) * (1 if label == "180" else -1) for label, score in found) > 0)
