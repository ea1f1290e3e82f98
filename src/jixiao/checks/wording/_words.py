"""The words of the group, and patterns made of them."""

from __future__ import annotations

import re

from jixiao.scoring.words import load_words

WORDS = load_words(__file__)


def any_of(*names: str) -> str:
    """A pattern for the words these classes hold anywhere or end with, the longest first."""
    words = [word for name in names for word in (*WORDS[name].holds, *WORDS[name].ends)]
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
