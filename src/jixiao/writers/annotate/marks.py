"""The marks by which a cell that was read is found again in its file."""

from __future__ import annotations

import re

_MARK = re.compile("⟦(\\d+)⟧")


def mark(number: int) -> str:
    return f"⟦{number}⟧"


def marks_in(text: str) -> list[int]:
    """The numbers of the marks in a text.

    >>> marks_in("≥95%⟦12⟧\\n⟦13⟧")
    [12, 13]
    """
    return [int(number) for number in _MARK.findall(text)]
