"""Findings as CSV: one a row, in the words of the contract, with the opinion in words beside its number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.csv import guarded
from jixiao.writers.findings import Cards
from jixiao.writers.findings.rows import FindingRow, finding_rows


def write(documents: Iterable[Document], language: Language, cards: Cards) -> Iterator[bytes]:
    del cards  # a row says what the finding says
    yield b"\xef\xbb\xbf" + _lines([FindingRow._fields])
    for document in documents:
        yield _lines(finding_rows(document, language))


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    line = csv.writer(out, lineterminator="\r\n")
    line.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)
    return out.getvalue().encode()
