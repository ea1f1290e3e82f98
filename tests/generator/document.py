"""The abstract document: paragraphs and matrices of cells, and beside them what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple


def squeezed(text: str) -> str:
    """As a truth file writes names: without white space."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Cell:
    """A printed cell. ``number`` and ``format`` are for spreadsheets: there it is no text but a number."""

    text: str = ""
    cols: int = 1
    rows: int = 1
    number: float | None = None
    format: str = "General"
    role: str = ""


class Placed(NamedTuple):
    row: int
    column: int
    cell: Cell


class Grid:
    """A table, filled row by row; spans from above push cells to the right, as in HTML."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []

    def add(self, *cells: Cell) -> int:
        self.rows.append(list(cells))
        return len(self.rows) - 1

    def placed(self) -> list[list[Placed]]:
        taken: set[tuple[int, int]] = set()
        out: list[list[Placed]] = []
        for r, cells in enumerate(self.rows):
            out.append([])
            c = 0
            for cell in cells:
                while (r, c) in taken:
                    c += 1
                out[-1].append(Placed(r, c, cell))
                taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.cols)}
                c += cell.cols
        return out

    @property
    def width(self) -> int:
        return max((p.column + p.cell.cols for row in self.placed() for p in row), default=0)

    def faults(self) -> list[str]:
        """What a drawn table cannot have: holes, overlaps, spans over the edge."""
        count: dict[tuple[int, int], int] = {}
        for row in self.placed():
            for p in row:
                for i in range(p.cell.rows):
                    for j in range(p.cell.cols):
                        place = (p.row + i, p.column + j)
                        count[place] = count.get(place, 0) + 1
        width, height = self.width, len(self.rows)
        found = [f"hole at {(r, c)}" for r in range(height) for c in range(width) if (r, c) not in count]
        found += [f"overlap at {place}" for place, n in count.items() if n > 1]
        return found + [f"beyond the last row at {place}" for place in count if place[0] >= height]


@dataclass(frozen=True)
class Paragraph:
    text: str
    style: str = "body"  # title, year, body


@dataclass
class Parsed:
    comparator: str = "none"
    value: str | None = None
    unit: str | None = None


@dataclass
class Indicator:
    level1: str
    level2: str
    level3: str
    target: str
    parsed: Parsed
    weight: str | None = None
    actual: str | None = None
    score: str | None = None
    reason: str | None = None
    grid: Grid | None = None  # where it stands; not written
    row: int = -1


@dataclass
class Fund:
    label: str
    column: str
    yuan: Decimal


@dataclass
class Table:
    form: str
    title: str
    year: int | None
    subject: str = ""
    unit: str | None = None
    department: str | None = None
    goals: list[str] = field(default_factory=list)
    funds: list[Fund] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)


Block = Paragraph | Grid


@dataclass
class Document:
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    note: str = ""


def truth(document: Document, name: str) -> dict[str, Any]:
    """The content of NAME.truth.json."""
    return {
        "document": name,
        "note": document.note,
        "complete": True,
        "tables": [_table(t) for t in document.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "form": table.form,
        "title": squeezed(table.title),
        "year": table.year,
        "subject": squeezed(table.subject),
        "unit": squeezed(table.unit) if table.unit else None,
        "department": squeezed(table.department) if table.department else None,
        "goals": [squeezed(g) for g in table.goals],
        "funds": [
            {"label": squeezed(f.label), "column": squeezed(f.column), "yuan": f"{f.yuan:.2f}"}
            for f in table.funds
        ],
        "indicators": [_indicator(i) for i in table.indicators],
    }


def _indicator(i: Indicator) -> dict[str, Any]:
    parsed = {"comparator": i.parsed.comparator, "value": i.parsed.value, "unit": i.parsed.unit}
    return {
        "level1": squeezed(i.level1),
        "level2": squeezed(i.level2),
        "level3": squeezed(i.level3),
        "target": i.target.strip(),
        "parsed": parsed,
        "weight": i.weight,
        "actual": i.actual,
        "score": i.score,
        "reason": i.reason,
    }
