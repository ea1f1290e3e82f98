"""From what a reader found to the document's tables."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.forms.draft import Draft
from jixiao.forms.drawn import Drawn
from jixiao.forms.front import Front
from jixiao.forms.opening import Opening
from jixiao.forms.listed import listed_drafts
from jixiao.forms.settle import settle
from jixiao.forms.stream.flow import Flow
from jixiao.forms.titles import title_rank
from jixiao.forms.vocabulary import Field
from jixiao.grid.grid import Borders, Cell, Grid, Paragraph, Reading
from jixiao.model.finding import Finding
from jixiao.model.source import Source
from jixiao.model.table import Document, Table


def document_of(reading: Reading) -> Document:
    """The typed document: every target table in it, and all findings in reading order."""
    tables: list[Table] = []
    findings: list[Finding] = list(reading.findings)
    for draft in drafts_of(reading):
        table, remarks = settle(draft)
        tables.append(table)
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
        listed = [d for grid in _told(reading) for d in listed_drafts(grid)]
        return listed or found
    return found


def _told(reading: Reading) -> Iterator[Grid]:
    """The document's prose as grids of lines: its texts without cells, or its paragraphs and cells in order."""
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
