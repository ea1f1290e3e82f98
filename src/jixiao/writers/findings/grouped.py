"""A document's findings where a reader of the document looks for them: table by table, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.source import Source
from jixiao.model.table import Document, Fund, Goal, Table

_GRAVEST = tuple(Level)
WHOLE = -1  # the whole document, or the whole table


class Row(NamedTuple):
    """An indicator with its findings; ``cell`` is what its cell says, where that is more than the name."""

    name: str
    cell: str
    source: Source | None
    findings: list[Finding]


class Group(NamedTuple):
    """A table, counted from 1, with its findings; without a table: those on the document."""

    number: int
    table: Table | None
    findings: list[Finding]

    @property
    def rows(self) -> Iterator[Row]:
        """The indicators that were spoken of. First, without a name: the table."""
        for (name, _), found in groupby(self.findings, lambda each: (each.indicator, _row_of(each))):
            held = list(found)
            source = _cell_of(held)
            cell = source.text if name and source and not _is_name(source, name) else ""
            yield Row(name, cell, source, held)


def by_table(document: Document) -> list[Group]:
    """All groups that have findings, in the order of the document and its rows, the gravest first."""
    places = _Places(document)
    held: dict[int, list[tuple[int, Finding]]] = defaultdict(list)
    for found in document.findings:
        table, row = places.of(found)
        held[table].append((row, found))
    return [
        Group(
            table + 1,
            document.tables[table] if table != WHOLE else None,
            [found for _, found in sorted(rows, key=lambda pair: (pair[0], _GRAVEST.index(pair[1].level)))],
        )
        for table, rows in sorted(held.items())
    ]


class _Places:
    """Looks a finding's table and row up, by subject, name and cell."""

    def __init__(self, document: Document) -> None:
        self.subjects: dict[str, int] = {}
        self.rows: dict[tuple[str, str, Source | None], tuple[int, int]] = {}
        self.cells: dict[tuple[str, Source], int] = {}
        for place, table in enumerate(document.tables):
            self.subjects.setdefault(table.subject, place)
            held: tuple[Goal | Fund, ...] = (*table.goals, *table.funds)
            for each in held:
                self.cells.setdefault((table.subject, each.source), place)
            for row, indicator in enumerate(table.indicators):
                for source in (*_cells_of(indicator), None):
                    key = (table.subject, indicator.level3, source)
                    self.rows.setdefault(key, (place, row))
                self.cells.setdefault((table.subject, indicator.source), place)

    def of(self, found: Finding) -> tuple[int, int]:
        subject, name = found.table, found.indicator
        if name:
            by_name = self.rows.get((subject, name, None), (self.subjects.get(subject, WHOLE), WHOLE))
            return self.rows.get((subject, name, found.source), by_name)
        known = self.subjects.get(subject, WHOLE)
        return (self.cells.get((subject, found.source), known) if found.source else known), WHOLE


def _cells_of(row: Indicator) -> tuple[Source | None, ...]:
    return (row.source, row.name_source, row.actual_source, row.score_source, row.weight_source)


def _row_of(found: Finding) -> tuple[int, int, str | None] | None:
    """What tells rows of one name apart."""
    source = found.source
    return (source.table, source.row, source.sheet) if source and found.indicator else None


def _cell_of(findings: list[Finding]) -> Source | None:
    """The cell that the findings are about: any other says more than the one with the name."""
    sources = [each.source for each in findings if each.source]
    others = (each for each in sources if not _is_name(each, findings[0].indicator))
    return next(others, sources[0] if sources else None)


def _is_name(source: Source, name: str) -> bool:
    return "".join(source.text.split()) == name
