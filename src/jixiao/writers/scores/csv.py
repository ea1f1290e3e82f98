"""Scores as CSV: one indicator, or other row with a result, a line; under the names of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.model.message import Language
from jixiao.writers.csv import guarded, line
from jixiao.writers.scores.rows import ScoredRow, scored_rows
from jixiao.writers.scores.scored import Scored


def write(scored: Iterable[Scored], language: Language) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + line(ScoredRow._fields)
    for each in scored:
        for row in scored_rows(each, language):
            yield line([guarded(value) for value in row])
