"""A page that lay askew on the scanner, made level."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

_LARGEST = 5.0  # degrees; nobody lays a sheet worse
_LOOKED_AT = 1_000  # pixels along the longer side while looking for the angle
_LEAST = 0.03  # degrees, under which turning does more harm than good


def levelled(grey: Any) -> Any:
    """The picture turned so that its rows run level."""
    angle = skew(grey)
    return grey if abs(angle) < _LEAST else turned(grey, angle)


def skew(grey: Any) -> float:
    """By how many degrees clockwise the rows lean: where lines and text make the sharpest steps."""
    ink = _small_ink(grey)
    best = 0.0
    for reach, step in ((_LARGEST, 0.5), (0.5, 0.1), (0.1, 0.02)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ink, angle)))
    return best


def turned(grey: Any, angle: float) -> Any:
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )


def _small_ink(grey: Any) -> Any:
    factor = min(1.0, _LOOKED_AT / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(small, 31)
    ink = cv2.subtract(paper, small)
    edge = max(ink.shape[1] // 40, 1)  # the shadow of the sheet's edge leans as it likes
    return ink[edge:-edge, edge:-edge].astype(np.float32)


def _sharpness(ink: Any, angle: float) -> float:
    """How much the sums of the rows change from one to the next, once leaned back by this angle."""
    height, width = ink.shape
    slope = np.tan(np.radians(angle))
    matrix = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]], dtype=np.float32)
    rows = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())
