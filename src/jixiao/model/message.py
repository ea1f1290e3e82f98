"""What jixiao says to its users, in both of their languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    CHINESE = "zh"
    ENGLISH = "en"


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
