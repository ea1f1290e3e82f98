"""Sheets drawn as a Word document, each on pages of its own.

``word/`` is an empty Word document, unpacked: styles, fonts, footer. What is
made here is its text, as XML; a library would have to be gone around for
nearly every cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from itertools import accumulate, pairwise, product
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jixiao.writers.official.labels import balanced
from jixiao.writers.official.sheet import Align, Cell, Line, Look, Sheet
from jixiao.writers.printed import width_of

_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer.xml",
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of every part, so that the same sheets give the same bytes

# Lengths are twentieths of a point, as Word counts them.
_SHORT, _LONG = 11906, 16838  # sides of A4
_MARGIN = 1134  # 2 cm
_MARGINS = (
    " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    + ' w:header="567" w:footer="567" w:gutter="0"'
)
_TURNED = ' w:orient="landscape"'
_APART = 30  # between a text and the line above or below
_TALL = 0.3  # of the page's height; a row above this may break over pages
_FILLED = 0.85  # of a page's height; less is surely on one page, with its title
_LEADING = 1.3  # a line of Chinese text to the size of its characters
#: Room for each cell of the fullest row → size of characters, in points.
_SIZES = ((1200, 10.5), (900, 9.0), (640, 7.5), (0, 5.5))

_PROSE = 40  # columns of text; in less, a line that is filled out looks torn
_ALIGNED = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_STYLES = {Look.LABEL: "Label", Look.VALUE: "Value", Look.ENTRY: "Value", Look.PROPOSED: "Proposed"}
_SHADES = {Look.ENTRY: "FFF9E5", Look.PROPOSED: "EAF2FB"}

_NEW_LINE = re.compile("\r\n?")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = '<w:p><w:pPr><w:pStyle w:val="End"/><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>'
_ROOM = "\u3000"  # keeps a list to choose from open to the mouse
_TAB, _TABBED = "\t", '</w:t><w:tab/><w:t xml:space="preserve">'
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def draw(sheets: Sequence[Sheet]) -> bytes:
    """The document's bytes. No sheets make an empty page: whether that is a fault is for the caller."""
    pages = [_Page(sheet) for sheet in sheets]
    last = len(pages) - 1
    body = "".join(page.drawn(is_last=number == last) for number, page in enumerate(pages)) or "<w:p/>"
    title = _title(sheets[0]) if sheets else ""
    return _packed(
        {
            "docProps/core.xml": f"{_XML}<cp:coreProperties {_CORE}><dc:title>{_escaped(title)}</dc:title>"
            "<dc:language>zh-CN</dc:language></cp:coreProperties>",
            "word/document.xml": f"{_XML}<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        }
    )


def _title(sheet: Sheet) -> str:
    return next((line.text for line in sheet.above if line.is_title), sheet.name)


def _packed(made: dict[str, str]) -> bytes:
    blank = files(__package__) / "word"
    parts = {name: blank.joinpath(name).read_text("utf-8") for name in _PARTS} | made
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, _EPOCH), content.encode(), ZIP_DEFLATED)
    return out.getvalue()


