"""Word classes kept as data: what is a rate, what is to be limited, what is an order.

A ``words.toml`` holds one table a class:

    [rate]
    ends = ["率", "比例"]      # what the text ends with
    not = ["效率", "频率"]     # longer words in which that means something else

`ends` fits at the end of a text, `begins` at its beginning, `holds` anywhere,
`whole` the whole text. Words are in half width, without white space.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_REMEMBERED = 1 << 14  # texts, for each class


@dataclass(frozen=True)
class Words:
    """One class of words.

    >>> rates = Words(ends=("率", "比例"), excepted=("效率",))
    >>> rates.in_text("培训合格率"), rates.in_text("工作效率")
    ('率', '')
    """

    ends: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    whole: frozenset[str] = field(default_factory=frozenset)
    excepted: tuple[str, ...] = ()

    def in_text(self, text: str) -> str:
        """The word of the class that the text holds, or nothing."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[text] = self._in_text(text)
        return known

    def __contains__(self, text: str) -> bool:
        return bool(self.in_text(text))

    @cached_property
    def _known(self) -> dict[str, str]:
        """What was asked before: the same names stand in tables again and again."""
        return {}

    def _in_text(self, text: str) -> str:
        if text in self.whole:
            return text
        if not self.holds and not self.begins:
            return self._at_end(text)
        for found in self._pattern.finditer(text):
            if found.lastgroup == "word":
                return found["word"]
        return ""

    def _at_end(self, text: str) -> str:
        """By looking up the text's ends, longest first: no pattern to compile for what most classes are."""
        for length in self._lengths:
            end = text[-length:]
            if end in self._excepted:
                return ""
            if end in self._ends:
                return end
        return ""

    @cached_property
    def _ends(self) -> frozenset[str]:
        return frozenset(self.ends)

    @cached_property
    def _excepted(self) -> frozenset[str]:
        return frozenset(self.excepted)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(word) for word in (*self.ends, *self.excepted)}, reverse=True))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Exceptions stand first and are longer, so that they take the place of the word in them."""
        fits = [
            *(f"(?:{_any(self.ends)})$" for _ in self.ends[:1]),
            *(f"^(?:{_any(self.begins)})" for _ in self.begins[:1]),
            *(_any(self.holds) for _ in self.holds[:1]),
        ]
        kept = f"(?:{_any(self.excepted)})|" if self.excepted else ""
        return re.compile(f"{kept}(?P<word>{'|'.join(fits) or '(?!)'})")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def load_words(beside: str) -> Mapping[str, Words]:
    """The classes of the ``words.toml`` in the folder of a module: ``load_words(__file__)``."""
    path = Path(beside).with_name("words.toml")
    return {
        name.replace("-", "_"): _words(held)
        for name, held in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def _words(held: Mapping[str, list[str]]) -> Words:
    if unknown := held.keys() - {"ends", "begins", "holds", "whole", "not"}:
        raise ValueError(f"words.toml: unknown {', '.join(sorted(unknown))}")
    return Words(
        ends=tuple(held.get("ends", ())),
        begins=tuple(held.get("begins", ())),
        holds=tuple(held.get("holds", ())),
        whole=frozenset(held.get("whole", ())),
        excepted=tuple(held.get("not", ())),
    )
