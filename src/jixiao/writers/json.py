"""The contract as one JSON document (``Report``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.contract import Document as Record
from jixiao.writers.records import document_record


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    return joined(document_record(document, language) for document in documents)


def joined(records: Iterable[Record]) -> Iterator[bytes]:
    """Each document is written as it comes; the result is one valid JSON object."""
    opening = b'{"documents": [\n'
    for record in records:
        yield opening + msgspec.json.format(msgspec.json.encode(record), indent=1)
        opening = b",\n"
    yield b"\n]}\n" if opening == b",\n" else opening + b"]}\n"
