"""Tables in tables: which of them are frames that only hold others in place.

Word and HTML reach for tables to lay out a page, and official files are full of
them: a 1×1 table around the form, a web page built of cells. Readers collect
what they meet as text with tables in it (`Text`); `blocks` then takes the frames
apart into paragraphs and gives every table that is one a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from jixiao.grid.grid import Block, Cell, Grid, Paragraph
from jixiao.model.errors import FileTooLarge
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message

TABLE = "\0"  # stands in a text where a table stood; neither XML nor HTML can contain it


@dataclass(slots=True)
class Found:
    """A table as met: its cells, and by the index of a cell the tables in it."""

    cells: list[Cell] = field(default_factory=list)
    nested: dict[int, list[Found]] = field(default_factory=dict)


def blocks(text: str, tables: list[Found], numbers: Iterator[int] | None = None) -> Iterator[Block]:
    """Paragraphs and grids of a text that has a `TABLE` for each of ``tables``, in reading order."""
    numbers = numbers or count(1)
    for piece, table in zip(text.split(TABLE), [*tables, None], strict=False):
        for line in piece.split("\n"):
            if stripped := line.strip():
                yield Paragraph(stripped)
        if table is not None:
            yield from _table(table, numbers)


def lines(text: str, tables: list[Found]) -> Iterator[Paragraph]:
    """Everything as lines of text, for headers and footers: a table there only holds things in place."""
    for block in blocks(text, tables):
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (Paragraph(cell.text) for cell in block.cells if cell.text)


def _table(found: Found, numbers: Iterator[int]) -> Iterator[Block]:
    if found.nested and _is_frame(found):
        for index, cell in enumerate(found.cells):
            yield from blocks(cell.text, found.nested.get(index, []), numbers)
        return
    cells = found.cells
    for index in found.nested:
        cells[index] = cells[index]._replace(text=cells[index].text.replace(TABLE, "").strip())
    if any(cell.text for cell in cells):
        yield Grid(tuple(cells), next(numbers))
    for tables in found.nested.values():
        for table in tables:
            yield from _table(table, numbers)


def _is_frame(found: Found) -> bool:
    """Two rows with two texts each, no table among them, make a form; less is a frame."""
    texts: dict[int, int] = {}
    framing = {found.cells[index].row for index in found.nested}
    for cell in found.cells:
        if cell.text and cell.row not in framing:
            texts[cell.row] = texts.get(cell.row, 0) + 1
    return sum(number > 1 for number in texts.values()) < 2


def too_deep(nesting: int) -> Finding:
    """The remark that tables below ``nesting`` levels were read as plain text."""
    return Finding(
        rule="nesting-too-deep",
        level=Level.WARNING,
        message=Message(
            zh=f"表格嵌套超过 {nesting} 层，更深的表格按普通文字读取。",
            en=f"Tables are nested more than {nesting} levels deep; deeper ones were read as plain text.",
        ),
    )


def too_many_cells(limit: int) -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh=f"文件超出限制：表格占用的单元格超过 {limit} 个或列数过多。",
            en=f"The file is beyond the limits: its tables take up more than {limit} places, "
            "or one has too many columns.",
        )
    )
