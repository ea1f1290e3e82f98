"""Official forms as a workbook; of those to be filled in, all but what is open is locked and kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from jixiao.grid import locked
from jixiao.grid.locked import Locked
from jixiao.model.message import Language, Message
from jixiao.writers.official.formulas import Formula, Formulas, is_amount, number_in, printed_number
from jixiao.writers.official.labels import balanced
from jixiao.writers.official.sheet import Align, Cell, Line, Look, Sheet
from jixiao.writers.printed import shown, width_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook

BORN = datetime(1980, 1, 1, tzinfo=UTC)  # the same content gives the same bytes
_A4 = 9
_WIDTH, _WIDE = 96, 144  # characters on an upright page and on a turned one
_LINE, _PADDING, _LEAST, _TITLE, _MOST = 14.0, 5.0, 20.0, 34.0, 400.0  # points of a row; Excel ends at 409
_SLACK = 1.03  # lines do not break at their very end
_LONGEST_NAME, _LONGEST_LIST, _LONGEST_TEXT = 31, 255, 32_767
_LEAST_AMOUNT = -(10**12)  # any number: a cell that asks for one needs a limit
_UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_STRICT = ("comparator", "chance")  # only these words; elsewhere the list is an offer
_ROOM = {"goal.achieved": 4, "conclusion.problems": 4, "conclusion.improvements": 4}  # lines to write on
_ALIGNS = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_FILLS = {Look.ENTRY: "#FFF9DB", Look.PROPOSED: "#E3EFFB"}
_COMPUTES = "#F2F2F2"
_LEGEND = Message(
    "填写说明：浅黄色单元格请填写；浅蓝色单元格是建议值，请确认或修改；浅灰色单元格自动计算。"
    "其他单元格已锁定，没有密码。",
    "To fill in: yellow cells; blue cells are proposals to confirm or change; grey cells are computed. "
    "All else is locked, without a password.",
)
_PROPOSED = Message("建议值，请确认或修改。", "A proposal: confirm or change it.")
_COMPUTED = Message(
    "自动计算；另有扣分的直接填写得分，并说明原因。",
    "It is computed; where more is deducted, type the score and give the reason.",
)
_SCORE = Message("得分在 0 与分值之间。", "A score is between 0 and its weight.")
_AMOUNT = Message("请只填数字，单位与表内一致。", "Type a number only, in the unit of the form.")
_CHOICE = Message("请从列表中选择。", "Choose from the list.")


def draw(sheets: Sequence[Sheet], language: Language = Language.CHINESE) -> bytes:
    """A workbook with a worksheet for each form.

    A form with open cells is protected, without a password. What its locked
    cells say is kept in a hidden sheet, so that a change shows when the
    workbook is read. Scores follow while one types.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": BORN})
        kept: list[Locked] = []
        for sheet, name in zip(sheets, _names(sheets), strict=True):
            drawing = _Drawing(book, sheet, name, language)
            drawing.draw()
            kept += drawing.kept
        if kept:
            _keep(book, kept)
    return out.getvalue()


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Names that a workbook allows, each once whatever its capitals."""
    taken = {locked.SHEET, "history"}  # Excel keeps the second one for itself
    for sheet in sheets:
        plain = _UNFIT.sub(" ", shown(sheet.name)).strip(" '")[:_LONGEST_NAME].strip(" '") or "Sheet"
        name, number = plain, 1
        while name.lower() in taken:
            number += 1
            end = f" ({number})"
            name = plain[: _LONGEST_NAME - len(end)] + end
        taken.add(name.lower())
        yield name


def _keep(book: Workbook, kept: Sequence[Locked]) -> None:
    sheet = book.add_worksheet(locked.SHEET)
    sheet.write_string(0, 0, locked.ABOUT)
    for row, each in enumerate(kept, start=1):
        sheet.write_string(row, 0, each.sheet)
        sheet.write_number(row, 1, each.row)
        sheet.write_number(row, 2, each.column)
        sheet.write_string(row, 3, each.text)
    sheet.very_hidden()


class _Drawing:
    """One form on its worksheet. ``kept`` is what its locked cells say; nothing where it has no open ones."""

    def __init__(self, book: Workbook, sheet: Sheet, name: str, language: Language) -> None:
        self._book = book
        self._sheet = sheet
        self._name = name
        self._language = language
        self._page = book.add_worksheet(name)
        self._is_open = any(cell.look in _FILLS for cell in sheet.cells)
        self._columns = _column_widths(sheet)
        self._rows = _rows_of(sheet, self._columns, is_open=self._is_open)
        self._formulas = Formulas(sheet, self._rows.starts)
        self._formats: dict[tuple[object, ...], Any] = {}
        self.kept: list[Locked] = []

    def draw(self) -> None:
        sheet, rows = self._sheet, self._rows
        for column, width in enumerate(self._columns):
            self._page.set_column(column, column, width)
        for row, height in enumerate(rows.heights, start=len(sheet.above)):
            self._page.set_row(row, height)
        self._lines(sheet.above, 0)
        for cell in sheet.cells:
            self._cell(cell)
        self._lines(sheet.below, rows.end)
        self._set_up()
        if self._is_open:
            self._open(rows.end + len(sheet.below))

    def _open(self, end: int) -> None:
        """Locked but for the open cells; a line below says how to fill in, and does not print."""
        text = _LEGEND.said_in(self._language)
        style = self._format(font_size=9, font_color="#595959", align="left")
        self._line(end, text, style, _height(text, sum(self._columns)))
        self._page.print_area(0, 0, end - 1, len(self._columns) - 1)
        self._page.protect("", {"format_rows": True, "format_columns": True})

    def _keep(self, row: int, column: int, text: str) -> None:
        if self._is_open:
            self.kept.append(Locked(self._name, row + 1, column + 1, _fitting(text)))

    def _lines(self, lines: Sequence[Line], start: int) -> None:
        for row, line in enumerate(lines, start):
            look = {"font_name": "黑体", "font_size": 16} if line.is_title else {"font_size": 10.5}
            if line.is_open:
                look |= {"locked": False, "bg_color": _FILLS[Look.ENTRY]}
            style = self._format(align=_ALIGNS[line.align], **look)
            height = _TITLE if line.is_title else _height(line.text, sum(self._columns))
            self._line(row, line.text, style, height)
            if not line.is_open:
                self._keep(row, 0, line.text)

    def _line(self, row: int, text: str, style: Any, height: float) -> None:
        self._page.set_row(row, height)
        if len(self._columns) > 1:
            self._page.merge_range(row, 0, row, len(self._columns) - 1, "", style)
        self._page.write_string(row, 0, _fitting(text), style)

    def _cell(self, cell: Cell) -> None:
        formula = self._formulas.of(cell)
        look = _look(cell, is_open=self._is_open)
        row, column = self._rows.starts[cell.row] - 1, cell.column - 1
        style = self._style(cell, look, formula)
        bottom = self._rows.starts[cell.row + cell.rowspan] - 2
        if (bottom, cell.colspan) != (row, 1):
            self._page.merge_range(row, column, bottom, column + cell.colspan - 1, "", style)
        self._write(row, column, cell, formula, style)
        self._validate(row, column, cell, look, formula)
        if look not in _FILLS and formula is None:
            self._keep(row, column, cell.text)

    def _style(self, cell: Cell, look: Look, formula: Formula | None) -> Any:
        more: dict[str, object] = {"font_name": "黑体"} if look is Look.LABEL else {}
        if fill := _COMPUTES if formula and self._is_open else _FILLS.get(look):
            more["bg_color"] = fill
        return self._format(
            border=1,
            align=_ALIGNS[cell.align],
            locked=look not in _FILLS,
            num_format=_number_format(cell, look, formula),
            **more,
        )

    def _format(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            usual = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
            self._formats[key] = self._book.add_format({**usual, **look})
        return self._formats[key]

    def _write(self, row: int, column: int, cell: Cell, formula: Formula | None, style: Any) -> None:
        """Texts as texts, never as formulas; numbers as numbers where they print as they did."""
        printed = number_in(cell)
        if formula:
            self._page.write_formula(row, column, formula.text, style, _cached(formula))
        elif printed:
            self._page.write_number(row, column, printed.value, style)
        elif cell.text:
            self._page.write_string(row, column, _fitting(_broken(cell, self._columns)), style)
        else:
            self._page.write_blank(row, column, None, style)
        if _stays_text(cell):
            self._page.ignore_errors({"number_stored_as_text": f"{self._formulas.reference(cell)}"})

    def _validate(self, row: int, column: int, cell: Cell, look: Look, formula: Formula | None) -> None:
        if rule := self._rule(cell, look, formula):
            self._page.data_validation(row, column, row, column, rule)

    def _rule(self, cell: Cell, look: Look, formula: Formula | None) -> dict[str, object]:
        """What may be typed into a cell, and what is said to whoever stands in it."""
        if cell.choices and (look in _FILLS or not self._is_open):
            return self._choice(cell)
        if look not in _FILLS:
            return {}
        proposal = {"input_message": _PROPOSED.said_in(self._language)} if look is Look.PROPOSED else {}
        if cell.name in ("score", "execution.score") and (weight := self._formulas.weight_of(cell)):
            computed = {"input_message": _COMPUTED.said_in(self._language)} if formula else {}
            return {
                **self._decimal(_SCORE),
                "criteria": "between",
                "minimum": 0,
                "maximum": f"={weight}",
                **computed,
            }
        if is_amount(cell.name):
            return {**self._decimal(_AMOUNT), "criteria": ">=", "value": _LEAST_AMOUNT, **proposal}
        return {"validate": "any", **proposal} if proposal else {}

    def _decimal(self, said: Message) -> dict[str, object]:
        return {"validate": "decimal", "error_message": said.said_in(self._language)}

    def _choice(self, cell: Cell) -> dict[str, object]:
        """A list to choose from, where it can be written in place."""
        if len(",".join(cell.choices)) > _LONGEST_LIST or any("," in choice for choice in cell.choices):
            return {}
        return {
            "validate": "list",
            "source": list(cell.choices),
            "error_message": _CHOICE.said_in(self._language),
            "error_type": "stop" if cell.name.partition("=")[0] in _STRICT else "information",
        }

    def _set_up(self) -> None:
        """Printed on A4, one page wide, the heads of the indicators on each page."""
        page, sheet = self._page, self._sheet
        page.set_paper(_A4)
        if sheet.is_wide:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.set_footer("&C第 &P 页，共 &N 页")
        page.hide_gridlines(2)
        if sheet.repeated:
            first, last = sheet.repeated
            page.repeat_rows(self._rows.starts[first] - 1, self._rows.starts[last + 1] - 2)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of the grid on the worksheet, counted from 1: where each starts, and how high they are.

    A row of the grid that is higher than Excel allows is several of the sheet.
    """

    starts: Mapping[int, int]
    heights: Sequence[float]

    @property
    def end(self) -> int:
        """The first row below the grid, counted from 0."""
        return max(self.starts.values()) - 1


