"""Lines that run from page to page around the text: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.readers.page.shapes import Line, Sheet

_MARGIN = 0.1  # of the page's height
_SHRUNK = 0.2  # of the page's height: so far inside the first and the last line may stand
_LARGEST = 13.0  # points: titles are larger
_PAGE_NUMBER = re.compile(r"[-—–―·•\s第共页/,，.Pageof\d()（）|ivxIVX一二三四五六七八九十]+$")
_TITLE = re.compile(r"表(?:\s*[（(].*)?$|^附件|单位[：:]")


def without_running(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The pages without page numbers; of other running lines the first one is kept."""
    margins = [_margins(sheet) for sheet in sheets]
    counts = Counter(key for lines in margins for key in {_key(line) for line in lines})
    least = max(2, min(3, len(sheets) - 1))
    seen: set[str] = set()
    for sheet, lines in zip(sheets, margins, strict=True):
        gone = {line for line in lines if _is_running(line, counts, least, seen)}
        seen.update(_key(line) for line in lines)
        yield replace(sheet, lines=tuple(line for line in sheet.lines if line not in gone)) if gone else sheet


def _margins(sheet: Sheet) -> list[Line]:
    """The lines at the head and foot of the page, outside its tables."""
    top, bottom = sheet.height * _MARGIN, sheet.height * (1 - _MARGIN)
    outer = _outermost(sheet)
    return [
        line
        for line in sheet.lines
        if (line.bottom < top or line.top > bottom or line in outer)
        and line.em <= _LARGEST
        and not _TITLE.search(line.text)
    ]


def _outermost(sheet: Sheet) -> list[Line]:
    """The lines above and below all others: farther inside on pages that were shrunk with all they hold."""
    above = min((frame.down[0] for frame in sheet.frames), default=sheet.height)
    below = max((frame.down[-1] for frame in sheet.frames), default=0.0)
    first = min(above, sheet.height * _SHRUNK)
    last = max(below, sheet.height * (1 - _SHRUNK))
    found = [line for line in sheet.lines[:1] if line.bottom < first]
    return found + [line for line in sheet.lines[-1:] if line.top > last]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", line.text))


def _is_running(line: Line, counts: Counter[str], least: int, seen: set[str]) -> bool:
    if _PAGE_NUMBER.match(line.text) and len(line.text) < 24:
        return True
    return counts[_key(line)] >= least and _key(line) in seen
