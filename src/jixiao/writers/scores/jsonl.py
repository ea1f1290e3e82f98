"""Scores as JSON Lines: one table a line (``ScoredLine``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from jixiao.model.message import Language
from jixiao.writers.scores.records import scored_lines
from jixiao.writers.scores.scored import Scored


def write(scored: Iterable[Scored], language: Language) -> Iterator[bytes]:
    for each in scored:
        for line in scored_lines(each, language):
            yield msgspec.json.encode(line) + b"\n"
