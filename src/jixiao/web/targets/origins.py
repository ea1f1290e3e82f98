"""What a table was read from, as pages show it beside what was read: its pages, or its cells drawn anew.

Made where the file is read and kept among the files, so that a page loads only what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from jixiao.grid.original import Original, PageImage
from jixiao.model.table import Table
from jixiao.web.targets.files import path_of
from jixiao.web.targets.found import fund_addresses
from jixiao.writers.html.figures import Drawn, Piece, Texts, figures_of
from jixiao.writers.html.figures import Figure as FigureOf
from jixiao.writers.html.figures import Row as RowOf
from jixiao.writers.html.pages import view_of
from jixiao.writers.html.shown import Outlined, Shown, shown_tables
from jixiao.writers.printed import column_letters

_IN_TARGET = {"comparator", "unit"}  # parts of a target that stand in cells of their own


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text of the file, and the addresses of what was read from it."""

    text: str
    at: tuple[str, ...] = ()


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    texts: tuple[Text, ...] = ()
    rowspan: int = 1
    colspan: int = 1


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row under its number; or so many that are left out."""

    number: int = 0
    cells: tuple[Cell, ...] = ()
    left_out: int = 0


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A grid of the file, and the paragraphs above it. Without true places its rows are lines of text."""

    texts: tuple[Text, ...] = ()
    table: int = 0
    sheet: str = ""
    columns: int = 0
    is_drawn: bool = True
    rows: tuple[Row, ...] = ()

    @property
    def letters(self) -> list[str]:
        """Above the columns of a worksheet, as its program shows them."""
        return [column_letters(each) for each in range(1, self.columns + 1)] if self.sheet else []


class Box(msgspec.Struct, frozen=True):
    """A place on a page, in points from its top left, and the addresses of what was read there."""

    left: float
    top: float
    width: float
    height: float
    text: str
    at: tuple[str, ...]


class Page(msgspec.Struct, frozen=True):
    """A page of a document with the boxes of one table; ``view`` leaves out most of its blank margins."""

    document: int
    number: int
    width: float
    height: float
    view: str
    boxes: tuple[Box, ...]


class Origin(msgspec.Struct, frozen=True):
    """Of one table: pages where the file has them, else figures."""

    pages: tuple[Page, ...] = ()
    figures: tuple[Figure, ...] = ()


def origins_of(original: Original, document: int) -> Iterator[Origin]:
    """For each table of a document in turn; ``document`` is its place among those of the dropped file."""
    tables, _ = shown_tables(original, "d")
    for each in tables:
        addresses = _Addresses(each.table)
        if each.pages:
            yield Origin(pages=tuple(_page(each, page, document, addresses) for page in each.pages))
        else:
            others = [other for other in tables if other is not each]
            found = figures_of(each, others, original.blocks)
            yield Origin(figures=tuple(_figure(one, addresses) for one in found))


def kept(origin: Origin) -> bytes:
    return msgspec.json.encode(origin)


def load(digest: str) -> Origin:
    """The reverse of `kept`, from among the files."""
    return msgspec.json.decode(Path(path_of(digest)).read_bytes(), type=Origin)


class _Addresses:
    """From the name that the trace has for a value, ``i3.target``, to its address, ``indicator.2.target``."""

    def __init__(self, table: Table) -> None:
        self._funds = tuple(fund_addresses(table.funds))

    def of(self, outlined: Outlined | None) -> tuple[str, ...]:
        found = (self._address(each) for each in outlined.values) if outlined else ()
        return tuple(dict.fromkeys(filter(None, found)))

    def _address(self, value: str) -> str:
        head, _, name = value.partition(".")
        if not head[1:].isdigit():
            return head
        place = int(head[1:]) - 1
        match head[0]:
            case "g":
                return "" if name else f"goal.{place}"
            case "f":
                return self._funds[place]
            case _:
                return f"indicator.{place}.{'target' if name in _IN_TARGET else name}"


def _page(shown: Shown, page: PageImage, document: int, addresses: _Addresses) -> Page:
    own = (each for each in shown.cells.values() if each.source.page == page.number and each.source.box)
    boxes = tuple(_boxes(own, addresses))
    return Page(document, page.number, page.width, page.height, view_of(page, shown), boxes)


def _boxes(outlined: Iterable[Outlined], addresses: _Addresses) -> Iterator[Box]:
    for each in outlined:
        left, top, right, bottom = each.source.box or (0.0, 0.0, 0.0, 0.0)
        yield Box(left, top, right - left, bottom - top, each.source.text, addresses.of(each))


def _figure(found: Texts | FigureOf, addresses: _Addresses) -> Figure:
    if isinstance(found, Texts):
        return Figure(texts=_texts(found.paragraphs, addresses))
    grid = found.grid
    rows = tuple(row for run in found.runs for row in _rows(run, addresses))
    return Figure((), grid.number, grid.sheet or "", found.columns, found.is_drawn, rows)


def _texts(pieces: Sequence[Piece], addresses: _Addresses) -> tuple[Text, ...]:
    return tuple(Text(each.text, addresses.of(each.outlined)) for each in pieces if each.text)


def _rows(run: Sequence[RowOf] | int, addresses: _Addresses) -> Iterator[Row]:
    if isinstance(run, int):
        yield Row(left_out=run)
        return
    for row in run:
        yield Row(row.number, tuple(_cell(each, addresses) for each in row.cells))


def _cell(drawn: Drawn, addresses: _Addresses) -> Cell:
    return Cell(_texts(drawn.pieces, addresses), drawn.rowspan, drawn.colspan)
