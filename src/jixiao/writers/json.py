"""The contract as one JSON document (``Report``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.records import document_record


def write(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    """Each document is written as it comes; the result is one valid JSON object."""
    opening = b'{"documents": [\n'
    for document in documents:
        encoded = msgspec.json.encode(document_record(document, language))
        yield opening + msgspec.json.format(encoded, indent=1)
        opening = b",\n"
    yield b"\n]}\n" if opening == b",\n" else opening + b"]}\n"
