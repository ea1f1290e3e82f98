"""From what a reader found to the document's tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jixiao.forms.draft import Draft
from jixiao.forms.drawn import Drawn
from jixiao.forms.front import Front
from jixiao.forms.listed import bracketed_drafts, lines_of
from jixiao.forms.mended import mended, mended_rows
from jixiao.forms.opening import Opening
from jixiao.forms.settle import settle, unit_of_document
from jixiao.forms.stream.flow import Flow
from jixiao.forms.titles import title_rank
from jixiao.forms.told import told_drafts
from jixiao.forms.vocabulary import Field
from jixiao.grid.grid import Borders, Cell, Grid, Paragraph, Reading
from jixiao.model.finding import Finding
from jixiao.model.source import Source
from jixiao.model.table import Document, Table

_LEAST = 3  # indicators that make a list or sentences a target table


def document_of(reading: Reading) -> Document:
    """The typed document: every target table in it, and all findings in reading order."""
    reading, misread = mended(reading)
    tables: list[Table] = []
    findings: list[Finding] = [*reading.findings, *misread]
    drafts = drafts_of(reading)
    elsewhere = unit_of_document(drafts)
    recognised = frozenset(grid.number for grid in reading.grids if grid.recognised)
    for draft in drafts:
        whole, repairs = mended_rows(draft, recognised)
        table, remarks = settle(whole, elsewhere)
        tables.append(table)
        findings += (replace(repair, table=table.subject) for repair in repairs)
        findings += remarks
    return Document(reading.name, reading.format, reading.sha256, tuple(tables), tuple(findings))


def drafts_of(reading: Reading) -> list[Draft]:
    """Every target table as found, in reading order."""
    opening = Opening()
    front = Front(opening)
    drawn = Drawn(front)
    for number, block in enumerate(reading.blocks, 1):
        if isinstance(block, Paragraph):
            front.take_line(block.text, Source(0, number, 1, block.text, block.page, block.sheet))
        elif block.borders is Borders.DRAWN:
            drawn.read(block)
        else:
            Flow(front, block).read()
    found = [draft for draft in opening.drafts if _is_table(draft)]
    if not any(draft.indicators for draft in found):
        return [d for grid in _prose(reading) for d in _without_cells(grid)] or found
    return found


def _without_cells(grid: Grid) -> list[Draft]:
    lines = lines_of(grid)
    drafts = bracketed_drafts(grid, lines) or told_drafts(grid, lines)
    return drafts if sum(len(d.indicators) for d in drafts) >= _LEAST else []


def _prose(reading: Reading) -> Iterator[Grid]:
    """The document's prose as grids of lines: texts without cells, or paragraphs and cells in order."""
    lines = [grid for grid in reading.grids if grid.borders is Borders.LINES]
    if lines:
        yield from lines
        return
    texts: list[str] = []
    for block in reading.blocks:
        texts += [block.text] if isinstance(block, Paragraph) else [c.text for c in block.cells]
    parts = [part for text in texts for part in text.split("\n")]
    yield Grid(tuple(Cell(row, 1, part) for row, part in enumerate(parts, 1)), 0, borders=Borders.LINES)


def _is_table(draft: Draft) -> bool:
    """A form cut off before its indicators is one when its title and subject are sure."""
    if draft.indicators:
        return True
    titled = draft.titled and draft.title is not None and title_rank(draft.title.text) == 2
    return (
        titled
        and Field.SUBJECT in draft.fields
        and len(draft.fields) + len(draft.funds) + len(draft.goals) > 1
    )
