"""A form being filled: what is printed into its grid is noted in its truth at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .document import Cell, Document, Fund, Grid, Indicator, Parsed, Table
from .maker import Line, Maker
from .voice import Parts, Printed


@dataclass(frozen=True)
class Column:
    """A column of the indicator table: its head, what stands in it, how many grid columns it takes."""

    head: str
    kind: str
    cols: int = 1


@dataclass
class Row:
    """A line with its value printed, once, so that all columns agree."""

    line: Line
    joined: Printed | None = None
    parts: Parts | None = None
    actual: str = ""
    percent: bool = False  # the actual is a number shown as a percent

    @property
    def name(self) -> str:
        if self.joined:
            return self.joined.name
        return self.line.measure.name if self.line.measure else ""


class Form:
    def __init__(
        self,
        maker: Maker,
        document: Document,
        kind: str,
        title: str,
        year: int | None,
        grid: Grid | None = None,
    ) -> None:
        self.maker = maker
        self.voice = maker.voice
        self.document = document
        self.grid = grid or Grid()
        self.truth = Table(form=kind, title=title, year=year)
        self.in_yuan = False
        self.money_mark = ""  # 万元 behind each amount
        document.tables.append(self.truth)

    # ---- cells that are noted

    def subject(self, text: str, cols: int = 1, rows: int = 1) -> Cell:
        self.truth.subject = text
        return Cell(text, cols, rows)

    def unit(self, text: str, cols: int = 1, rows: int = 1) -> Cell:
        self.truth.unit = text
        return Cell(text, cols, rows)

    def department(self, text: str, cols: int = 1) -> Cell:
        self.truth.department = text
        return Cell(text, cols)

    def goal(self, text: str, cols: int = 1, rows: int = 1) -> Cell:
        self.truth.goals.append(text)
        return Cell(text, cols, rows)

    def label(self, *spellings: str, cols: int = 1, rows: int = 1) -> Cell:
        return Cell(self.voice.label(*spellings), cols, rows)

    def fund(self, label: str, yuan: Decimal | None, cols: int = 1, column: str = "") -> Cell:
        """The amount cell of a fund; the label is printed by the caller."""
        if yuan == 0:
            if self.voice.zero == "blank":
                yuan = None
            elif self.voice.zero == "0":
                self._note_fund(label, column, yuan)
                return Cell("0", cols, number=0, format="General")
        if yuan is not None:
            self._note_fund(label, column, yuan)
        return self.voice.amount(yuan, cols, in_yuan=self.in_yuan, mark=self.money_mark)

    def _note_fund(self, label: str, column: str, yuan: Decimal) -> None:
        self.truth.funds.append(Fund(label, column, yuan))

    # ---- rows

    def total(self, label: str, width: int, cells: Sequence[Cell]) -> None:
        """A last row: a label over the columns left of the given cells."""
        self.grid.add(Cell(self.voice.label(label), width - sum(c.cols for c in cells)), *cells)

    def pairs(self, *pairs: tuple[Cell, Cell]) -> None:
        """A row of labels, each with its value."""
        self.grid.add(*(cell for pair in pairs for cell in pair))

    def funds(
        self, side: Cell, items: Sequence[tuple[str, Decimal | None]], label_cols: int, cols: int
    ) -> None:
        """A fund a row, beside one merged label."""
        for n, (label, yuan) in enumerate(items):
            first = [replace(side, rows=len(items))] if n == 0 else []
            said = self.voice.say(label)
            self.grid.add(*first, Cell(said, label_cols), self.fund(said.strip(), yuan, cols))

    # ---- indicators

    def heads(self, columns: Sequence[Column], before: Sequence[Cell] = ()) -> None:
        self.grid.add(*before, *(Cell(self.voice.head(c.head), c.cols, role="head") for c in columns))

    def indicators(
        self,
        columns: Sequence[Column],
        lines: Sequence[Line],
        *,
        side: Sequence[Cell] = (),
        left: Sequence[Cell] = (),
        head: bool = True,
        sign_style: str = "sign",
        words: tuple[str, str] = ("定性", ""),
    ) -> None:
        """Head and rows; ``side`` stands left of all of them, ``left`` (spans set) of the first row.

        ``words`` are sign and unit of a value in words.
        """
        cells = [Cell(c.text, c.cols, len(lines) + head, c.number, c.format) for c in side]
        if head:
            self.heads(columns, cells)
            cells = []
        rows = [self._row(columns, line, sign_style, words) for line in lines]
        spans = self._levels(columns, lines)
        for n, row in enumerate(rows):
            printed = [self._cell(c, row, spans[n]) for c in columns]
            at = self.grid.add(
                *([*cells, *left] if n == 0 else []), *(cell for cell in printed if cell is not None)
            )
            self._note_row(columns, row, at)

    def _row(self, columns: Sequence[Column], line: Line, sign_style: str, words: tuple[str, str]) -> Row:
        if not line.measure:
            return Row(line)
        kinds = {c.kind for c in columns}
        bare = "unit" in kinds and self.voice.bare_actual
        actual = self.voice.actual(line.measure, reached=line.reached, bare=bare)
        row = Row(line, actual=actual, percent=self.maker.chance(0.3))
        if kinds & {"sign", "number"}:
            row.parts = self.voice.parts(line.measure, sign_style, *words)
        else:
            row.joined = self.voice.value(line.measure)
        return row

    def _levels(self, columns: Sequence[Column], lines: Sequence[Line]) -> list[dict[str, Cell | None]]:
        """The cells of the level columns, merged, repeated or blank below their first row."""
        widths = {c.kind: c.cols for c in columns}
        kinds = [k for k in ("level1", "level2") if k in widths]
        out: list[dict[str, Cell | None]] = [{} for _ in lines]
        for kind in kinds:
            keys = [(x.level1, x.level2) if kind == "level2" else (x.level1, "") for x in lines]
            for n, key in enumerate(keys):
                text = self.voice.level(lines[n].level2 if kind == "level2" else lines[n].level1)
                first = n == 0 or keys[n - 1] != key
                run = next((i for i, k in enumerate(keys[n:]) if k != key), len(keys) - n)
                out[n][kind] = self._level_cell(kind, text, widths[kind], run, first=first)
        return out

    def _level_cell(self, kind: str, text: str, cols: int, run: int, *, first: bool) -> Cell | None:
        merge = self.voice.merge
        if merge == "merged":
            return Cell(text, cols, run, role=kind) if first else None
        if merge == "blank" and not first:
            return Cell("", cols)
        return Cell(text, cols)

    def _cell(self, column: Column, row: Row, levels: dict[str, Cell | None]) -> Cell | None:
        if column.kind in levels:
            return levels[column.kind]
        line = row.line
        if column.kind == "level3":
            name = row.name
            return Cell(
                line.counter + name if not line.counter.startswith("…") else line.counter, column.cols
            )
        if not line.measure:
            return Cell("", column.cols)
        kind, _, key = column.kind.partition(" ")
        if key:
            return Cell(line.extra.get(key, ""), column.cols)
        return replace(CELLS[kind](row), cols=column.cols)

    def note(self, columns: Sequence[Column], line: Line, value: Printed, at: int) -> None:
        """An indicator whose cells the layout prints itself."""
        self._note_row(columns, Row(line, joined=value), at)

    def _note_row(self, columns: Sequence[Column], row: Row, at: int) -> None:
        if row.line.measure:
            self.truth.indicators.append(self._indicator(columns, row, at))

    def _indicator(self, columns: Sequence[Column], row: Row, at: int) -> Indicator:
        kinds = {c.kind.partition(" ")[0]: c.kind.partition(" ")[2] for c in columns}
        value = row.parts or row.joined
        target, parsed = (value.text, value.parsed) if value else ("", Parsed())
        line = row.line
        if row.parts and line.measure and line.measure.kind == "number" and "sign" not in kinds:
            target = row.parts.number + row.parts.unit
            parsed = Parsed("none", parsed.value, parsed.unit)
        return Indicator(
            level1=line.level1 if "level1" in kinds else "",
            level2=line.level2 if "level2" in kinds else "",
            level3=row.name,
            target=target,
            parsed=parsed,
            weight=(line.weight or None) if "weight" in kinds else None,
            actual=(line.extra.get(kinds["actual"], row.actual) or None) if "actual" in kinds else None,
            score=(line.score or None) if "score" in kinds else None,
            reason=line.extra.get(kinds["reason"] or "reason") if "reason" in kinds else None,
            grid=self.grid,
            row=at,
        )


def _actual(row: Row) -> Cell:
    text = row.actual
    if not text.endswith("%") or not row.percent:
        return Cell(text)
    number = text[:-1]
    places = len(number.partition(".")[2])
    return Cell(text, number=float(number) / 100, format="0." + "0" * places + "%" if places else "0%")


def _numeric(text: str) -> Cell:
    try:
        return Cell(text, number=float(text))
    except ValueError:
        return Cell(text)


def _direction(row: Row) -> str:
    """正向, 反向 or 定性: the nature of an indicator, no comparator."""
    measure = row.line.measure
    if not measure or measure.kind != "number":
        return "定性"
    return "反向" if measure.sign == "-" else "正向"


def _formula(row: Row) -> str:
    measure = row.line.measure
    if measure and measure.unit == "%":
        return "实际完成数/计划完成数×100%"
    return f"反映{row.name}"


CELLS: dict[str, Callable[[Row], Cell]] = {
    "target": lambda r: r.joined.cell() if r.joined else Cell(),
    "sign": lambda r: Cell(r.parts.sign if r.parts else ""),
    "number": lambda r: _numeric(r.parts.number if r.parts else ""),
    "unit": lambda r: Cell(r.parts.unit if r.parts else ""),
    "weight": lambda r: _numeric(r.line.weight),
    "score": lambda r: _numeric(r.line.score),
    "actual": _actual,
    "reason": lambda r: Cell(r.line.extra.get("reason", "")),
    "nature": lambda r: Cell(_direction(r)),
    "positive": lambda r: Cell({"正向": "正向指标", "反向": "反向指标", "定性": ""}[_direction(r)]),
    "kind": lambda r: Cell("定性" if _direction(r) == "定性" else "定量"),
    "repeat": lambda r: Cell(r.name),
    "formula": lambda r: Cell(_formula(r)),
}
