"""A finding a line, for editors and for searching: ``file: level rule: what is said``, without its basis.

Levels are the words of the contract in both languages, so that one pattern
fits: ``^(.+?): (error|warning|note) ([a-z0-9-]+): (.+)$``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jixiao.model.finding import Finding
from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.findings import Cards
from jixiao.writers.findings.grouped import by_table
from jixiao.writers.printed import one_line, valid
from jixiao.writers.words import sentence


def write(documents: Iterable[Document], language: Language, cards: Cards) -> Iterator[bytes]:
    del cards  # a line says what the finding says
    for document in documents:
        name = valid(document.name)
        found = (each for group in by_table(document) for each in group.findings)
        yield "".join(f"{_line(name, each, language)}\n" for each in found).encode()


def _line(name: str, found: Finding, language: Language) -> str:
    said = sentence(replace(found, basis=None)).said_in(language)
    return one_line(f"{name}: {found.level} {found.rule}: {said}")
