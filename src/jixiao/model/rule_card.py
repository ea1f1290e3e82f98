"""What a rule says of itself, for those who print findings and know no rules."""

from __future__ import annotations

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
    help: Message
    basis: Message
