"""What is wrong, doubtful or remarkable in a user's document: data, not exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.source import Source


class Level(StrEnum):
    """How much a finding weighs: the table cannot be accepted so; a reviewer would ask; style."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def reaches(self, least: Level) -> bool:
        """Whether it weighs as much as ``least`` or more.

        >>> Level.ERROR.reaches(Level.WARNING), Level.NOTE.reaches(Level.WARNING)
        (True, False)
        """
        return _RISING.index(self) >= _RISING.index(least)


_RISING = (Level.NOTE, Level.WARNING, Level.ERROR)


@dataclass(frozen=True, slots=True)
class Correction:
    """A new text for a cell that removes the finding.

    ``source`` is the cell and ``text`` what shall stand there. It ``is_safe``
    when only the way of writing changes; what changes the meaning needs a
    person's look.
    """

    source: Source
    text: str
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one document, from reading to scoring.

    ``rule`` names the problem in kebab-case. ``table`` is the subject of the
    table it belongs to and ``indicator`` the indicator's printed name, both
    empty when the remark is about more than that. ``basis`` is the regulation
    it rests on and ``opinion`` what a reviewer would write; remarks of the
    readers have neither.
    """

    rule: str
    level: Level
    message: Message
    table: str = ""
    indicator: str = ""
    source: Source | None = None
    basis: Message | None = None
    suggestion: Message | None = None
    opinion: Opinion | None = None
    correction: Correction | None = None

    def fingerprint(self, document: str) -> str:
        """What stays the same when the file is read again, or lies in another folder.

        It counts in the document's own name, the rule, the table, the indicator
        and the text of the cell, and leaves out words and places.
        """
        text = self.source.text if self.source else ""
        same = (document.replace("\\", "/").rpartition("/")[2], self.rule, self.table, self.indicator, text)
        return sha256("\x1f".join(same).encode("utf-8", "surrogatepass")).hexdigest()[:20]
