"""Formulas of a form's workbook: totals that follow from other cells, scores that follow as one types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jixiao.model.table import FundsColumn, FundsItem
from jixiao.model.target import Bound, join_target, parse_target
from jixiao.regulations.method import Method
from jixiao.scoring.formulas import LIMITS
from jixiao.writers.official.scores import Scored, execution_formula
from jixiao.writers.official.sheet import Cell, Look, Sheet
from jixiao.writers.printed import column_letters

_NUMBER = re.compile(r"(-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(\d+))?)(%?)")
_MOST_DIGITS = 15  # of a number in a workbook
_SIGN = re.compile(r"\s+([-+*/])\s+")
_SUM = re.compile(r"sum\((.+)\)")
_ZERO = Decimal(0)
_BUDGET, _SPENT = FundsColumn.ADJUSTED.value, FundsColumn.EXECUTED.value
_TOTALS = (FundsItem.ANNUAL_TOTAL, FundsItem.TOTAL, FundsItem.EXPENDITURE_TOTAL)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed, and the format that prints it so in a workbook."""

    value: Decimal
    format: str

    @property
    def step(self) -> Decimal:
        """The last digit that is printed."""
        decimals = len(self.format.rstrip("%").partition(".")[2]) + 2 * self.format.endswith("%")
        return Decimal(1).scaleb(-decimals)


def printed_number(text: str) -> Printed | None:
    """The number that a text is, nothing where a workbook would print another text for it.

    >>> printed_number("12.5%"), printed_number("007")
    (Printed(value=Decimal('0.125'), format='0.0%'), None)
    """
    found = _NUMBER.fullmatch(text)
    if not found or sum(char.isdigit() for char in text) > _MOST_DIGITS:
        return None
    digits, decimals, percent = found[1], found[2] or "", found[3]
    shown = ("#,##0" if "," in digits else "0") + ("." + "0" * len(decimals) if decimals else "") + percent
    value = Decimal(digits.replace(",", ""))
    return Printed(value.scaleb(-2) if percent else value, shown)


def number_in(cell: Cell) -> Printed | None:
    """What a workbook keeps of a cell as a number; other cells are texts to it, and count for nothing."""
    return printed_number(cell.text) if cell.number is not None else None


@dataclass(frozen=True, slots=True)
class Formula:
    """As a workbook writes it, with the value it has now; None for nothing yet."""

    text: str
    value: Decimal | None


