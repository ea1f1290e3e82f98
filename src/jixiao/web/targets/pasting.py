"""What is copied from a spreadsheet, put into the rows of indicators."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jixiao.forms.edited import Edit, edited, text_at, with_indicator
from jixiao.model.message import Message
from jixiao.model.table import Table
from jixiao.web.targets.domain.errors import Refusal

MOST = 500  # rows at once
_MERGED = ("level1", "level2")


def cells_in(block: str) -> list[list[str]]:
    """Rows and cells as spreadsheets put them on the clipboard; a cell with line breaks stands in quotes.

    >>> cells_in('合格率\\t≥95%\\r\\n"甲\\n乙"\\t1\\r\\n')
    [['合格率', '≥95%'], ['甲\\n乙', '1']]
    """
    rows = csv.reader(io.StringIO(block, newline=""), delimiter="\t")
    return [[text.strip() for text in row] for row in rows if any(text.strip() for text in row)]


def pasted(table: Table, place: int, fields: Sequence[str], block: str) -> Table:
    """With a block's cells from a row on, column by column; rows that are missing are added at the end.

    Raises `Refusal` for a block that is empty or too long.
    """
    rows = cells_in(block)
    if not rows or len(rows) > MOST:
        raise Refusal(
            Message(
                f"粘贴的内容有 {len(rows)} 行；一次可粘贴 1 至 {MOST} 行",
                f"what is pasted has {len(rows)} rows; 1 to {MOST} can be pasted at once",
            )
        )
    first = min(place, len(table.indicators))
    for number, cells in enumerate(_unmerged(fields, rows), start=first):
        if number == len(table.indicators):
            table = with_indicator(table, number)
        table = edited(table, list(_edits(table, number, cells))).table
    return table


def _unmerged(fields: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[dict[str, str]]:
    """Cells by name. Of merged levels only the first row is on the clipboard; it holds for those below."""
    held: dict[str, str] = {}
    for row in rows:
        cells = dict(zip(fields, row, strict=False))
        if cells.get("level1"):
            held = {}
        held |= {name: text for name, text in cells.items() if text and name in _MERGED}
        yield cells | held


def _edits(table: Table, place: int, cells: Mapping[str, str]) -> Iterator[Edit]:
    for name, text in cells.items():
        if text or name not in _MERGED:
            address = f"indicator.{place}.{name}"
            yield Edit(address, text_at(table, address), text)
