"""A table as pages show it: every cell with its address, its text, what the rules found and what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from jixiao.forms.edited import FIELDS, LABELS, text_at
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.table import AmountUnit, Form, FundsColumn, FundsItem, Sum, Table
from jixiao.web.targets.found import Found, fund_address, fund_addresses
from jixiao.writers.printed import amount_in, equation_of, grouped
from jixiao.writers.words import HEADINGS, SPANS

NAMES = ("subject", "unit", "department", "year")
LEVELS = ("level1", "level2", "level3")
_ALWAYS = (*LEVELS, "target")
_I = FundsItem
_FISCAL = (_I.CURRENT_FISCAL, _I.CARRIED_OVER, _I.OTHER_SOURCES)
#: The amounts that a form asks for; a total with what it is added up from.
_ASKED: Mapping[Form, Mapping[FundsItem, tuple[FundsItem, ...]]] = {
    Form.PROJECT_TARGETS: {_I.ANNUAL_TOTAL: _FISCAL, **dict.fromkeys(_FISCAL, ())},
    Form.TRANSFER_TARGETS: {
        _I.ANNUAL_TOTAL: (_I.CENTRAL, _I.LOCAL, _I.OTHER_SOURCES),
        **dict.fromkeys((_I.CENTRAL, _I.LOCAL, _I.OTHER_SOURCES), ()),
    },
    Form.UNIT_TARGETS: {
        _I.PERSONNEL: (),
        _I.OPERATION: (),
        _I.BASIC: (_I.PERSONNEL, _I.OPERATION),
        _I.PROJECTS: (),
        _I.EXPENDITURE_TOTAL: (_I.BASIC, _I.PROJECTS),
        **dict.fromkeys(_FISCAL, ()),
        _I.INCOME_TOTAL: _FISCAL,
    },
}
_HEADINGS = {
    "criterion": Message("评分标准", "Criterion"),
    "chance": Message("完成目标可能性", "Chance"),
    "remark": Message("备注", "Remark"),
}
COLUMNS = {
    FundsColumn.ONLY: Message("金额", "Amount"),
    FundsColumn.ORIGINAL: Message("年初预算", "Original"),
    FundsColumn.ADJUSTED: Message("全年预算", "Adjusted"),
    FundsColumn.EXECUTED: Message("执行数", "Executed"),
    FundsColumn.EXPECTED: Message("预计执行", "Expected"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """``now`` is what somebody else has put there, where an edit of this cell was refused for it."""

    address: str
    text: str
    heading: Message
    found: tuple[Found, ...] = ()
    is_open: bool = False
    now: str | None = None
    why: Message | None = None

    @property
    def field(self) -> str:
        return self.address.rpartition(".")[2]

    @property
    def level(self) -> str:
        """The gravest of its findings."""
        levels = {each.level for each in self.found}
        return next((each.value for each in Level if each in levels), "")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the money: its label, an amount for each time of the year, and what it is added up from."""

    label: str
    cells: tuple[Cell, ...]
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator. ``spans`` are how many rows its levels stand beside; 0 where they are printed above."""

    place: int
    cells: Mapping[str, Cell]
    spans: tuple[int, int]
    more: tuple[Cell, ...]
    marks: tuple[Mapping[str, object], ...] = ()

    @property
    def found(self) -> tuple[Found, ...]:
        return tuple(found for cell in self.cells.values() for found in cell.found)


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole table. ``found`` is what concerns none of its cells alone."""

    names: tuple[Cell, ...]
    goals: tuple[Cell, ...]
    columns: tuple[Message, ...]
    lines: tuple[Line, ...]
    sums: tuple[tuple[str, bool], ...]
    rows: tuple[Row, ...]
    headings: tuple[Message, ...]
    found: tuple[Found, ...]
    unit: str

    @property
    def cells(self) -> Iterator[Cell]:
        yield from self.names
        yield from self.goals
        yield from (cell for line in self.lines for cell in line.cells)
        yield from (cell for row in self.rows for cell in row.cells.values())


@dataclass(frozen=True, slots=True)
class View:
    """How a table shall be shown: what is open, what was typed and refused, marks of the last return."""

    is_open: Callable[[str], bool] = lambda _: False
    typed: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, Message]] = field(default_factory=dict)
    marks: Sequence[Mapping[str, object]] = ()
    is_form: bool = False


def shown(table: Table, found: Iterable[Found], view: View | None = None) -> Shown:
    """All cells of a table. A form to fill in has the amounts that are asked for, blank or not."""
    return _Showing(table, found, view or View()).shown()


