"""The text of a Word document, with its tables, the innermost of them first.

A table in a table is read first and replaced by a mark, so that every table is
flat when its turn comes and there is nothing to recurse into. lxml hands out
only the elements named here, filtered in C: that keeps reading near the cost
of parsing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jixiao.grid.grid import Cell
from jixiao.model.finding import Finding
from jixiao.readers.accepted import W, is_on
from jixiao.readers.frames import TABLE, Found, too_deep, too_many_cells
from jixiao.readers.limits import Limits
from jixiao.readers.symbols import in_font, on_one_line
from jixiao.readers.xml import Element

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = f"{W}val"
_T, _P, _TC, _TR, _TBL = f"{W}t", f"{W}p", f"{W}tc", f"{W}tr", f"{W}tbl"
_SPAN, _MERGE, _HMERGE, _BEFORE = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge", f"{W}gridBefore"
_NUMBER = f"{W}numPr"
_MARK = f"{W}jixiao"  # stands where a table stood
_SIGNS = {
    _P: "\n",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
    f"{_M}den": "/",  # of a fraction; its numerator came before
}
_ROW, _CELL = "\x1e", "\x1f"  # begin a row and a cell; XML cannot contain them

_new = tuple.__new__  # makes a Cell in half the time of its constructor, thousands of times a file

Label = Callable[[str, int], str]


class Text:
    """Everything printed below an element: ``flow`` has a `TABLE` for each of ``tables``."""

    def __init__(self, root: Element, limits: Limits, label: Label) -> None:
        self.tables: list[Found] = []
        self.findings: list[Finding] = []
        self._limits = limits
        self._places = 0
        self._labels = _labels(root, label)
        self._marked: dict[Element, Found] = {}
        for table in reversed(self._nested(root)):
            mark = table.makeelement(_MARK)
            self._marked[mark] = _Table(self, table, limits).found()
            table.getparent().replace(table, mark)
        self.flow = "".join(self._flow(root))

    def _nested(self, root: Element) -> list[Element]:
        """The tables in tables, in reading order; those beyond the limit are made plain text of."""
        depths: dict[Element, int] = {}
        for table in root.iter(_TBL):
            around = next(table.iterancestors(_TBL), None)
            depths[table] = 0 if around is None else depths[around] + 1
        beyond = [table for table, depth in depths.items() if depth == self._limits.nesting]
        for table in beyond:
            for element in list(table.iter(_TBL, _TR, _TC)):
                element.tag = f"{W}sdtContent"
        if beyond:
            self.findings.append(too_deep(self._limits.nesting))
        return [table for table, depth in depths.items() if 0 < depth < self._limits.nesting]

    def _flow(self, root: Element) -> Iterator[str]:
        """The text outside tables, through whatever wraps it (w:body, w:sdt, w:customXml)."""
        around = [iter(root)]
        while around:
            for element in around[-1]:
                if element.tag == _P:
                    if not len(element):
                        continue
                    for piece in element.iter(*_TEXT):
                        yield self.said(piece, piece.tag)
                elif element.tag == _TBL:
                    yield TABLE
                    self.tables.append(_Table(self, element, self._limits).found())
                else:
                    around.append(iter(element))
                    break
            else:
                around.pop()

    def count(self, places: int) -> None:
        """Keep the places of all tables together within the limit."""
        self._places += places
        if self._places > self._limits.cells:
            raise too_many_cells(self._limits.cells)

    def table(self, mark: Element) -> Found | None:
        """The table that stood where the mark stands."""
        return self._marked.get(mark)

    def said(self, element: Element, tag: str) -> str:
        """What an element adds to the text."""
        if sign := _SIGNS.get(tag):
            return sign
        if tag == _NUMBER:
            return self._labels.get(element, "")
        if read := _READ.get(tag):
            return read(element)
        return on_one_line(element.text or "")


class _Table:
    """A table with no other inside, read in two steps: what it says, then where that stands."""

    def __init__(self, text: Text, table: Element, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        # What few cells have, by the number of the cell in the table:
        self._spans: dict[int, str | None] = {}
        self._merged: dict[int, str] = {}
        self._absorbed: set[int] = set()  # by the cell to the left (w:hMerge)
        self._tables: dict[int, list[Found]] = {}
        self._indents: dict[int, int] = {}  # of rows
        self._open: dict[int, int] = {}  # column → index of the cell that may grow downwards
        self._ends: dict[int, int] = {}  # index of such a cell → the first row below it
        self._found = Found()
        self._said = self._scan(table)

    def _scan(self, table: Element) -> str:
        row = cell = 0
        spans, merged = self._spans, self._merged
        parts: list[str] = []
        for element in table.iter(*_TABLE):
            tag = element.tag
            if tag == _T:
                if said := element.text:
                    parts.append(said if said.isprintable() else on_one_line(said))
            elif tag == _P:
                parts.append("\n")
            elif tag == _TC:
                parts.append(_CELL)
                cell += 1
            elif tag == _TR:
                parts.append(_ROW)
                row += 1
            elif tag == _MERGE:
                merged[cell] = element.get(_VAL) or "continue"
            elif tag == _SPAN:
                spans[cell] = element.get(_VAL)
            else:
                parts.append(self._other(element, tag, row, cell))
        return "".join(parts)

    def _other(self, element: Element, tag: str, row: int, cell: int) -> str:
        """Note what few cells have. Returns what it adds to the text."""
        if tag == _BEFORE:
            self._indents[row] = min(_number(element.get(_VAL)), self._limits.columns)
        elif tag == _HMERGE:
            if element.get(_VAL) != "restart":
                self._absorbed.add(cell)
        elif table := self._text.table(element):
            self._tables.setdefault(cell, []).append(table)
            return TABLE
        else:
            return self._text.said(element, tag)
        return ""

    def found(self) -> Found:
        cells = self._found.cells
        special = {*self._spans, *self._merged, *self._absorbed, *self._tables}
        number = 0
        for row, line in enumerate(self._said.split(_ROW)[1:], 1):
            column = 1 + self._indents.get(row, 0)
            for said in line.split(_CELL)[1:]:
                number += 1
                if number in special:
                    column = self._place(number, row, column, said.strip())
                else:
                    cells.append(_new(Cell, (row, column, said.strip(), 1, 1, None, None)))
                    column += 1
            if column - 1 > self._limits.columns:
                raise too_many_cells(self._limits.cells)
            self._text.count(column - 1)
        for index, end in self._ends.items():
            if (rows := end - cells[index].row) > 1:
                cells[index] = cells[index]._replace(rowspan=rows)
        return self._found

    def _place(self, number: int, row: int, column: int, said: str) -> int:
        """Put a cell that is not like most into its place. Returns the next column."""
        cells = self._found.cells
        span = 1
        if claimed := self._spans.get(number):
            # A cell may claim more than there is.
            left = self._limits.columns - column + 1
            span = max(1, min(_number(claimed), self._limits.span, left))
        merged = self._merged.get(number)
        if merged == "continue":
            above = self._open.get(column)
            if above is not None and self._ends[above] == row:
                self._ends[above] = row + 1
                return column + span
        if number in self._absorbed and cells and cells[-1].row == row:
            cells[-1] = cells[-1]._replace(colspan=column + span - cells[-1].column)
            return column + span
        if merged:
            self._open[column] = len(cells)
            self._ends[len(cells)] = row + 1
        if number in self._tables:
            self._found.nested[len(cells)] = self._tables[number]
        cells.append(_new(Cell, (row, column, said, 1, span, None, None)))
        return column + span


def _labels(root: Element, label: Label) -> dict[Element, str]:
    """The list numbers, counted in reading order, by the w:numPr that asks for them."""
    labels = {}
    for element in root.iter(_NUMBER):
        number, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
        if number is None or _is_covered(element):
            continue
        labels[element] = label(number.get(_VAL, ""), 0 if level is None else _number(level.get(_VAL)))
    return labels


def _is_covered(element: Element) -> bool:
    """Whether it stands in a cell that is merged into the one above: not printed, not counted."""
    cell = next(element.iterancestors(_TC), None)
    merge = None if cell is None else cell.find(f"{W}tcPr/{_MERGE}")
    return merge is not None and merge.get(_VAL, "continue") == "continue"


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if not 0x20 <= code < 0x10000 or 0xD800 <= code < 0xE000:
        return ""
    return in_font(chr(code), element.get(f"{W}font", ""))


def _ticked(element: Element) -> str:
    state = element.find(f"{W}checked")
    if state is None:
        state = element.find(f"{W}default")
    return "☑" if state is not None and is_on(state) else "☐"


def _tabbed(element: Element) -> str:
    return "" if _VAL in element.attrib else "\t"  # with a value it is a tab stop of w:pPr


def _chosen(element: Element) -> str:
    """The entry of a drop-down list that shows: it is numbered, not written out."""
    entries = element.findall(f"{W}listEntry")
    result = element.find(f"{W}result")
    index = 0 if result is None else _number(result.get(_VAL))
    return str(entries[index].get(_VAL, "")) if index < len(entries) else ""


def _number(text: str | None) -> int:
    try:
        return max(0, int(text or 0))
    except ValueError:
        return 0


_READ = {
    f"{W}tab": _tabbed,
    f"{W}sym": _symbol,
    f"{W}ddList": _chosen,
    f"{W}checkBox": _ticked,
}
_TEXT = (_T, f"{_M}t", _NUMBER, _MARK, *_SIGNS, *_READ)
_TABLE = (*_TEXT, _TC, _TR, _SPAN, _MERGE, _HMERGE, _BEFORE)
