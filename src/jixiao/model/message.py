"""What jixiao says to its users, in both of their languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    CHINESE = "zh"
    ENGLISH = "en"


class Count(int):
    """A number beside what it counts, for English texts: one table, two tables.

    >>> f"{Count(1):table}, {Count(2):table}, {Count(2):entry/entries}, {Count(3)}"
    '1 table, 2 tables, 2 entries, 3'
    """

    def __format__(self, counted: str) -> str:
        one, _, more = counted.partition("/")
        noun = one if self == 1 else more or f"{one}s"
        return f"{int(self)} {noun}" if one else f"{int(self)}"


@dataclass(frozen=True, slots=True)
class Message:
    """One statement, said in Chinese and in English.

    Order of its parts: where, what was found, what is required, on which
    basis, what to do. Leave out what does not apply; never change the order.
    """

    zh: str
    en: str

    def said_in(self, language: Language) -> str:
        return self.zh if language is Language.CHINESE else self.en
