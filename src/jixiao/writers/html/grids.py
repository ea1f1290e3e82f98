"""The cells of a table rebuilt where its source has no pages: a table for each grid, a line for each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.grid.grid import Block, Grid
from jixiao.model.message import Language
from jixiao.writers.html.figures import Drawn, Figure, Piece, Row, Texts, figures_of
from jixiao.writers.html.markup import Markup, lines, tag, text, together
from jixiao.writers.html.shown import Outlined, Shown
from jixiao.writers.html.words import GRID, LEFT_OUT, SHEET
from jixiao.writers.printed import column_letters


def grid_figures(
    shown: Shown, others: Sequence[Shown], blocks: Sequence[Block], language: Language
) -> Iterator[Markup]:
    """The grids with cells of the table, and the paragraphs above them or with a cell of it."""
    for found in figures_of(shown, others, blocks):
        yield _texts(found, shown) if isinstance(found, Texts) else _figure(found, shown, language)


def _texts(texts: Texts, shown: Shown) -> Markup:
    paragraphs = (tag("p", _piece(each, shown)) for each in texts.paragraphs)
    return tag("div", *paragraphs, class_="texts", lang="zh-CN")


def _figure(figure: Figure, shown: Shown, language: Language) -> Markup:
    parts = [tag("thead", _letters(figure.columns))] if figure.is_drawn and figure.grid.sheet else []
    row = _row if figure.is_drawn else _line
    for run in figure.runs:
        rows = (
            [_left_out(run, figure.columns, language)]
            if isinstance(run, int)
            else [row(each, shown) for each in run]
        )
        parts.append(tag("tbody", *rows))
    made = tag("table", *parts, class_="grid" if figure.is_drawn else "lines")
    name = tag("figcaption", text(_name(figure.grid, language)))
    return tag("figure", name, tag("div", made, class_="wide", lang="zh-CN"), class_="sheet")


def _name(grid: Grid, language: Language) -> str:
    if grid.sheet:
        return SHEET.said_in(language).format(grid.sheet)
    return GRID.said_in(language).format(grid.number)


def _letters(columns: int) -> Markup:
    return tag(
        "tr", tag("td"), *(tag("th", text(column_letters(c)), scope="col") for c in range(1, columns + 1))
    )


def _left_out(rows: int, columns: int, language: Language) -> Markup:
    said = text(LEFT_OUT.said_in(language).format(rows))
    return tag("tr", tag("td"), tag("td", said, colspan=columns, class_="left-out"))


def _row(row: Row, shown: Shown) -> Markup:
    return tag("tr", tag("th", text(str(row.number)), scope="row"), *(_drawn(c, shown) for c in row.cells))


def _drawn(cell: Drawn, shown: Shown) -> Markup:
    outlined = next((each.outlined for each in cell.pieces if each.outlined), None)
    return tag(
        "td",
        *(_piece(each, shown) for each in cell.pieces),
        class_=f"holds {outlined.role}" if outlined else None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
    )


def _line(row: Row, shown: Shown) -> Markup:
    pieces = [tag("span", *(_piece(each, shown) for each in cell.pieces)) for cell in row.cells]
    return tag("tr", tag("th", text(str(row.number)), scope="row"), tag("td", *pieces))


def _piece(piece: Piece, shown: Shown) -> Markup:
    return _cell(piece.outlined, piece.text, shown) if piece.outlined else lines(piece.text)


def _cell(cell: Outlined, said: str, shown: Shown) -> Markup:
    """What is printed in an outlined cell, as a link to what it became."""
    link = tag(
        "a",
        lines(said),
        *([tag("sup", text(cell.number))] if cell.number else ()),
        id=cell.id,
        href=f"#{shown.id}-{cell.row}",
        class_=f"cell {cell.role}",
        tabindex=-1,
    )
    return together([link, *_flags(cell, shown)])


def _flags(cell: Outlined, shown: Shown) -> Iterator[Markup]:
    for number in shown.flags.get(cell.place, ()):
        level = shown.findings[number - 1].level
        yield tag("a", text(str(number)), class_=f"flag {level}", href=f"#{shown.id}-x{number}", tabindex=-1)
