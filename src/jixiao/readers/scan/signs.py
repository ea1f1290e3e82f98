"""The sign before a number, looked at once more: recognition drops bars, and at times the whole sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

_FROM_NUMBER = re.compile(r"[<>＜＞]?\s*\d")
_WIDE = 0.7  # of the sign: its bar and its angle
_SPECK = 4  # pixels
_BARRED = {"<": "≤", "＜": "≤", ">": "≥", "＞": "≥"}
_ALIKE = "27Zz"


def signed(text: str, score: float, crop: Any) -> tuple[str, float]:
    """The text with the ≥ or ≤ that the picture shows at its head, and how sure it is."""
    grey = crop[:, :, 0]
    if len(text) < 2:
        sign = _sign(grey)
        return (sign, 1.0) if sign else (text, score)
    if not _FROM_NUMBER.match(text):
        return text, score
    if text[0] in _BARRED:
        return (_BARRED[text[0]] + text[1:].lstrip() if _has_bar(grey) else text), score
    sign = _sign(grey)
    if not sign:
        return text, score
    # A sign taken for a digit is one of the characters read; one that was dropped is one more.
    is_misread = text[0] in _ALIKE and len(_marks(grey)) <= len(text)
    return sign + (text[1:] if is_misread else text), score


def _marks(grey: Any) -> list[slice]:
    """What stands side by side."""
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return _runs(ink.sum(axis=0) > 0)


def _has_bar(grey: Any) -> bool:
    """Whether most columns of the first sign cross three strokes: an angle alone has two."""
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    first = _runs(ink.sum(axis=0) > 0)[:1]
    return bool(first) and float(np.mean([len(_runs(column > 0)) > 2 for column in ink[:, first[0]].T])) > 0.4


def _sign(grey: Any) -> str:
    """The first sign if it is an angle over a bar, flat or slanted; digits have no such parts."""
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    first = _runs(ink.sum(axis=0) > 0)[:1]
    if not first:
        return ""
    sign = ink[:, first[0]]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(sign), connectivity=4)
    parts = [at for at in range(1, count) if stats[at][4] > _SPECK]
    if len(parts) != 2 or min(stats[at][2] for at in parts) < _WIDE * sign.shape[1]:
        return ""
    angle, bar = sorted(parts, key=lambda at: int(stats[at][1] + stats[at][1] + stats[at][3]))
    if stats[bar][4] > stats[angle][4]:
        return ""
    return _pointing([float(np.flatnonzero(row).mean()) / len(row) for row in labels == angle if row.any()])


def _pointing(middles: Sequence[float]) -> str:
    """By where the ink stands at the head, in the middle and at the foot of an angle."""
    head, middle, foot = middles[0], middles[len(middles) // 2], middles[-1]
    if middle - max(head, foot) > 0.2:
        return "≥"
    return "≤" if min(head, foot) - middle > 0.2 else ""


def _runs(marks: Any) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
