"""What is copied from a spreadsheet, put into the rows of indicators."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jixiao.forms.edited import Edit, edited, text_at, with_indicator
from jixiao.forms.read import document_of
from jixiao.forms.vocabulary import Head, head
from jixiao.grid.grid import Cell, Grid, Reading
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.table import Table
from jixiao.web.targets.domain.errors import Refusal

MOST = 500  # rows at once
_LONG = Message(
    f"粘贴的内容里有一格超过 {csv.field_size_limit():,} 个字；请检查引号是否成对，或分次粘贴",
    f"a cell of what is pasted is longer than {csv.field_size_limit():,} characters;"
    " see whether its quotation marks come in pairs, or paste it in parts",
)
_MERGED = ("level1", "level2")
_HEADS = 2  # so many heads in a row, and it is no row of indicators
_NAMES = {
    Head.LEVEL1: "level1",
    Head.LEVEL2: "level2",
    Head.LEVEL3: "level3",
    Head.TARGET: "target",
    Head.WEIGHT: "weight",
    Head.REMARK: "remark",
}


def cells_in(block: str) -> list[list[str]]:
    """Rows and cells as spreadsheets put them on the clipboard; a cell with line breaks stands in quotes.

    >>> cells_in('合格率\\t≥95%\\r\\n"甲\\n乙"\\t1\\r\\n')
    [['合格率', '≥95%'], ['甲\\n乙', '1']]
    """
    reader = csv.reader(io.StringIO(block, newline=""), delimiter="\t")
    try:
        rows = [[text.strip() for text in row] for row in reader]
    except csv.Error as error:
        raise Refusal(_LONG) from error
    return [row for row in rows if any(row)]


def pasted(table: Table, place: int, fields: Sequence[str], block: str) -> Table:
    """With a block's cells from a row on, column by column; rows that are missing are added at the end.

    Raises `Refusal` for a block that is empty or too long.
    """
    rows = cells_in(block)
    named = list(_named(fields, rows)) if 0 < len(rows) <= MOST else []
    if not named:
        found = len(rows) if len(rows) > MOST else 0
        raise Refusal(
            Message(
                f"粘贴的内容有 {found} 行；一次可粘贴 1 至 {MOST} 行",
                f"what is pasted has {found} rows; 1 to {MOST} can be pasted at once",
            )
        )
    first = min(place, len(table.indicators))
    for number, cells in enumerate(named, start=first):
        if number == len(table.indicators):
            table = with_indicator(table, number)
        table = edited(table, list(_edits(table, number, cells))).table
    return table


def _named(fields: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[Mapping[str, str]]:
    """Cells by name: as the heads in the first row say, or without any as the columns of the page stand."""
    heads = [head(text) for text in rows[0]]
    if len(heads) - heads.count(None) < _HEADS:
        return _unmerged(fields, rows)
    return _as_read(rows) or _unmerged([_NAMES.get(each, "") if each else "" for each in heads], rows[1:])


def _as_read(rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    """As in a file that was read: comparators and units of columns of their own stand with the target."""
    cells = (
        Cell(row, column, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    )
    document = document_of(Reading("", "tsv", "", (Grid(tuple(cells), 1),)))
    return [
        {name: text for name in _NAMES.values() if (text := _text(each, name))}
        for table in document.tables
        for each in table.indicators
    ]


def _text(indicator: Indicator, name: str) -> str:
    return getattr(indicator, "printed" if name == "target" else name) or ""


def _unmerged(fields: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[dict[str, str]]:
    """Cells by name. Of merged levels only the first row is on the clipboard; it holds for those below."""
    held: dict[str, str] = {}
    for row in rows:
        cells = {name: text for name, text in zip(fields, row, strict=False) if name}
        if cells.get("level1"):
            held = {}
        held |= {name: text for name, text in cells.items() if text and name in _MERGED}
        yield cells | held


def _edits(table: Table, place: int, cells: Mapping[str, str]) -> Iterator[Edit]:
    for name, text in cells.items():
        if text or name not in _MERGED:
            address = f"indicator.{place}.{name}"
            yield Edit(address, text_at(table, address), text)