def _fitting(text: str) -> str:
    return shown(text)[:_LONGEST_TEXT]


def _column_widths(sheet: Sheet) -> list[float]:
    room = (_WIDE if sheet.is_wide else _WIDTH) / sum(sheet.widths)
    return [width * room for width in sheet.widths]


def _rows_of(sheet: Sheet, columns: Sequence[float], *, is_open: bool) -> _Rows:
    heights = _row_heights(sheet, columns, is_open=is_open)
    counts = [int(-(-height // _MOST)) for height in heights]
    starts = accumulate(counts, initial=len(sheet.above) + 1)
    parts = [height / count for height, count in zip(heights, counts, strict=True) for _ in range(count)]
    return _Rows(dict(enumerate(starts, start=1)), parts)


def _row_heights(sheet: Sheet, columns: Sequence[float], *, is_open: bool) -> list[float]:
    """Rows as high as their texts; what a cell over several rows lacks, they share."""
    heights = [_LEAST] * sheet.height
    for cell in sorted(sheet.cells, key=lambda each: each.rowspan):
        least = _LINE * _ROOM.get(cell.name, 0) if is_open else 0
        rows = range(cell.row - 1, cell.row - 1 + cell.rowspan)
        needed = max(_height(_broken(cell, columns), _width(cell, columns)), least)
        lacking = needed - sum(heights[row] for row in rows)
        for row in rows if lacking > 0 else ():
            heights[row] += lacking / cell.rowspan
    return heights


def _width(cell: Cell, columns: Sequence[float]) -> float:
    return sum(columns[cell.column - 1 : cell.column - 1 + cell.colspan])


def _broken(cell: Cell, columns: Sequence[float]) -> str:
    """The text; a word of the form in lines of about one length."""
    return balanced(cell.text, _width(cell, columns)) if cell.look is Look.LABEL else cell.text


def _height(text: str, width: float) -> float:
    """Room for a text once it is wrapped: programs do not find that out for merged cells."""
    lines = sum(_lines(width_of(part) * _SLACK, width) for part in text.split("\n"))
    return max(_LEAST, lines * _LINE + _PADDING)


def _lines(columns: float, width: float) -> float:
    """How many lines; of several none is quite full, for a sign that may not begin a line takes one along."""
    return 1 if columns <= width else -(-columns // max(width - 1, 1))


def _look(cell: Cell, *, is_open: bool) -> Look:
    """What only a person can fill in has no name; in a form to be filled in it is open."""
    is_nameless = cell.look is Look.VALUE and not cell.name and not cell.text
    return Look.ENTRY if is_open and is_nameless else cell.look


def _stays_text(cell: Cell) -> bool:
    """Whether what is typed into a cell stays as it is typed: 12-1 is no date, and 95% no 0.95."""
    return cell.look is Look.ENTRY and cell.entry is not None and cell.name not in ("score", "weight")


def _number_format(cell: Cell, look: Look, formula: Formula | None) -> str:
    if printed := printed_number(cell.text) if formula else number_in(cell):
        return printed.format
    if _stays_text(cell):
        return "@"
    if is_amount(cell.name):
        return "#,##0.00##"
    if cell.name == "execution.rate":
        return "0.00%"
    return "0.00" if look is Look.ENTRY and cell.name.endswith("score") else "General"


def _cached(formula: Formula) -> object:
    """A blank where there is no value yet: nothing at all would be a formula whose value was not saved."""
    return " " if formula.value is None else float(formula.value)