class Formulas:
    """The formulas of one sheet. ``rows`` are the rows of the workbook in which those of the grid begin."""

    def __init__(self, sheet: Sheet, rows: Mapping[int, int]) -> None:
        self._sheet = sheet
        self._method = sheet.method
        self._rows = rows
        self._named = {cell.name: cell for cell in sheet.cells if cell.name and cell.entry is None}
        self._others: dict[str, list[Cell]] = {}  # amounts without a place of their own, by their columns
        self._entries: dict[int, dict[str, Cell]] = {}
        for cell in sheet.cells:
            if cell.entry is not None:
                self._entries.setdefault(cell.entry, {})[cell.name] = cell
            elif cell.name.startswith("amount.") and cell.name != "amount.label":
                self._others.setdefault(cell.name.partition(".")[2], []).append(cell)
        self._is_open = any(cell.look in (Look.ENTRY, Look.PROPOSED) for cell in sheet.cells)

    def of(self, cell: Cell) -> Formula | None:
        """The formula of a cell, if it has one that agrees with what is printed there.

        In a form to be filled in only blank cells have formulas, elsewhere only printed ones.
        """
        if self._is_open == bool(cell.text):
            return None
        found = self._score(cell) if cell.look is Look.ENTRY else None
        if found is None and cell.entry is None and (expression := self._sheet.formulas.get(cell.name)):
            found = self._sum_of(cell, expression) if self._is_open else self._total(expression)
        return found if found and (self._is_open or _agrees(found, cell.text)) else None

    def reference(self, cell: Cell) -> str:
        return f"{column_letters(cell.column)}{self._rows[cell.row]}"

    def weight_of(self, cell: Cell) -> str:
        """Where the weight of a score stands; "" where the form has none."""
        is_row = cell.entry is not None
        weight = self._beside(cell).get("weight") if is_row else self._named.get("execution.weight")
        return self.reference(weight) if weight else ""

    def _beside(self, cell: Cell) -> Mapping[str, Cell]:
        return {} if cell.entry is None else self._entries[cell.entry]

    def _sum_of(self, cell: Cell, expression: str) -> Formula | None:
        """What is computed while one types.

        Whether amounts without a place of their own are parts of the total or of
        its parts, the printed ones of the beginning of the year decide; where they
        leave it open, a person types the total.
        """
        item, _, column = cell.name.partition(".")
        others = self._others.get(column, []) if is_amount(cell.name) else []
        if not others:
            return self._total(expression)
        counts = [
            with_others for with_others in (False, True) if self._was_total(item, with_others=with_others)
        ]
        return self._total(expression, others if counts[0] else ()) if len(counts) == 1 else None

    def _was_total(self, item: str, *, with_others: bool) -> bool:
        name = f"{item}.{FundsColumn.ORIGINAL}"
        others = self._others.get(FundsColumn.ORIGINAL, []) if with_others else ()
        found = self._total(self._sheet.formulas.get(name, ""), others)
        return found is not None and name in self._named and _agrees(found, self._named[name].text)

    def _total(self, expression: str, others: Sequence[Cell] = ()) -> Formula | None:
        first, *rest = _SIGN.split(expression)
        signs, names = rest[::2], [first, *rest[1::2]]
        parts = [self._cells(name) for name in names] + ([others] if others else [])
        if not all(parts):
            return None
        references = [self._span(cells) for cells in parts]
        values = [[found.value for cell in cells if (found := number_in(cell))] for cells in parts]
        if set(signs) <= {"+"}:
            every = [value for held in values for value in held]
            return Formula(_sum(references, is_open=self._is_open), sum(every, _ZERO) if every else None)
        if signs == ["/"]:
            return Formula(_ratio(*references), _divided(values))
        return None

    def _cells(self, name: str) -> list[Cell]:
        if found := _SUM.fullmatch(name):
            return [row[found[1]] for row in self._entries.values() if found[1] in row]
        return [self._named[name]] if name in self._named else []

    def _span(self, cells: Sequence[Cell]) -> str:
        first, last = self.reference(cells[0]), self.reference(cells[-1])
        return first if first == last else f"{first}:{last}"

    def _score(self, cell: Cell) -> Formula | None:
        if self._method is None:
            return None
        if cell.name == "execution.score":
            return self._execution(self._method)
        held = self._beside(cell)
        bound = _target(held) if cell.name == "score" and {"actual", "weight"} <= held.keys() else None
        if bound is None:
            return None
        levels = "".join(each.text for each in self._levels(cell.row))
        scored = Scored(
            bound,
            self._method,
            self.reference(held["actual"]),
            self.reference(held["weight"]),
            bound.comparator in LIMITS or (bound.comparator is None and "成本" in levels),
            "满意" in levels,
        )
        return Formula(scored.formula, None) if scored.formula else None

    def _levels(self, row: int) -> Iterator[Cell]:
        levels = (cell for cell in self._sheet.cells if cell.name in ("level1", "level2"))
        return (cell for cell in levels if cell.row <= row < cell.row + cell.rowspan)

    def _execution(self, method: Method) -> Formula | None:
        weight = self._named.get("execution.weight")
        for item in _TOTALS:
            spent, budget = (self._named.get(f"{item.value}.{column}") for column in (_SPENT, _BUDGET))
            if weight and spent and budget:
                cells = map(self.reference, (spent, budget, weight))
                return Formula(execution_formula(method, *cells), None)
        return None


def _agrees(found: Formula, text: str) -> bool:
    """A wrong total stays as it is printed: a formula would hide it."""
    printed = printed_number(text)
    if printed is None or found.value is None:
        return False
    return found.value.quantize(printed.step, ROUND_HALF_UP) == printed.value


def _sum(references: Sequence[str], *, is_open: bool) -> str:
    every = ",".join(references)
    return f'=IF(COUNT({every})=0,"",SUM({every}))' if is_open else f"=SUM({every})"


def _ratio(over: str, under: str) -> str:
    return f'=IF(COUNT({over},{under})<2,"",IFERROR({over}/{under},""))'


def _divided(values: Sequence[Sequence[Decimal]]) -> Decimal | None:
    over, under = (sum(held, _ZERO) if held else None for held in values)
    return over / under if over is not None and under else None


def _target(held: Mapping[str, Cell]) -> Bound | None:
    """The number to be reached, from one cell or from those of comparator, value and unit."""
    texts = {name: cell.text for name, cell in held.items()}
    joined = join_target(texts.get("comparator", ""), texts.get("value", ""), texts.get("unit", ""))
    target = parse_target(texts.get("target") or joined)
    return target if isinstance(target, Bound) else None


def is_amount(name: str) -> bool:
    """Whether a field is a sum of money.

    >>> is_amount("annual-total.executed"), is_amount("basic@合计"), is_amount("execution.rate")
    (True, True, False)
    """
    item, _, column = name.partition("@")[0].removeprefix("term.").partition(".")
    return (item in _ITEMS or item == "amount") and column in _COLUMNS


def _values(names: Iterable[FundsItem] | Iterable[FundsColumn]) -> frozenset[str]:
    return frozenset(name.value for name in names)


_ITEMS, _COLUMNS = _values(FundsItem), _values(FundsColumn)