class _Showing:
    def __init__(self, table: Table, found: Iterable[Found], view: View) -> None:
        self.table, self.view = table, view
        self.found: dict[str, list[Found]] = defaultdict(list)
        for each in found:
            self.found[each.address].append(each)

    def shown(self) -> Shown:
        table = self.table
        columns = self._columns()
        lines = tuple(self._lines(columns))
        fields = self._fields()
        names = tuple(self._cell(name, HEADINGS[name]) for name in NAMES if self._is_said(name))
        goals = tuple(self._goals())
        rows = tuple(self._rows(fields))
        sums = tuple((said(each, table.amount_unit), each.closes) for each in table.sums)
        headings = tuple(heading_of(name) for name in fields)
        heads = tuple(COLUMNS[each] for each in columns)
        whole = tuple(each for held in self.found.values() for each in held)  # what no cell has taken
        return Shown(names, goals, heads, lines, sums, rows, headings, whole, table.amount_unit.unit)

    def _cell(self, address: str, heading: Message) -> Cell:
        view = self.view
        now, why = view.refused.get(address, (None, None))
        text = view.typed.get(address, self._text(address))
        found = tuple(self.found.pop(address, ()))
        return Cell(address, text, heading, found, view.is_open(address), now, why)

    def _text(self, address: str) -> str:
        """An amount in an open cell stands as one types it, elsewhere as one reads it."""
        text = text_at(self.table, address)
        is_read = address.startswith("fund.") and not self.view.is_open(address)
        return grouped(Decimal(text)) if text and is_read else text

    def _is_said(self, name: str) -> bool:
        return self.view.is_form or bool(text_at(self.table, name))

    def _goals(self) -> Iterator[Cell]:
        """Counted where there are several for one time: 年度目标 1, 年度目标 2."""
        spans = [goal.span for goal in self.table.goals]
        for place, span in enumerate(spans):
            said, number = SPANS[span], spans[: place + 1].count(span)
            counted = Message(f"{said.zh} {number}", f"{said.en} {number}")
            yield self._cell(f"goal.{place}", counted if spans.count(span) > 1 else said)

    def _columns(self) -> tuple[FundsColumn, ...]:
        held = {each.column for each in self.table.funds}
        return tuple(each for each in FundsColumn if each in held) or (FundsColumn.ONLY,)

    def _lines(self, columns: Sequence[FundsColumn]) -> list[Line]:
        """In the order in which the form asks for them; any other stays behind what it was printed after."""
        asked = _ASKED.get(self.table.form, {})
        order = {item: float(place) for place, item in enumerate(asked)}
        labelled = list(self._labelled())
        first = {item: next(iter(held.values())) for item, _, held in labelled}
        lines: list[tuple[float, Line]] = []
        at = -1.0
        for item, label, held in labelled:
            at = order.pop(item, at + 0.01)
            cells = tuple(self._amounts(held, columns))
            lines.append((at, Line(label, cells, self._parts(asked.get(item, ()), first, columns[0]))))
        for item, place in order.items() if self.view.is_form else ():
            blank = {column: fund_address(item, column) for column in columns}
            cells = tuple(self._amounts(blank, columns))
            lines.append((place, Line(LABELS[item], cells, self._parts(asked[item], first, columns[0]))))
        return [line for _, line in sorted(lines, key=lambda each: each[0])]

    def _parts(self, items: Iterable[FundsItem], held: Mapping[FundsItem, str], column: FundsColumn) -> str:
        """The addresses of what a total is added up from; sums are shown for the first time of the year."""
        asked = items if self.view.is_form else [each for each in items if each in held]
        return " ".join(held.get(each) or fund_address(each, column) for each in asked)

    def _labelled(self) -> Iterator[tuple[FundsItem, str, dict[FundsColumn, str]]]:
        """Printed rows: what an amount is, its label, the address of each of its times of the year."""
        addressed = zip(self.table.funds, fund_addresses(self.table.funds), strict=True)
        for (item, label), held in groupby(addressed, key=lambda each: (each[0].item, each[0].label)):
            addresses = {fund.column: address for fund, address in held}
            if item is _I.TOTAL and self._is_basic:
                item = _I.BASIC  # noqa: PLW2901  what it is, whatever it is called
            yield item, label.rstrip("：:") or LABELS.get(item, ""), addresses

    @property
    def _is_basic(self) -> bool:
        """Unit forms print 基本支出 as the 合计 below 人员经费 and 公用经费."""
        is_unit = _I.BASIC in _ASKED.get(self.table.form, {})
        return is_unit and _I.BASIC not in {each.item for each in self.table.funds}

    def _amounts(self, held: Mapping[FundsColumn, str], columns: Sequence[FundsColumn]) -> Iterator[Cell]:
        for column in columns:
            heading = COLUMNS[column]
            yield self._cell(held[column], heading) if column in held else Cell("", "", heading)

    def _fields(self) -> tuple[str, ...]:
        """The columns of the indicators: those of every form, and those in which something stands."""
        is_form = self.view.is_form
        return tuple(
            name
            for name in FIELDS
            if name in _ALWAYS
            or (is_form and name in {"weight", "remark"})
            or any(getattr(row, name) for row in self.table.indicators)
        )

    def _rows(self, fields: Sequence[str]) -> Iterator[Row]:
        firsts = tuple(_spans([each.level1 for each in self.table.indicators]))
        seconds = tuple(_spans([(each.level1, each.level2) for each in self.table.indicators]))
        for place, indicator in enumerate(self.table.indicators):
            at = f"indicator.{place}"
            cells = {name: self._cell(f"{at}.{name}", heading_of(name)) for name in fields}
            more = tuple(cells[name] for name in fields if name not in _ALWAYS)
            marks = tuple(each for each in self.view.marks if is_meant(each, place, indicator.level3))
            yield Row(place, cells, (firsts[place], seconds[place]), more, marks)


def is_meant(mark: Mapping[str, object], place: int, name: str) -> bool:
    """Whether a mark is about this row: by its name, which stays when rows come and go before it."""
    return mark["name"] == name if mark.get("name") else mark.get("row") == place


def heading_of(name: str) -> Message:
    return _HEADINGS.get(name) or HEADINGS[name]


def said(each: Sum, unit: AmountUnit) -> str:
    return f"{each.name.zh}：{equation_of(each, unit)}"


def money(yuan: Decimal | None) -> str:
    """In 万元, for lists.

    >>> money(Decimal("22728800.00")), money(None)
    ('2,272.88', '')
    """
    return "" if yuan is None else amount_in(AmountUnit("万元", stated=True), yuan)


def _spans(keys: Sequence[object]) -> Iterator[int]:
    for _, held in groupby(keys):
        number = len(list(held))
        yield number
        yield from [0] * (number - 1)
