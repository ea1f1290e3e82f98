"""A workbook: one sheet a table, or all stacked on one; amounts and percents are numbers."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from random import Random
from typing import Any

import xlsxwriter

from ..document import Cell, Document, Grid, Paragraph


def xlsx(document: Document, rng: Random) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})
        stacked = rng.random() < 0.4
        gap = rng.choice([0, 1, 2])
        sheet, row = _sheet(book, document, 0), 0
        for n, block in enumerate(document.blocks):
            if isinstance(block, Paragraph):
                row = _paragraph(sheet, block, row, _next_width(document, n))
                continue
            row = _grid(book, sheet, block, row) + gap
            if not stacked and n + 1 < len(document.blocks):
                sheet, row = _sheet(book, document, n + 1), 0
    return out.getvalue()


def _sheet(book: Any, document: Document, start: int) -> Any:
    """Named after the title of its table, where that stands outside the grid."""
    coming = document.blocks[start:]
    end = next((n for n, b in enumerate(coming) if isinstance(b, Grid)), len(coming))
    titles = [b.text for b in coming[:end] if isinstance(b, Paragraph) and b.style == "title"]
    name = (titles[-1] if titles else "Sheet")[:24].translate(str.maketrans("", "", "[]:*?/\\"))
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    return book.add_worksheet(
        next(f for f in (name, *(f"{name}{i}" for i in range(2, 60))) if f.lower() not in taken)
    )


def _next_width(document: Document, n: int) -> int:
    return next((b.width for b in document.blocks[n:] if isinstance(b, Grid)), 6)


def _paragraph(sheet: Any, block: Paragraph, row: int, width: int) -> int:
    for text in block.text.split("\n"):
        if width > 1:
            sheet.merge_range(row, 0, row, width - 1, text)
        else:
            sheet.write_string(row, 0, text)
        row += 1
    return row


def _grid(book: Any, sheet: Any, grid: Grid, top: int) -> int:
    formats: dict[str, Any] = {}
    for p in (p for line in grid.placed() for p in line):
        cell = p.cell
        style = formats.setdefault(cell.format, book.add_format({"num_format": cell.format, "border": 1}))
        row, column = top + p.row, p.column
        if cell.rows > 1 or cell.cols > 1:
            sheet.merge_range(row, column, row + cell.rows - 1, column + cell.cols - 1, "", style)
        _write(sheet, row, column, cell, style)
    return top + len(grid.rows)


def _write(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell.number is not None:
        sheet.write_number(row, column, cell.number, style)
    elif cell.text:
        sheet.write_string(row, column, cell.text, style)
    else:
        sheet.write_blank(row, column, None, style)
