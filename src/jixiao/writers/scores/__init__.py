"""What was worked out of the tables, as files: scores, lights and reviews, one module per format.

Every module offers ``write(scored, language)``, which yields the file's bytes
piece by piece, as in `jixiao.writers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from jixiao.model.message import Language

WriteScores = Callable[[Iterable[Any], Language], Iterator[bytes]]  # of `Scored` values


@dataclass(frozen=True, slots=True)
class ScoreFormat:
    """A format that scores are written in."""

    name: str
    suffixes: tuple[str, ...]
    is_text: bool = True

    @property
    def write(self) -> WriteScores:
        write: WriteScores = import_module(f"{__name__}.{self.name}").write
        return write


SCORE_FORMATS: dict[str, ScoreFormat] = {
    known.name: known
    for known in (
        ScoreFormat("json", (".json",)),
        ScoreFormat("jsonl", (".jsonl", ".ndjson")),
        ScoreFormat("csv", (".csv",)),
        ScoreFormat("xlsx", (".xlsx",), is_text=False),
    )
}


def score_format_of(suffix: str) -> ScoreFormat | None:
    """The format that a file name's suffix asks for.

    >>> score_format_of(".CSV").name
    'csv'
    """
    return next((known for known in SCORE_FORMATS.values() if suffix.lower() in known.suffixes), None)
