"""Terminal lines as SVG in which every word stands in its column, Chinese ones too.

rich's own export counts a Chinese character as one column and loads its font
from elsewhere; this places each run of words by terminal cells and uses the
fonts that the reader has.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from html import escape

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

CELL, LINE, SIZE, MARGIN = 8.4, 22, 15, 18
PAPER, INK, FAINT = "#1b1f27", "#d5d9e0", "#8b93a1"
COLOURS = {1: "#e06c75", 2: "#98c379", 3: "#e5c07b", 6: "#61afdf"}  # by the terminal's numbers
FONTS = "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace"
SHORT = 12  # cells
RUN = re.compile(r"\S+(?: \S+)*")


def svg(lines: Sequence[str], columns: int) -> str:
    """The lines, which may hold ANSI colours, as a picture of a terminal."""
    width, height = columns * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    words = "\n".join(word for place, line in enumerate(lines) for word in _words(line, place))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}">\n'
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>\n'
        f'<g font-family="{FONTS}" font-size="{SIZE}" fill="{INK}" xml:space="preserve">\n'
        f"{words}\n</g>\n</svg>\n"
    )


def _words(line: str, place: int) -> Iterator[str]:
    y, done = MARGIN + place * LINE + SIZE, 0
    for text, style, _ in Text.from_ansi(line).render(Console(file=io.StringIO(), width=1000), end=""):
        for run in RUN.finditer(text):
            x = MARGIN + (done + cell_len(text[: run.start()])) * CELL
            length = cell_len(run[0]) * CELL
            look = _look(style)
            if set(run[0]) == {"─"}:
                yield f'<path d="M{x:g} {y - SIZE // 3}h{length:g}" stroke="{FAINT}"/>'
            else:
                fitted = "" if _is_short_quotation(run[0]) else f' textLength="{length:g}"'
                yield f'<text x="{x:g}" y="{y}"{fitted}{look}>{escape(run[0])}</text>'
        done += cell_len(text)


def _is_short_quotation(run: str) -> bool:
    """Terminals give “ and ” one cell, Chinese fonts two: a few words between them would be squeezed."""
    return run[0] == "“" and cell_len(run) <= SHORT


def _look(style: Style | None) -> str:
    if style is None:
        return ""
    colour = COLOURS.get(style.color.number or 0) if style.color else (FAINT if style.dim else None)
    return (f' fill="{colour}"' if colour else "") + (' font-weight="bold"' if style.bold else "")
