"""Scores as one JSON document (``ScoredReport``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.model.message import Language
from jixiao.writers.json import joined
from jixiao.writers.scores.records import scored_record
from jixiao.writers.scores.scored import Scored


def write(scored: Iterable[Scored], language: Language) -> Iterator[bytes]:
    return joined(scored_record(each, language) for each in scored)
