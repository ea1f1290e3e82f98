"""审核意见汇总表: a sheet of findings, and the totals by document, by rule and by opinion.

Rows leave the memory as they are written; the totals are counted on the way.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator

from jixiao.model.finding import Level
from jixiao.model.message import Language
from jixiao.model.table import Document
from jixiao.writers.findings import Cards
from jixiao.writers.findings.counts import Counts
from jixiao.writers.findings.rows import finding_rows
from jixiao.writers.printed import cut
from jixiao.writers.words import GROUPS, HEADINGS, LEVELS
from jixiao.writers.xlsx import BORN, Column, Sheets

FINDINGS = (
    Column("document", 16),
    Column("table", 5, "count"),
    Column("subject", 18),
    Column("indicator", 22),
    Column("cell", 16),
    Column("place", 14),
    Column("level", 6, "level"),
    Column("opinion", 6, "count"),
    Column("opinion_words", 14),
    Column("required", 34),
    Column("basis", 28),
    Column("suggestion", 28),
    Column("correction", 14),
    Column("rule", 20),
)
LONGEST = 60  # characters of a cell that is quoted
_LEVELS = (Column("errors", 10, "number"), Column("warnings", 10, "number"), Column("notes", 10, "number"))
_TOTAL = Column("total", 10, "number")
DOCUMENTS = (
    Column("document", 60),
    Column("tables", 10, "number"),
    Column("indicators", 10, "number"),
    *_LEVELS,
    _TOTAL,
)
RULES = (Column("rule", 36), Column("group", 16), Column("problem", 44), *_LEVELS, _TOTAL)
OPINIONS = (Column("opinion", 10, "count"), Column("opinion_words", 44), *_LEVELS, _TOTAL)


def write(documents: Iterable[Document], language: Language, cards: Cards) -> Iterator[bytes]:
    from xlsxwriter import Workbook

    out, counts = io.BytesIO(), Counts()
    with Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": BORN, "title": HEADINGS["findings_title"].said_in(language)})
        sheets = Sheets(book, language)
        sheets.stream("opinions", FINDINGS, _findings(counts.following(documents), language))
        sheets.stream("by_document", DOCUMENTS, _documents(counts))
        sheets.stream("by_rule", RULES, _rules(counts, language, cards))
        sheets.stream("by_opinion", OPINIONS, _opinions(counts, language))
    yield out.getvalue()


def _findings(documents: Iterable[Document], language: Language) -> Iterator[list[object]]:
    for document in documents:
        for row in finding_rows(document, language):
            yield [
                *(row.document, row.table, row.subject, row.indicator, cut(row.cell, LONGEST), row.place),
                *(LEVELS[Level(row.level)].said_in(language), row.opinion, row.opinion_words),
                *(row.message, row.basis, row.suggestion, row.correction, row.rule),
            ]


def _documents(counts: Counts) -> Iterator[list[object]]:
    for each in counts.documents:
        yield [each.name, each.tables, each.indicators, *_numbers(each.levels)]


def _rules(counts: Counts, language: Language, cards: Cards) -> Iterator[list[object]]:
    for name, levels in counts.by_rule:
        card = cards.get(name)
        group = GROUPS[card.group if card else "reading"].said_in(language)
        yield [name, group, card.title.said_in(language) if card else "", *_numbers(levels)]


def _opinions(counts: Counts, language: Language) -> Iterator[list[object]]:
    reading = HEADINGS["on_reading"].said_in(language)
    for opinion, levels in counts.by_opinion:
        yield [
            opinion.value if opinion else None,
            opinion.said.said_in(language) if opinion else reading,
            *_numbers(levels),
        ]


def _numbers(levels: Counter[Level]) -> list[int | None]:
    return [*(levels[level] or None for level in Level), levels.total()]
