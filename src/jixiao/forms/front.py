"""What stands before the indicators: title, year, fields, goals and amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft, DraftGoal, Printed
from jixiao.forms.rows import SPANS, add_amount, amount_in
from jixiao.forms.titles import (
    amount_unit_in,
    form_of,
    is_foreign_title,
    states_unit,
    title_of,
    title_rank,
    year_in,
    year_line,
)
from jixiao.forms.vocabulary import Field, GoalLabel
from jixiao.grid.grid import Borders, Cell, Grid
from jixiao.grid.text import compact, folded
from jixiao.model.source import Source
from jixiao.model.table import FundsColumn

_INLINE = re.compile(r"^([^:：]{2,24})[:：](.+)$", re.DOTALL)
_GAPS = re.compile(r"\s{2,}|\t")
_AMOUNT_UNITS = frozenset({"元", "千元", "万元", "亿元", "人民币万元", "人民币元"})
_WORDS = re.compile("[一-鿿]")
_TASK_TOTALS = frozenset({"金额合计", "合计", "总计", "资金合计"})
_OFFICE = re.compile(
    r"^\d{3,}[-—]?[一-鿿]{3,}$|^[^。，,；;]{2,40}(局|院|委|会|厅|府|镇|乡|道|室|心|校|学|园|处|站|所|队|馆|办|部|团|社)$"
)
_SIGNATURE = re.compile(r"^[(（](盖章|公章|签章|章)[)）]$")


class FundsHead(NamedTuple):
    """A head of the funds block; ``period`` is None over rates, points and reasons."""

    column: int
    width: int
    period: FundsColumn | None
    text: str


@dataclass
class Front:
    """Gathers what is printed before (and between) the indicators into drafts.

    A draft is opened by a title or by the name of a project or unit, and is
    complete when its indicators have been read; the next name opens the next
    one, under the same title when no new one is printed.
    """

    drafts: list[Draft] = field(default_factory=list)
    title: Printed | None = None
    rank: int = 0
    year: int | None = None
    amount_unit: Printed | None = None
    line_fields: dict[Field, Printed] = field(default_factory=dict)
    has_lines: bool = False
    foreign: bool = False
    _funds: tuple[FundsHead, ...] = ()
    _amount_before: tuple[Cell, str, str] | None = None
    _tasks: tuple[FundsHead, ...] = ()
    _goals: dict[int, tuple[int, GoalLabel]] = field(default_factory=dict)
    _block: Cell | None = None
    _block_end: int = 0

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    @property
    def stage(self) -> str:
        return form_of(self.title.text)[1] if self.title else ""

    def begin(self, heads: frozenset[str]) -> Draft:
        """A draft for the next project of a list, under the last title."""
        draft = self.draft
        if draft is None or draft.indicators or draft.heads:
            draft = self._new()
        draft.heads = heads
        return draft

    def filled(self, heads: frozenset[str]) -> Draft:
        """The open draft, to be filled with (more) indicators under these heads."""
        draft = self.draft or self._new()
        draft.heads |= heads
        return draft

    def close(self) -> None:
        """The indicators of the open draft have been read."""
        self._forget()

    def end_of_grid(self) -> None:
        self._forget()
        self.has_lines = False

    def _forget(self) -> None:
        self._funds = ()
        self._goals = {}
        self._block = None

    def _new(self) -> Draft:
        draft = Draft(title=self.title, year=self.year, amount_unit=self.amount_unit)
        for name, printed in self.line_fields.items():
            draft.put(name, printed)
        self.drafts.append(draft)
        self._forget()
        return draft

    # ------------------------------------------------------------------ lines
    def take_line(self, text: str, source: Source) -> None:
        """A line outside tables, or a row with one cell."""
        if not text.strip():
            return
        self.has_lines = True
        if self._take_title(text, source):
            return
        if is_foreign_title(text) and (self.draft is None or self.draft.indicators):
            self.foreign = True  # another kind of table follows (收支总表, 政府采购预算表)
            return
        year = year_line(text)
        if year is not None:
            self._set_year(year)
            return
        if len(text) > 200:
            return
        parts = _GAPS.split(text.strip())
        for part in parts:
            self._take_labelled(part, source)
        self._take_office(parts, source)

    def _take_title(self, text: str, source: Source) -> bool:
        rank = title_rank(text)
        if not rank:
            return False
        used = self.draft is None or bool(self.draft.indicators or self.draft.fields)
        if not used and self.title is not None and rank < self.rank:
            return True  # "3.法院办案业务-2023中央绩效目标表" below the form's own title
        self.foreign = False
        self.title, self.rank = Printed(title_of(text), source), rank
        self.year = year_in(compact(text)) or (None if used else self.year)
        self.amount_unit = None if used else self.amount_unit
        self.line_fields = {} if used else self.line_fields
        draft = self._new() if used else self.draft
        assert draft is not None
        draft.title, draft.year, draft.titled = self.title, self.year, True
        return True

    def _set_year(self, year: int) -> None:
        self.year = year
        if self.draft is not None and not self.draft.indicators:
            self.draft.year = year

    def _take_labelled(self, text: str, source: Source) -> None:
        """单位：万元 · 编制单位：某镇 · 填报单位（盖章）：某局 金额单位：元"""
        unit = amount_unit_in(text)
        if unit and len(text) <= 60:
            self._state_unit(Printed(unit, source))
        found = _INLINE.match(text)
        if found is None:
            return
        label, value = found[1], compact(found[2])
        value = re.split(r"(?:金额)?单位[:：]", value)[0]
        name = vocabulary.field(label)
        if value in _AMOUNT_UNITS:
            return
        if (
            name in (Field.UNIT, Field.UNIT_SUBJECT, Field.DEPARTMENT)
            and value
            and not _SIGNATURE.match(value)
        ):
            printed = Printed(value, source)
            self.line_fields[name] = printed
            if self.draft is not None and not self.draft.indicators:
                self.draft.put(name, printed)
        elif name is Field.SUBJECT and value:
            self._field(name, Printed(value, source))

    def _take_office(self, parts: Sequence[str], source: Source) -> None:
        """ "207101天津市河北区人民法院    单位：万元": the unit's name without a label, beside the unit of amounts."""
        stated = [p for p in parts if amount_unit_in(p)]
        others = [p for p in parts if p not in stated]
        if (
            len(stated) == 1
            and len(others) == 1
            and _OFFICE.search(compact(others[0]))
            and ":" not in folded(others[0])
        ):
            printed = Printed(compact(others[0]), source)
            self.line_fields[Field.UNIT] = printed
            if self.draft is not None and not self.draft.indicators:
                self.draft.put(Field.UNIT, printed)

    def _state_unit(self, printed: Printed) -> None:
        self.amount_unit = printed
        if self.draft is not None and self.draft.amount_unit is None:
            self.draft.amount_unit = printed

    # ------------------------------------------------------------------- rows
    def take_row(self, grid: Grid, cells: Sequence[Cell]) -> None:
        """A row of a grid that holds no indicator."""
        texts = [c for c in cells if c.text.strip()]
        if not texts or (self.foreign and not any(title_rank(c.text) for c in texts)):
            return
        same = len({folded(c.text) for c in texts}) == 1
        if same and self._take_title(texts[0].text, grid.source(texts[0])):
            return
        block = self._block_of(grid, cells)
        if self._take_goals_below(grid, texts):
            return
        if same:
            texts = texts[:1]
        stated = [c for c in texts if states_unit(c.text)]
        distinct = list(dict.fromkeys(c.text for c in texts))
        if (same and block is None) or (stated and len(distinct) <= 2):
            self.take_line("\t".join(distinct), grid.source(texts[0]))
            return
        for cell in stated:
            self.take_line(cell.text, grid.source(cell))
            cells = [c for c in cells if c is not cell]
        if block is not None and vocabulary.is_task_block(block.text):
            self._take_task_row(grid, texts)
            return
        if self._take_funds_heads(texts, block):
            return
        self._walk(grid, cells, block)

    def _block_of(self, grid: Grid, cells: Sequence[Cell]) -> Cell | None:
        """The label beside this row: merged over it, or left blank below its first line."""
        row = cells[0].row
        first = (grid.places.get((row, 1)) if grid.borders is Borders.DRAWN else None) or cells[0]
        if first.row < row and first.text.strip():
            return first
        if first.text.strip() and not (amount_in(first.text) and self._funds):
            is_block = vocabulary.is_funds_block(first.text) or vocabulary.is_task_block(first.text)
            self._block = first if is_block or vocabulary.goal_label(first.text) else None
            return self._block
        return self._block

    def _take_goals_below(self, grid: Grid, texts: Sequence[Cell]) -> bool:
        """Texts under goal heads that stand side by side."""
        if not self._goals:
            return False
        taken = False
        for cell, label in self._under_goal_heads(grid, texts):
            if vocabulary.goal_label(cell.text) or vocabulary.field(cell.text):
                continue
            taken = True
            if label is not GoalLabel.ACHIEVED:
                self._goal(cell, label, grid)
        if taken:
            self._goals = {}
        return taken

    def _under_goal_heads(self, grid: Grid, texts: Sequence[Cell]) -> list[tuple[Cell, GoalLabel]]:
        """Texts with the heads above them: by place, or from the right where places are lost."""
        if grid.borders is Borders.DRAWN:
            return [(c, self._goals[c.column][1]) for c in texts if c.column in self._goals]
        labels = [label for _, label in self._goals.values()]
        count = min(len(labels), len(texts))
        return list(zip(texts[-count:], labels[-count:], strict=True))

    def _goal(self, cell: Cell, label: GoalLabel, grid: Grid) -> None:
        text = compact(cell.text)
        if text:
            self._open_draft().goals.append(DraftGoal(text, SPANS[label], grid.source(cell)))

    def _open_draft(self) -> Draft:
        return self.draft or self._new()

    def _take_funds_heads(self, texts: Sequence[Cell], block: Cell | None) -> bool:
        heads = [c for c in texts if c is not block]
        named = []
        for c in heads:
            period = vocabulary.funds_column(c.text)
            if period is not None or vocabulary.is_funds_side_column(c.text):
                named.append(FundsHead(c.column, c.colspan, period, c.text))
        amounts = [c for c in heads if amount_in(c.text)]
        if amounts or len({folded(h.text) for h in named}) < 2 or all(h.period is None for h in named):
            return False
        if len(named) > 2 and vocabulary.is_funds_block(named[0].text):
            named = named[1:]  # "年度预算数（万元）" heads the column of labels
        self._funds = tuple(named)
        for cell in (*texts, *([block] if block else [])):
            self._notice_unit(cell)
        return True

    def _notice_unit(self, cell: Cell, source: Source | None = None) -> None:
        unit = amount_unit_in(cell.text) if len(cell.text) < 60 else None
        draft = self.draft
        if unit and draft is not None and draft.amount_unit is None:
            draft.amount_unit = Printed(unit, source or Source(0, cell.row, cell.column, cell.text))

    def _take_task_row(self, grid: Grid, texts: Sequence[Cell]) -> None:
        """Amounts of single tasks are theirs; the total below them is the form's only one."""
        label = next((c for c in texts if folded(c.text) in _TASK_TOTALS), None)
        if label is None:
            heads = [
                FundsHead(c.column, c.colspan, FundsColumn.ONLY, c.text)
                for c in texts
                if vocabulary.funds_item(c.text)
            ]
            self._tasks = tuple(heads) if len(heads) > 1 else self._tasks
            return
        amounts = [c for c in texts if amount_in(c.text)]
        heads_of = self._tasks if len(self._tasks) >= len(amounts) else ()
        for at, cell in enumerate(amounts):
            add_amount(
                self._open_draft(),
                label.text,
                cell,
                grid.source(cell),
                heading=heads_of[at].text if heads_of else "",
            )

    def _is_repeated(self, cell: Cell, label: Cell, head: FundsHead | None) -> bool:
        """A merged amount that was printed into each of its cells: one label (and head) has one amount."""
        this = (label, head.text if head else "", cell.text)
        repeated = this == self._amount_before
        self._amount_before = this
        return repeated

    def _walk(self, grid: Grid, cells: Sequence[Cell], block: Cell | None) -> None:
        """Labels and what stands to their right."""
        label: Cell | None = None
        at = 0
        while at < len(cells):
            cell = cells[at]
            right = cells[at + 1] if at + 1 < len(cells) else None
            if not cell.text.strip():
                at += 1
                continue
            goal = vocabulary.goal_label(cell.text)
            name = None if goal else vocabulary.field(cell.text)
            if goal:
                at += 1 + self._goal_cell(grid, cell, right, goal)
            elif name:
                at += 1 + self._field_cell(grid, cell, right, name)
                label = cell
            elif amount_in(cell.text):
                self._amount(grid, cells, cell, label, block)
                at += 1
            else:
                self._notice_unit(cell, grid.source(cell))
                self._other(grid, cell, block)
                label = cell if _WORDS.search(cell.text) else label
                at += 1

    def _other(self, grid: Grid, cell: Cell, block: Cell | None) -> None:
        """A text that is no label of a field: a fund's label, a labelled value, or more of a goal."""
        found = _INLINE.match(cell.text)
        if found and (amount := amount_in(found[2])):
            if block is not None or vocabulary.funds_item(found[1]):
                inline = cell._replace(text="".join(amount))
                add_amount(self._open_draft(), found[1], inline, grid.source(cell))
            return
        if found and len(cell.text) < 120 and vocabulary.field(found[1]):
            self._take_labelled(cell.text, grid.source(cell))
            return
        span = vocabulary.goal_label(block.text) if block is not None and cell is not block else None
        if (
            span
            and span is not GoalLabel.ACHIEVED
            and block is not None
            and block.row < cell.row
            and self.draft
        ):
            if len(compact(cell.text)) > 3 and not vocabulary.funds_item(cell.text):
                self._goal(cell, span, grid)

    def _goal_cell(self, grid: Grid, cell: Cell, right: Cell | None, goal: GoalLabel) -> int:
        """Note a goal's text to the right, or remember the head for the text below."""
        if right is not None and right.text.strip() and not _is_label(right.text):
            if goal is not GoalLabel.ACHIEVED:
                self._goal(right, goal, grid)
            return 1
        if cell.rowspan == 1 or right is None:
            self._goals[cell.column] = (cell.row, goal)
        return 0

    def _field_cell(self, grid: Grid, cell: Cell, right: Cell | None, name: Field) -> int:
        if right is None or not right.text.strip() or _is_label(right.text):
            return 0
        amount = amount_in(right.text)
        if amount and vocabulary.funds_item(cell.text):
            return 0
        self._notice_unit(cell)
        self._field(name, Printed(compact(right.text), grid.source(right)))
        return 1

    def _field(self, name: Field, printed: Printed) -> None:
        draft = self.draft
        starts = name is Field.SUBJECT or (name is Field.UNIT_SUBJECT and (draft is None or not draft.fields))
        if draft is None or (
            starts and (draft.indicators or (name in draft.fields and draft.fields[name] != printed))
        ):
            if draft is not None and not starts:
                return
            draft = self._new()
        if draft.indicators and not starts:
            return
        draft.put(name, printed)

    def _funds_head(self, grid: Grid, cells: Sequence[Cell], cell: Cell) -> FundsHead | None:
        """The head over an amount: by its place, or by the order of cells where places are lost."""
        if grid.borders is Borders.DRAWN:
            return next((h for h in self._funds if h.column <= cell.column < h.column + h.width), None)
        first = next((i for i, c in enumerate(cells) if amount_in(c.text)), 0)
        at = 0
        for c in cells[first:]:
            while at < len(self._funds) and c.text.endswith("%") and self._funds[at].period is not None:
                at += 1
            if c is cell:
                break
            at += 1
        return self._funds[at] if at < len(self._funds) else None

    def _amount(
        self, grid: Grid, cells: Sequence[Cell], cell: Cell, label: Cell | None, block: Cell | None
    ) -> None:
        head = self._funds_head(grid, cells, cell)
        if head is not None and head.period is None:
            return
        in_block = block is not None and vocabulary.is_funds_block(block.text)
        named = label or block
        if named is None or (label is not None and label.text and vocabulary.is_people(label.text)):
            return
        if not in_block and vocabulary.funds_item(named.text) is None:
            return
        draft = self._open_draft()
        if draft.indicators or (grid.borders is Borders.DRAWN and self._is_repeated(cell, named, head)):
            return
        period = head.period if head and head.period else FundsColumn.ONLY
        add_amount(draft, named.text, cell, grid.source(cell), period, head.text if head else "")
        if block is not None:
            self._notice_unit(block, grid.source(block))


def _is_label(text: str) -> bool:
    return vocabulary.goal_label(text) is not None or vocabulary.field(text) is not None
