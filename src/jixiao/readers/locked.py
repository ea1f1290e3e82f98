"""Cells of a form that were to stay as they were, held against what the workbook kept of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from jixiao.grid.grid import Grid
from jixiao.grid.locked import Locked
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.number import parse_number, plain
from jixiao.model.source import Source
from jixiao.readers.sheet import column_letters

_RULE = "locked-cell-changed"
_HEAD = 4  # texts: title, year, and whose form it is
_BACK = Message(
    "请改回；确需调整的，按规定程序报批后重新生成工作簿。",
    "Put it back; a change that is needed goes through its procedure, and the workbook is made anew.",
)
Row = Mapping[int, str]  # texts by their columns


def changed(kept: Iterable[Locked], grids: Iterable[Grid]) -> Iterator[Finding]:
    """A finding for each locked cell that was changed, emptied or moved, and for rows removed or put in.

    A sheet that was given another name is known by its cells, and so is a copy.
    """
    forms = {name: _by_row(cells) for name, cells in groupby(kept, key=lambda cell: cell.sheet)}
    sheets = {grid.sheet: grid for grid in grids}
    others = [grid for name, grid in sheets.items() if name not in forms]
    for name, rows in forms.items():
        copies = [grid for grid in others if _is_of(grid, rows)]
        found = sheets.get(name) or next(iter(copies), None)
        yield from _Comparison(found, rows).findings() if found else [_sheet_gone(name)]
        for each in copies:
            if each is not found:
                yield from (_sheet_copied(each, name), *_Comparison(each, rows).findings())
        others = [grid for grid in others if grid not in copies]


def _is_of(grid: Grid, rows: Mapping[int, Row]) -> bool:
    """Whether most of what a form kept stands in a sheet, in whatever rows, and nearly all of its head."""
    held = {(cell.column, _comparable(cell.text)) for cells in grid.rows for cell in cells}
    kept = [(column, _comparable(text)) for row in rows.values() for column, text in row.items() if text]
    head = kept[:_HEAD]
    return all(each in held for each in head) and 2 * sum(each in held for each in kept) > len(kept)


def _by_row(cells: Iterable[Locked]) -> dict[int, Row]:
    by_row = groupby(sorted(cells, key=lambda cell: cell.row), key=lambda cell: cell.row)
    return {row: {cell.column: cell.text for cell in held} for row, held in by_row}


@dataclass(frozen=True)
class _Comparison:
    grid: Grid
    kept: dict[int, Row]

    def findings(self) -> Iterator[Finding]:
        held = {cells[0].row: {cell.column: cell.text for cell in cells} for cells in self.grid.rows}
        last = max(self.kept)
        places = sorted(
            self.kept | held
        )  # readers leave out what is blank, and wholly open rows are not kept
        now: dict[int, Row] = {row: held.get(row, {}) for row in places}
        kept: dict[int, Row] = {row: self.kept.get(row, {}) for row in places if row <= last}
        for before, after in _paired(kept, now):
            if after is None:
                if before is not None and any(kept[before].values()):
                    yield self._row_gone(before)
            elif before is not None:
                yield from self._cells(before, after, now[after])
            elif after < last and any(now[after].values()):  # below the form anyone may write
                yield self._row_put_in(after, now[after])

    def _cells(self, before: int, after: int, now: Row) -> Iterator[Finding]:
        kept = self.kept.get(before, {})
        for column, text in kept.items():
            if not _is_same(text, found := now.get(column, "")):
                yield self._cell(after, column, text, found, self._elsewhere(text, kept, after, now))

    def _elsewhere(self, text: str, kept: Row, row: int, now: Row) -> str:
        """The cell of the row into which a text was moved; "" if it is not there."""
        places = (column for column, held in now.items() if column not in kept and _is_same(text, held))
        return next((_place(row, column) for column in places), "") if text else ""

    def _cell(self, row: int, column: int, text: str, found: str, moved: str) -> Finding:
        where, stands = _place(row, column), Message(f"现为{_zh(found)}", f"it now says {_en(found)}")
        if moved:
            stands = Message(f"{stands.zh}，移到了 {moved}", f"{stands.en}, moved to {moved}")
        return self._finding(
            row,
            column,
            found,
            Message(
                f"{where}：锁定的单元格被改动，{stands.zh}；应为{_zh(text)}。",
                f"{where}: a locked cell was changed, {stands.en}; it should say {_en(text)}. ",
            ),
        )

    def _row_gone(self, row: int) -> Finding:
        text = _joined(self.kept[row])
        return self._finding(
            row,
            1,
            "",
            Message(
                f"第{row}行：被删除，应为“{text}”。", f"row {row}: it was removed; it should say “{text}”. "
            ),
        )

    def _row_put_in(self, row: int, held: Row) -> Finding:
        text = _joined(held)
        return self._finding(
            row,
            min(held),
            text,
            Message(f"第{row}行：是新插入的“{text}”。", f"row {row}: it was put in, “{text}”. "),
        )

    def _finding(self, row: int, column: int, text: str, found: Message) -> Finding:
        sheet = self.grid.sheet or ""
        message = Message(f"工作表“{sheet}”的 {found.zh}{_BACK.zh}", f"Sheet {sheet!r}, {found.en}{_BACK.en}")
        source = Source(self.grid.number, row, column, text, sheet=sheet)
        return Finding(_RULE, Level.ERROR, message, source=source)


def _paired(kept: Mapping[int, Row], now: Mapping[int, Row]) -> Iterator[tuple[int | None, int | None]]:
    """Rows as they were beside rows as they are; where some went or came, the others are still matched."""
    before, after = list(kept), list(now)
    marks = [_mark(kept[row], _columns(kept[row])) for row in before]
    shapes = sorted({_columns(kept[row]) for row in before}, key=len, reverse=True)
    known = frozenset(marks)
    found = [_known(now[row], shapes, known, row) for row in after]
    for _, i1, i2, j1, j2 in SequenceMatcher(None, marks, found, autojunk=False).get_opcodes():
        yield from zip_longest(before[i1:i2], after[j1:j2])  # changed rows are paired in their order


def _columns(row: Row) -> tuple[int, ...]:
    return tuple(column for column, text in sorted(row.items()) if text)


def _mark(row: Row, columns: Sequence[int]) -> tuple[object, ...]:
    return tuple((column, _comparable(row.get(column, ""))) for column in columns)


def _known(
    row: Row, shapes: Iterable[Sequence[int]], marks: Collection[tuple[object, ...]], number: int
) -> tuple[object, ...]:
    """The mark under which a row was kept; a row that was not has one of its own."""
    return next((mark for shape in shapes if (mark := _mark(row, shape)) in marks), (number,))


def _comparable(text: str) -> str:
    """Programs write numbers anew when they save: 2272.880 is 2,272.88."""
    number = parse_number(text)
    return f"{number.value.normalize():f}" if number else plain(text)


def _is_same(text: str, found: str) -> bool:
    return text == found or _comparable(text) == _comparable(found)


def _place(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _joined(row: Row) -> str:
    return " ".join("".join(text.split()) for _, text in sorted(row.items()) if text)


def _zh(text: str) -> str:
    return f"“{text}”" if text else "空白"


def _en(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def _sheet_gone(name: str) -> Finding:
    return Finding(
        _RULE,
        Level.ERROR,
        Message(
            zh=f"工作表“{name}”：被删除或清空。{_BACK.zh}",
            en=f"Sheet {name!r}: it was removed or emptied. {_BACK.en}",
        ),
    )


def _sheet_copied(grid: Grid, name: str) -> Finding:
    sheet = grid.sheet or ""
    return Finding(
        _RULE,
        Level.ERROR,
        Message(
            zh=f"工作表“{sheet}”：是“{name}”的副本，会算作另一张表。请只保留其中一张。",
            en=f"Sheet {sheet!r}: it is a copy of {name!r} and counts as another table. Keep one of them.",
        ),
        source=Source(grid.number, 1, 1, "", sheet=sheet),
    )
