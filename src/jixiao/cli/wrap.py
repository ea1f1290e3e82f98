"""Chinese prose in lines: broken anywhere but inside words; no line begins with 。 or ends with （."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_UNBREAKABLE = re.compile(r"[“‘（《〈【［〔]*(?:[!-~]+|.)[”’）》〉】］〕，。、；：！？…%％]*", re.DOTALL)


def wrapped(text: str, width: int) -> str:
    """The text in lines of at most ``width`` columns; a Chinese character takes two.

    >>> print(wrapped("推进平安甘肃、法治甘肃建设，完成率100%。", 14))
    推进平安甘肃、
    法治甘肃建设，
    完成率100%。
    """
    return "\n".join(line for paragraph in text.splitlines() for line in _lines(paragraph, width))


def _lines(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _UNBREAKABLE.findall(paragraph):
        needed = cell_len(piece)
        if line and used + needed > width:
            yield line.rstrip()
            line, used = "", 0
            if piece.isspace():
                continue  # a line does not begin with the blank it was broken at
        line, used = line + piece, used + needed
    yield line.rstrip()
