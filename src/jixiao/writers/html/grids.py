"""The cells of a table rebuilt where its source has no pages: a table for each grid, a line for each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.grid.grid import Block, Borders, Cell, Grid
from jixiao.model.message import Language
from jixiao.writers.html.markup import Markup, lines, tag, text, together
from jixiao.writers.html.shown import Outlined, Shown
from jixiao.writers.html.words import GRID, LEFT_OUT, SHEET
from jixiao.writers.printed import column_letters

_WHOLE = 300  # rows of a grid that are shown even where nothing was read
_NEAR = 5  # rows around those that were read, in a longer one
_ABOVE = 6  # paragraphs above a table: its title, its year, its unit of amounts


def grid_figures(
    shown: Shown, others: Sequence[Shown], blocks: Sequence[Block], language: Language
) -> Iterator[Markup]:
    """The grids with cells of the table, and the paragraphs above them or with a cell of it."""
    above: list[Markup] = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Grid):
            if any(place.table == block.number for place in shown.cells):
                yield from _texts(above[-_ABOVE:])
                yield _figure(block, shown, others, language)
            above = []
        elif cells := shown.at(0, number):
            yield from _texts([*above[-_ABOVE:], tag("p", _cell(cells[0], block.text, shown))])
            above = []
        else:
            above.append(tag("p", lines(block.text)))


def _texts(paragraphs: Sequence[Markup]) -> Iterator[Markup]:
    if paragraphs:
        yield tag("div", *paragraphs, class_="texts", lang="zh-CN")


def _figure(grid: Grid, shown: Shown, others: Sequence[Shown], language: Language) -> Markup:
    name = (
        SHEET.said_in(language).format(grid.sheet)
        if grid.sheet
        else GRID.said_in(language).format(grid.number)
    )
    first, last = _span(grid, shown, others)
    runs = list(_runs(grid, shown, first, last))
    is_drawn = grid.borders is Borders.DRAWN
    columns = _columns(grid) if is_drawn else 1
    parts = [tag("thead", _letters(columns))] if is_drawn and grid.sheet else []
    reached = first - 1
    for run in runs:
        if run.start > reached + 1:
            parts.append(_left_out(run.start - reached - 1, columns, language))
        rows = _drawn(grid, shown, run, columns) if is_drawn else _printed(grid, shown, run)
        parts.append(tag("tbody", *rows))
        reached = run.stop - 1
    if last > reached:
        parts.append(_left_out(last - reached, columns, language))
    made = tag("table", *parts, class_="grid" if is_drawn else "lines")
    return tag(
        "figure", tag("figcaption", text(name)), tag("div", made, class_="wide", lang="zh-CN"), class_="sheet"
    )


def _span(grid: Grid, shown: Shown, others: Sequence[Shown]) -> tuple[int, int]:
    """From the last row of the table above to the last of its own; to the end if no table follows."""
    own = [place.row for place in shown.cells if place.table == grid.number]
    above = [each.last.row for each in others if each.last.table == grid.number and each.last < shown.last]
    follows = any(each.first.table == grid.number and each.first > shown.first for each in others)
    begin = max(max(above, default=0) + 1, min(cell.row for cell in grid.cells))
    end = max(cell.row + cell.rowspan - 1 for cell in grid.cells)
    return min(begin, *own), max(own) if follows else end


def _runs(grid: Grid, shown: Shown, first: int, last: int) -> Iterator[range]:
    """The rows that are shown: all, or of very many those around what was read."""
    if last - first < _WHOLE:
        yield range(first, last + 1)
        return
    start = stop = first
    for row in sorted({place.row for place in shown.cells if place.table == grid.number}):
        if row - _NEAR > stop:
            if stop > start:
                yield range(start, stop)
            start = row - _NEAR
        stop = min(row + _NEAR, last) + 1
    yield range(start, stop)


def _columns(grid: Grid) -> int:
    return max((cell.column + cell.colspan - 1 for cell in grid.cells if cell.text.strip()), default=1)


def _letters(columns: int) -> Markup:
    return tag(
        "tr", tag("td"), *(tag("th", text(column_letters(c)), scope="col") for c in range(1, columns + 1))
    )


def _left_out(rows: int, columns: int, language: Language) -> Markup:
    said = text(LEFT_OUT.said_in(language).format(rows))
    return tag("tbody", tag("tr", tag("td"), tag("td", said, colspan=columns, class_="left-out")))


def _drawn(grid: Grid, shown: Shown, run: range, columns: int) -> Iterator[Markup]:
    """Rows with their spans; a cell that begins above the run begins with it."""
    for row in run:
        cells = [tag("th", text(str(row)), scope="row")]
        column = 1
        while column <= columns:
            cell = grid.places.get((row, column))
            width = min(cell.colspan, columns - column + 1) if cell else 1
            if cell is None:
                cells.append(tag("td"))
            elif row == max(cell.row, run.start) and column == cell.column:
                height = min(cell.row + cell.rowspan, run.stop) - row
                cells.append(_place(grid, cell, shown, height, width, is_first=row == cell.row))
            column += width
        yield tag("tr", *cells)


def _place(grid: Grid, cell: Cell, shown: Shown, height: int, width: int, *, is_first: bool) -> Markup:
    """A cell; its outline only where it begins, not where it goes on behind rows that are left out."""
    spans = {"rowspan": height if height > 1 else None, "colspan": width if width > 1 else None}
    for outlined in shown.at(grid.number, cell.row, cell.column) if is_first else ():
        return tag("td", _cell(outlined, cell.text, shown), class_=f"holds {outlined.role}", **spans)
    return tag("td", lines(cell.text), **spans)


def _printed(grid: Grid, shown: Shown, run: range) -> Iterator[Markup]:
    """Lines with the pieces that are known of them."""
    rows = {cells[0].row: cells for cells in grid.rows}
    for row in run:
        if row in rows:
            pieces = [tag("span", *_parts(cell, shown, grid.number)) for cell in rows[row]]
            yield tag("tr", tag("th", text(str(row)), scope="row"), tag("td", *pieces))


def _parts(cell: Cell, shown: Shown, number: int) -> Iterator[Markup]:
    """A text with the parts of it that became something."""
    reached = 0
    for outlined in shown.at(number, cell.row, cell.column):
        start = outlined.place.start
        yield lines(cell.text[reached:start])
        yield _cell(outlined, outlined.source.text, shown)
        reached = start + len(outlined.source.text)
    yield lines(cell.text[reached:])


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
