"""Words of a form in lines of about one length, as offices break them: 主管部门 above 及代码."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from jixiao.writers.printed import width_of

_PIECE = re.compile(r"（[^（）]{1,6}）|\([^()]{1,6}\)|[!-~]+|指标|.", re.DOTALL)  # these stay whole


def balanced(text: str, across: float) -> str:
    """The words with line breaks, where they need several lines of that many columns.

    >>> balanced("项目资金（万元）", 10), balanced("年度总体目标", 10), balanced("项目名称", 8)
    ('项目资金\\n（万元）', '年度总体\\n目标', '项目名称')
    """
    pieces = _PIECE.findall(text)
    if "\n" in text or max(map(width_of, pieces), default=0) > across or width_of(text) <= across:
        return text  # broken by whoever drew the form, or too narrow to be broken well
    most = across - 1 if re.search("[!-~]", text) else across  # fonts differ in letters and digits
    greedy = _lines(pieces, most)
    widths = range(4 * ceil(width_of(text) / len(greedy) / 4), int(most), 4)  # whole words of two characters
    even = (lines for width in widths if len(lines := _lines(pieces, width)) == len(greedy))
    return "\n".join(next(even, greedy))


def _lines(pieces: Sequence[str], across: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width_of(lines[-1] + piece) > across:
            lines.append("")
        lines[-1] += piece
    return lines
