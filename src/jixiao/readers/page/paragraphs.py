"""Lines of text outside tables, joined where one goes on in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.readers.page.lines import is_full, text_of
from jixiao.readers.page.shapes import Line

_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]\D")
# A heading of its own
_SECTION = re.compile(r"第.{1,3}部分.{0,12}|附[件表][一二三四五六七八九十\d]*[:：]?|目\s*录")
_INDENT = 1.2  # ems: a line further right begins a paragraph
_LEADING = 2.2  # heights of a line, from one to the next


def paragraphs(lines: Sequence[Line], left: float, right: float) -> Iterator[str]:
    """The paragraphs of lines that follow each other, in a column of text with these sides."""
    begun: list[Line] = []
    for line in lines:
        if begun and not _goes_on(begun[-1], line, left, right):
            yield _text(begun, left, right)
            begun = []
        begun.append(line)
    if begun:
        yield _text(begun, left, right)


def _goes_on(line: Line, following: Line, left: float, right: float) -> bool:
    if "\t" in line.text or "\t" in following.text or _ITEM.match(following.text):
        return False
    if _SECTION.fullmatch(line.text):
        return False
    reaches = is_full(line._replace(left=left), following, left, right, margin=0.9)
    near = following.top - line.top < _LEADING * (line.bottom - line.top)
    return reaches and near and following.left - left < _INDENT * line.em and line.left - left < 3 * line.em


def _text(lines: Sequence[Line], left: float, right: float) -> str:
    return lines[0].text if len(lines) == 1 else text_of(lines, left, right).replace("\n", "")
