"""Watermarks: words that run aslant over a page, larger than what they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao.readers.page.shapes import Glyph

_LARGER = 1.3  # than most characters: aslant, a box holds more than its character
_STEP = 0.1  # heights from one character to the next, in both directions at least
_NEAR = 2.0  # heights, at most
_LEAST = 3  # characters aslant make a mark
_SAMPLED = 25


def without_marks(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The characters that stand upright."""
    sample = sorted(g[3] - g[1] for g in glyphs[:: max(len(glyphs) // _SAMPLED, 1)])
    least = _LARGER * sample[len(sample) // 2] if sample else 0.0
    large = [at for at, g in enumerate(glyphs) if g[3] - g[1] > least]
    if len(large) < _LEAST:
        return glyphs
    marks = {at for run in _runs(glyphs, large) if len(run) >= _LEAST for at in run}
    return [g for at, g in enumerate(glyphs) if at not in marks] if marks else glyphs


def _runs(glyphs: Sequence[Glyph], large: Sequence[int]) -> Iterator[list[int]]:
    """Large characters that follow each other aslant."""
    run = [large[0]]
    for before, at in pairwise(large):
        if at != before + 1 or not _is_aslant(glyphs[before], glyphs[at]):
            yield run
            run = []
        run.append(at)
    yield run


def _is_aslant(before: Glyph, glyph: Glyph) -> bool:
    height = before.bottom - before.top
    across, down = abs(glyph.left - before.left), abs(glyph.base - before.base)
    return min(across, down) > _STEP * height and max(across, down) < _NEAR * height
