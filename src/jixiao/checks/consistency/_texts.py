"""What the rules on consistency share: the group's words, and texts made ready for comparing."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.model.indicator import Indicator
from jixiao.model.number import half_width, plain
from jixiao.model.target import Bound
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
_NAMED = re.compile('“[^”]*”|《[^》]*》|"[^"]*"|〔[^〕]*〕')
_CLAUSE = re.compile("[,，。;；、:：!！?？()（）]")


def any_of(name: str) -> str:
    """A pattern for the words of a class, the longest first."""
    held = WORDS[name]
    words = sorted((*held.begins, *held.holds, *held.ends, *held.whole), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, words))})"


@lru_cache(maxsize=1 << 10)
def without_names(text: str) -> str:
    """A text in half width without white space, proper names and titles (“…”, 《…》) taken out."""
    return half_width(_NAMED.sub("", "".join(text.split())))


def clauses(text: str) -> list[str]:
    return [each for each in _CLAUSE.split(text) if each]


def meant(indicator: Indicator) -> str:
    """The target, however it is written: ≥95.0% is ≥95%."""
    target = indicator.target
    if isinstance(target, Bound):
        return f"{target.comparator}{target.amount.normalize()}{target.unit.canonical}"
    return plain(indicator.printed)


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, by which names are held to be alike."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
