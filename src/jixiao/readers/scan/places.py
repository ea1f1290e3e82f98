"""Where text stands on a picture: what the detector finds, cut at rulings, and the ink that it overlooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from jixiao.readers.page.shapes import Box, Ruling
from jixiao.readers.scan.ruled import Ruled
from jixiao.readers.scan.texts import engine

_LONG_SIDE = 2_000  # pixels while looking for text; reading it takes the full picture
_BESIDE = 0.8  # of a line's height: how far its last character may be
_COMMON = 0.7  # of a text's area that another one covers
_PAD = 2  # pixels
_MOST = 200  # marks beside the text that was found


class Place(NamedTuple):
    """A line of text: ``ink`` is the box around what is printed, ``room`` the one it was found in.

    What was overlooked has no room of its own.
    """

    ink: Box
    room: Box | None

    @property
    def reach(self) -> Box:
        """What is looked at to read it: its ink with a little paper; rulings beside it look like signs."""
        left, top, right, bottom = self.ink
        pad = (bottom - top) * 0.2 + _PAD
        if self.room is None:
            return left - pad, top - pad, right + pad, bottom + pad
        x0, y0, x1, y1 = self.room
        return max(x0, left - pad), min(y0, top), min(x1, right + pad), max(y1, bottom)

    def with_ink(self, box: Box) -> Place:
        return Place(_around(self.ink, box), self.room and _around(self.room, box))


def boxes_of(bare: Any) -> list[Box]:
    """Where the detector sees text on a picture without its rulings."""
    factor = min(1.0, _LONG_SIDE / max(bare.shape))
    small = cv2.resize(bare, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else bare
    found, _ = engine().text_det(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))
    corners = np.array(found if found is not None else ()).reshape(-1, 4, 2) / factor
    sides = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1).tolist()
    return [(left, top, right, bottom) for left, top, right, bottom in sides]


def places_of(boxes: Iterable[Box], ruled: Ruled, scale: float) -> list[Place]:
    """The lines of text that these boxes hold and those beside them, each within its cell."""
    ink = cv2.subtract(ruled.ink, ruled.lines)
    rooms = (part for box in boxes for part in _cut(box, ruled, scale))
    places = _apart([Place(tight, room) for room in rooms if (tight := _tight(room, ink))])
    lone = []
    for mark in _rest(ink, [place.ink for place in places], scale):
        at = _beside(mark, places, ruled, scale)
        if at is None:
            lone.append(Place(mark, None))
        else:
            places[at] = places[at].with_ink(mark)
    return places + lone


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
    first, last = int(left + columns[0]), int(left + columns[-1] + 1)
    top, bottom = int(top + rows[0]), int(top + rows[-1] + 1)
    if last - first < bottom - top:
        top, bottom = _whole(ink[:, first:last], top, bottom)
    return float(first), float(top), float(last), float(bottom)


def _whole(ink: Any, top: int, bottom: int) -> tuple[int, int]:
    """The rows of a lone mark, which a box may cut at its head and foot."""
    most = (bottom - top) // 2
    free = np.flatnonzero(~ink.any(axis=1))
    above, below = free[free < top], free[free >= bottom]
    first = int(above[-1]) + 1 if len(above) else 0
    last = int(below[0]) if len(below) else len(ink)
    return first if top - first <= most else top, last if last - bottom <= most else bottom


def _apart(places: list[Place]) -> list[Place]:
    """Without what lies in a larger one: a room cut at a ruling may hold the next cell's last stroke."""
    sides = np.array([place.ink for place in places]).reshape(-1, 4)
    areas = (sides[:, 2:] - sides[:, :2]).prod(axis=1)
    kept = []
    for place, own, area in zip(places, sides, areas, strict=True):
        common = np.minimum(sides[:, 2:], own[2:]) - np.maximum(sides[:, :2], own[:2])
        if not ((np.clip(common, 0, None).prod(axis=1) > _COMMON * area) & (areas > area)).any():
            kept.append(place)
    return kept


def _rest(ink: Any, found: Sequence[Box], scale: float) -> list[Box]:
    """Ink that was not taken for text though it is as large as characters are: lone digits and signs."""
    if not found:
        return []
    em = float(np.median([bottom - top for _, top, _, bottom in found]))
    left = ink.copy()
    for x0, y0, x1, y1 in found:
        left[max(int(y0) - _PAD, 0) : int(y1) + _PAD, max(int(x0) - _PAD, 0) : int(x1) + _PAD] = 0
    left = cv2.morphologyEx(left, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    joined = cv2.dilate(left, np.ones((max(int(em * 0.25), 3), max(int(em * 0.6), 3)), np.uint8))
    count, _labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = (_tight((s[0], s[1], s[0] + s[2], s[1] + s[3]), left) for s in stats[1:count])
    return [b for b in boxes if b is not None and _is_text_size(b, em, scale)][:_MOST]


def _is_text_size(box: Box, em: float, scale: float) -> bool:
    width, height = (box[2] - box[0]) / em, (box[3] - box[1]) / em
    is_level = height >= 0.12 and width >= 0.35  # as = is
    return (height >= 0.25 or is_level) and height <= 1.5 and width >= max(0.1, scale / em)


def _beside(mark: Box, places: Sequence[Place], ruled: Ruled, scale: float) -> int | None:
    """The line that a mark begins or ends, with no ruling between."""
    left, top, right, bottom = mark
    for at, ((x0, y0, x1, y1), _) in enumerate(places):
        is_level = min(bottom, y1) - max(top, y0) > 0.6 * (bottom - top)
        if is_level and max(x0 - right, left - x1) < _BESIDE * (y1 - y0):
            first, last = min(x1, right) / scale, max(x0, left) / scale
            return None if _inside(ruled.rulings.down, first, last, (top + bottom) / 2 / scale) else at
    return None


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
