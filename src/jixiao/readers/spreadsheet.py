"""Workbooks: Excel and WPS, old and new. Each sheet is one grid, as it prints.

Values print by their number format (0.95 as ``95%``), texts as they were
typed. Hidden sheets are left out, as on paper; hidden rows and columns are
kept, for templates hide what their next reader needs. A formula that is only
a number (``=100%``) prints as typed, since its author meant the sign.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import product

from jixiao.grid import locked
from jixiao.grid.grid import Block, Cell, Grid, Paragraph
from jixiao.model.errors import FileTooLarge
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.readers.limits import Limits
from jixiao.readers.locked import changed
from jixiao.readers.sheet import Sheet, column_letters, new_cell

FORMATS: dict[str, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "xlsb": (".xlsb",),
    "ods": (".ods", ".ots", ".fods"),
    "spreadsheetml": (".xml",),
}
_MOST_ALIKE = 50  # findings of one kind on one sheet; more of them say nothing more
_LAST_ROWS, _LAST_COLUMNS = {65_536, 1_048_576}, {256, 16_384}  # of a sheet, in old and new files


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002 -- the contract
    """The sheets in their order; of each its text boxes and its cells. Then what was remarkable."""
    number = 0
    module = import_module(f"jixiao.readers.{format}")  # each costs time to load, and one is needed
    sheets: Callable[[bytes, Limits], Iterator[Sheet]] = module.sheets
    grids: list[Grid] = []
    kept: list[Cell] = []
    seen: list[tuple[Sheet, int]] = []
    for sheet in sheets(data, limits):
        if sheet.name == locked.SHEET:
            kept = sheet.cells
            continue
        if sheet.is_hidden:
            seen.append((sheet, number))
            continue
        cells = _with_spans(sheet, limits)
        end = cells[-1].row if cells else 0
        yield from (Paragraph(text, sheet=sheet.name) for row, text in sheet.boxes if row <= end)
        if cells:
            number += 1
            grids.append(Grid(tuple(cells), number, sheet=sheet.name))
            yield grids[-1]
        yield from (Paragraph(text, sheet=sheet.name) for row, text in sheet.boxes if row > end)
        seen.append((replace(sheet, cells=[], merged=[], boxes=[]), number))
    for sheet, number in seen:
        yield from _findings(_without_own(sheet) if kept else sheet, number, limits)
    yield from changed(locked.locked_cells(kept), grids)


def _without_own(sheet: Sheet) -> Sheet:
    """In a form to be filled in, scores and totals are blank until a program computes them."""
    return replace(sheet, troubles=[each for each in sheet.troubles if each.rule != "formula-without-value"])


def _with_spans(sheet: Sheet, limits: Limits) -> list[Cell]:
    """The cells with the places they cover. Of what stands in covered places, nothing prints."""
    if not sheet.merged:
        return sheet.cells
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in _merged(sheet, limits):
        if (top, left) not in covered:  # ranges that overlap are a damage; the first one counts
            spans[top, left] = (bottom - top + 1, right - left + 1)
            covered.update(product(range(top, bottom + 1), range(left, right + 1)))
    below = bisect_left(sheet.cells, (max(covered, default=(0, 0))[0] + 1,))
    cells: list[Cell] = []
    for cell in sheet.cells[:below]:
        row, column, text, *_ = cell
        if (row, column) not in covered:
            cells.append(cell)
        elif span := spans.pop((row, column), None):
            cells.append(new_cell((row, column, text, *span, None, None)))
    # Merged places with nothing in them are kept: a form's blank boxes are what one fills in.
    cells += [new_cell((*place, "", *span, None, None)) for place, span in spans.items()]
    cells.sort()
    return cells + sheet.cells[below:]


def _merged(sheet: Sheet, limits: Limits) -> Iterator[tuple[int, int, int, int]]:
    """The merged ranges within bounds."""
    left_over = limits.cells
    end: tuple[int, int] | None = None
    for area in sheet.merged:
        top, left, bottom, right = area
        if bottom in _LAST_ROWS or right in _LAST_COLUMNS:
            end = end or _end(sheet)
            bottom, right = max(min(bottom, end[0]), top), max(min(right, end[1]), left)
        if bottom - top >= limits.span or right > limits.columns:
            bottom, right = min(bottom, top + limits.span - 1), min(right, limits.columns)
        if bottom < top or right < left or (top, left) == (bottom, right):
            continue
        left_over -= (bottom - top + 1) * (right - left + 1)
        if left_over < 0:
            raise _too_much_merged(sheet.name)
        yield top, left, bottom, right


def _end(sheet: Sheet) -> tuple[int, int]:
    """Where the sheet ends for ranges that reach its edge: a careless click merges whole columns."""
    rows = [area.last_row for area in sheet.merged if area.last_row not in _LAST_ROWS]
    columns = [area.last_column for area in sheet.merged if area.last_column not in _LAST_COLUMNS]
    return (
        max((*rows, *(cell.row for cell in sheet.cells)), default=1),
        max((*columns, *(cell.column for cell in sheet.cells)), default=1),
    )


def _findings(sheet: Sheet, number: int, limits: Limits) -> Iterator[Finding]:
    if sheet.is_hidden:
        yield _hidden_sheet(sheet.name)
    if sheet.read_to_row:
        yield _too_many_cells(sheet, limits)
    if sheet.has_more_columns:
        yield _too_many_columns(sheet, limits)
    if sheet.has_hidden_rows:
        yield _hidden_rows(sheet.name)
    seen: Counter[str] = Counter()
    for trouble in sheet.troubles:
        seen[trouble.rule] += 1
        if seen[trouble.rule] <= _MOST_ALIKE:
            source = Source(number, trouble.row, trouble.column, trouble.text, sheet=sheet.name)
            yield _TROUBLES[trouble.rule](source)
    for rule, times in seen.items():
        if times > _MOST_ALIKE:
            yield _more_alike(sheet.name, rule, times - _MOST_ALIKE)


def _place(source: Source) -> str:
    return f"{column_letters(source.column)}{source.row}"


def _error_in_cell(source: Source) -> Finding:
    return Finding(
        "error-in-cell",
        Level.WARNING,
        Message(
            zh=f"工作表“{source.sheet}”的 {_place(source)}：单元格显示错误值 {source.text}，不是数据。"
            "请在原表中改正公式，保存后再试。",
            en=f"Sheet {source.sheet!r}, {_place(source)}: the cell shows the error {source.text}, no value. "
            "Mend its formula in the workbook, save it and try again.",
        ),
        source=source,
    )


def _formula_without_value(source: Source) -> Finding:
    return Finding(
        "formula-without-value",
        Level.WARNING,
        Message(
            zh=f"工作表“{source.sheet}”的 {_place(source)}：公式 {source.text} 没有保存计算结果，其值未知。"
            "请用 Excel 或 WPS 打开工作簿，保存后再试。",
            en=f"Sheet {source.sheet!r}, {_place(source)}: the formula {source.text} was saved without its "
            "result, so its value is unknown. Open the workbook in Excel or WPS, save it and try again.",
        ),
        source=source,
    )


_TROUBLES = {"error-in-cell": _error_in_cell, "formula-without-value": _formula_without_value}


def _more_alike(sheet: str, rule: str, times: int) -> Finding:
    return Finding(
        rule,
        Level.WARNING,
        Message(
            zh=f"工作表“{sheet}”：另有 {times} 个单元格有同样的问题，不再逐一列出。",
            en=f"Sheet {sheet!r}: {times} more cells have the same problem; they are not listed.",
        ),
    )


def _hidden_sheet(name: str) -> Finding:
    return Finding(
        "hidden-sheet-skipped",
        Level.NOTE,
        Message(
            zh=f"工作表“{name}”：已隐藏，打印时不出现，没有读取。如需读取，请取消隐藏后再试。",
            en=f"Sheet {name!r}: it is hidden and does not print, so it was not read. "
            "If it should be, unhide it and try again.",
        ),
    )


def _hidden_rows(name: str) -> Finding:
    return Finding(
        "hidden-rows-read",
        Level.NOTE,
        Message(
            zh=f"工作表“{name}”：有隐藏的行或列，已一并读取。如不应读取，请删除后再试。",
            en=f"Sheet {name!r}: it has hidden rows or columns, which were read. "
            "If they should not be, delete them and try again.",
        ),
    )


def _too_many_cells(sheet: Sheet, limits: Limits) -> Finding:
    return Finding(
        "sheet-too-large",
        Level.WARNING,
        Message(
            zh=f"工作表“{sheet.name}”：非空单元格超过 {limits.cells} 个，只读到第 {sheet.read_to_row} 行。"
            "请拆分工作表后再试。",
            en=f"Sheet {sheet.name!r}: it has more than {limits.cells} filled cells and was read "
            f"to row {sheet.read_to_row}. Split it and try again.",
        ),
    )


def _too_many_columns(sheet: Sheet, limits: Limits) -> Finding:
    last = column_letters(limits.columns)
    return Finding(
        "sheet-too-large",
        Level.WARNING,
        Message(
            zh=f"工作表“{sheet.name}”：{last} 列以后还有内容，没有读取。"
            f"请把表格移到前 {limits.columns} 列后再试。",
            en=f"Sheet {sheet.name!r}: there is more behind column {last}, which was not read. "
            f"Move the table into the first {limits.columns} columns and try again.",
        ),
    )


def _too_much_merged(name: str) -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh=f"文件超出限制：工作表“{name}”的合并单元格过多。请取消多余的合并后再试。",
            en=f"The file is beyond the limits: sheet {name!r} has too many merged cells. "
            "Unmerge what needs no merging and try again.",
        )
    )
