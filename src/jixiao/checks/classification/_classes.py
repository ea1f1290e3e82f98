"""What the rules on classes share: the group's words, and which classes are benefits."""

from __future__ import annotations

from jixiao.checks.names import Topic
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
BENEFITS = frozenset({Topic.ECONOMIC, Topic.SOCIAL, Topic.ECOLOGICAL, Topic.SUSTAINABLE})
OUTPUTS = frozenset({Topic.QUANTITY, Topic.QUALITY, Topic.TIMELINESS})
