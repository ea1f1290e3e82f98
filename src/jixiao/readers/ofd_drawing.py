"""Pages of an OFD file drawn to be shown: its characters and its lines, as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from jixiao.readers.page.shapes import Box, Glyph

_FONTS = "'Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,serif"


def svg(size: tuple[float, float], glyphs: Iterable[Glyph], strokes: Iterable[Box]) -> bytes:
    """A picture of the page in points."""
    width, height = size
    lines = "".join(f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" for x0, y0, x1, y1 in strokes)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}"><rect width="100%" height="100%" fill="#fff"/>'
        f'<path d="{lines}" stroke="#000" stroke-width=".6"/>'
        f'<g font-family="{_FONTS}">{"".join(_texts(glyphs))}</g></svg>'
    )
    return drawn.encode()


def _texts(glyphs: Iterable[Glyph]) -> Iterator[str]:
    """Characters of one line and size together, each at its place."""
    for (base, size), run in groupby(glyphs, key=lambda g: (round(g.base, 1), round(g.bottom - g.top, 1))):
        yield _text(list(run), base, size)


def _text(run: Sequence[Glyph], base: float, size: float) -> str:
    xs = " ".join(f"{glyph.left:.1f}" for glyph in run)
    said = escape("".join(glyph.text if glyph.text.isprintable() else " " for glyph in run))
    return f'<text x="{xs}" y="{base}" font-size="{size}" xml:space="preserve">{said}</text>'
