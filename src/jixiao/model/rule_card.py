"""What a rule says of itself, for those who print findings and know no rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule in words: the problem (``title``), why it matters (``help``), what it rests on (``basis``).

    ``level`` is the usual one; a finding may weigh otherwise. Paragraphs of
    ``help`` are parted by blank lines.
    """

    name: str
    group: str
    level: Level
    opinion: Opinion
    title: Message
    basis: Message
    read_help: Callable[[], Message]

    @property
    def help(self) -> Message:
        """Read from the rule's page each time: few who print findings print that."""
        return self.read_help()
