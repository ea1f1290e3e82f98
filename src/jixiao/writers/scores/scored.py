"""A document beside what was worked out of it."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.model.table import Document
from jixiao.scoring.monitoring import Watch
from jixiao.scoring.review import Review
from jixiao.scoring.score import TableScore


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with what was worked out of its tables; its findings are among the document's."""

    document: Document
    scores: tuple[TableScore, ...] = ()
    watches: tuple[Watch, ...] = ()
    reviews: tuple[Review, ...] = ()
