"""Findings as flat rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jixiao.model.finding import Finding
from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.findings.grouped import by_table
from jixiao.writers.printed import place_of, valid


class FindingRow(NamedTuple):
    """One finding with all that says where it is and what it means."""

    document: str
    table: int | None
    subject: str
    indicator: str
    place: str
    cell: str
    level: str
    opinion: int | None
    opinion_words: str
    message: str
    basis: str
    suggestion: str
    correction: str
    rule: str


def finding_rows(document: Document, language: Language) -> Iterator[FindingRow]:
    """In the order of the document's tables and their rows."""
    name = valid(document.name)
    for group in by_table(document):
        for found in group.findings:
            yield FindingRow(
                name,
                group.number or None,
                found.table,
                found.indicator,
                place_of(found.source).said_in(language),
                found.source.text if found.source else "",
                found.level.value,
                found.opinion.value if found.opinion else None,
                found.opinion.said.said_in(language) if found.opinion else "",
                found.message.said_in(language),
                basis_of(found, language),
                found.suggestion.said_in(language) if found.suggestion else "",
                found.correction.text if found.correction else "",
                found.rule,
            )


def basis_of(found: Finding, language: Language) -> str:
    """What the finding rests on, in the reader's language."""
    return found.basis.said_in(language) if found.basis else ""
