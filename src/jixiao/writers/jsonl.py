"""The contract, a table a line (``Line``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.records import line_records


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    for document in documents:
        for line in line_records(document, language):
            yield msgspec.json.encode(line) + b"\n"