class _Page:
    """One sheet, with what is the same all over it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.width, self.height = (_LONG, _SHORT) if sheet.is_wide else (_SHORT, _LONG)
        self.edges = _edges(sheet.widths, self.width - 2 * _MARGIN)
        self.first_head, self.last_head = _heads(sheet)
        self.through = [cell for cell in sheet.cells if self._goes_through(cell)]
        fullest = max(Counter(row for cell in sheet.cells for row in _rows(cell)).values(), default=1)
        self.size = next(size for room, size in _SIZES if self.edges[-1] >= room * fullest)
        widest = self.edges[-1] // (10 * max(1, len(sheet.widths)))  # leaves room for a character
        self.padding = min(round(self.size * 8), widest)  # left and right in a cell
        self.is_short = self._is_short()
        parts = (part for cell in sheet.cells for part in self._parts(cell))
        self.places = {place: cell for cell in parts for place in _covered(cell)}
        self.mark = f'<w:rPr><w:sz w:val="{self.size * 2:.0f}"/></w:rPr>'

    def drawn(self, *, is_last: bool) -> str:
        """The section ends with its last paragraph, but that of the last sheet with the document."""
        section = (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{_TURNED if self.sheet.is_wide else ""}/>'
            f"<w:pgMar {_MARGINS}/></w:sectPr>"
        )
        return (
            "".join(_above(self.sheet.above))
            + "".join(self._tables())
            + "".join(_line(line, "Line") for line in self.sheet.below)
            + f'<w:p><w:pPr><w:pStyle w:val="End"/>{"" if is_last else section}</w:pPr></w:p>'
            + (section if is_last else "")
        )

    def _goes_through(self, cell: Cell) -> bool:
        return cell.row <= self.last_head < _rows(cell)[-1]

    def _parts(self, cell: Cell) -> Iterator[Cell]:
        """A cell that goes on below the heads is parted there, without a line between.

        Over several pages its word is repeated with the heads: LibreOffice would
        not draw it beyond the page's end. On one page it stands beside the indicators.
        """
        if not self._goes_through(cell):
            yield cell
            return
        below = self.last_head + 1
        texts = ("", cell.text) if self.is_short else (cell.text, "")
        yield replace(cell, rowspan=below - cell.row, text=texts[0])
        yield replace(cell, row=below, rowspan=_rows(cell)[-1] - self.last_head, text=texts[1])

    def _tables(self) -> Iterator[str]:
        """The form; in two tables where the heads stand in its middle, for only a table's first rows repeat.

        The paragraph that keeps the two apart is hidden, so that they stand as one.
        """
        if self.first_head > 1:
            yield self._table(range(1, self.first_head)) + _HIDDEN
        if self.sheet.cells:
            yield self._table(range(self.first_head, self.sheet.height + 1))

    def _table(self, rows: range) -> str:
        apart, beside = (f'w:w="{space}" w:type="dxa"' for space in (_APART, self.padding))
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(self.edges))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="{self.edges[-1]}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            f"<w:top {apart}/><w:left {beside}/><w:bottom {apart}/><w:right {beside}/>"
            f'</w:tblCellMar><w:tblCaption w:val="{_escaped(self.sheet.name)}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(map(self._row, rows))}</w:tbl>"
        )

    def _is_head(self, row: int) -> bool:
        return self.first_head <= row <= self.last_head

    def _row(self, row: int) -> str:
        cells: list[Cell] = []
        column = 1
        while column < len(self.edges):
            # A form may leave a place without a cell; Word wants one in each.
            cells.append(self.places.get((row, column)) or Cell(row, column, ""))
            column += cells[-1].colspan
        is_tall = max(self._height(cell) for cell in cells) > self.height * _TALL
        return (
            f'<w:tr><w:trPr>{"" if is_tall else "<w:cantSplit/>"}<w:trHeight w:val="{self.size * 36:.0f}"/>'
            f"{'<w:tblHeader/>' if self._is_head(row) else ''}</w:trPr>"
            f"{''.join(self._cell(cell, row) for cell in cells)}</w:tr>"
        )

    def _is_short(self) -> bool:
        """Whether the form surely stands on one page."""
        heights = [self.size * 40.0] * self.sheet.height
        for cell in self.sheet.cells:
            for row in _rows(cell):
                heights[row - 1] = max(heights[row - 1], self._height(cell) + 2 * _APART)
        return sum(heights) < self.height * _FILLED - 2 * _MARGIN

    def _height(self, cell: Cell) -> float:
        """About how much a cell asks of each of its rows."""
        across = self._across(cell)
        lines = sum(max(1, ceil(width_of(line) / across)) for line in cell.text.split("\n"))
        return lines * self.size * 20 * _LEADING / cell.rowspan

    def _across(self, cell: Cell) -> int:
        """How many columns of text fit in, as `width_of` counts them."""
        return max(1, int((self._width(cell) - 2 * self.padding) // (self.size * 10)))

    def _width(self, cell: Cell) -> int:
        return self.edges[cell.column + cell.colspan - 1] - self.edges[cell.column - 1]

    def _cell(self, cell: Cell, row: int) -> str:
        style = "Head" if self._is_head(row) else _STYLES[cell.look]
        aligned = (
            "both" if cell.align is Align.LEFT and self._across(cell) >= _PROSE else _ALIGNED[cell.align]
        )
        form = f'<w:pStyle w:val="{style}"/><w:jc w:val="{aligned}"/>{self.mark}'
        said = balanced(cell.text, self._across(cell)) if cell.look is Look.LABEL else cell.text
        lines = _plain(said).split("\n") if row == cell.row else [""]
        choices = cell.choices if cell.look in _SHADES and len(lines) == 1 else ()
        text = "".join(_paragraph(line, form, self.mark, choices) for line in lines)
        return f"<w:tc><w:tcPr>{self._properties(cell, row)}</w:tcPr>{text}</w:tc>"

    def _properties(self, cell: Cell, row: int) -> str:
        parts = f'<w:tcW w:w="{self._width(cell)}" w:type="dxa"/>'
        if cell.colspan > 1:
            parts += f'<w:gridSpan w:val="{cell.colspan}"/>'
        if cell.rowspan > 1:
            parts += '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
        if any(cell.column == each.column for each in self.through):
            if row == self.last_head:
                parts += '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'
            if row == self.last_head + 1:
                parts += '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>'
        if shade := _SHADES.get(cell.look):
            parts += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
        return f'{parts}<w:vAlign w:val="center"/>'


def _heads(sheet: Sheet) -> tuple[int, int]:
    """The first and last row to repeat; (1, 0) without any, or where a cell reaches into them from above."""
    first, last = sheet.repeated or (1, 0)
    is_cut = any(cell.row < first <= _rows(cell)[-1] for cell in sheet.cells)
    return (1, 0) if is_cut else (first, last)


def _edges(shares: Sequence[int], width: int) -> list[int]:
    """Where columns begin and end; the last at the width, however the shares round."""
    sums = [0, *accumulate(shares)]
    return [width * each // (sums[-1] or 1) for each in sums]


def _rows(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.rowspan)


def _covered(cell: Cell) -> Iterator[tuple[int, int]]:
    return product(_rows(cell), range(cell.column, cell.column + cell.colspan))


def _above(lines: Sequence[Line]) -> Iterator[str]:
    """What stands left above the title is the number of the annex."""
    is_before = any(line.is_title for line in lines)
    for line in lines:
        is_before = is_before and not line.is_title
        is_annex = is_before and line.align is Align.LEFT
        yield _line(line, "Title" if line.is_title else "Annex" if is_annex else "Line")


def _line(line: Line, style: str) -> str:
    form = f'<w:pStyle w:val="{style}"/><w:jc w:val="{_ALIGNED[line.align]}"/>'
    return "".join(_paragraph(each, form) for each in _plain(line.text).split("\n"))


def _paragraph(text: str, form: str, mark: str = "", choices: Sequence[str] = ()) -> str:
    text = text or (_ROOM if choices else "")
    run = f'<w:r>{mark}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>' if text else ""
    run = run.replace(_TAB, _TABBED)
    return f"<w:p><w:pPr>{form}</w:pPr>{_chosen(run, choices) if choices else run}</w:p>"


def _chosen(run: str, choices: Sequence[str]) -> str:
    """A list to choose from, where one may also write."""
    items = (
        f'<w:listItem w:displayText="{each}" w:value="{each}"/>'
        for each in map(_escaped, dict.fromkeys(choices))
    )
    return (
        f"<w:sdt><w:sdtPr><w:comboBox>{''.join(items)}</w:comboBox></w:sdtPr>"
        f"<w:sdtContent>{run}</w:sdtContent></w:sdt>"
    )


def _plain(text: str) -> str:
    return _NEW_LINE.sub("\n", text)


def _escaped(text: str) -> str:
    """For XML, without the characters that it cannot hold."""
    return _NOT_XML.sub("", text).translate(_ESCAPES)
