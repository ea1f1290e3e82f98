"""The rows before the indicators: fields, goals and amounts by their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.conclusion import conclude, conclude_line
from jixiao.forms.draft import DraftGoal, Printed, TaskSum
from jixiao.forms.opening import INLINE, Opening
from jixiao.forms.rows import SPANS, add_amount, amount_in
from jixiao.forms.titles import amount_unit_in, states_unit, title_rank
from jixiao.forms.vocabulary import Field, GoalLabel, Side
from jixiao.grid.grid import Borders, Cell, Grid
from jixiao.grid.text import compact, folded
from jixiao.model.source import Source
from jixiao.model.table import Execution, FundsColumn, FundsItem

_POINTS = re.compile(r"(\d+(?:\.\d+)?)分?[×*xX]|(?<![\d.])(\d+(?:\.\d+)?)分")
_WORDS = re.compile("[一-鿿]")
_LONGEST_BLOCK = 20  # characters; sentences on the size of a budget are goals
_TOTALS = (FundsItem.TOTAL, FundsItem.ANNUAL_TOTAL, FundsItem.EXPENDITURE_TOTAL)
_TASK_TOTALS = frozenset({"金额合计", "合计", "总计", "资金合计"})


class FundsHead(NamedTuple):
    """A head of the funds block: over amounts of a ``period``, or over rates, points and reasons."""

    column: int
    width: int
    period: FundsColumn | None
    text: str
    side: Side | None = None


@dataclass
class Front:
    """Reads rows that hold no indicator into the drafts of ``opening``.

    Between rows it remembers the heads of the funds block, heads of goals
    whose text stands below them, and the label beside a block of rows.
    """

    opening: Opening
    has_lines: bool = False  # a line of text since the last grid
    _funds: tuple[FundsHead, ...] = ()
    _tasks: tuple[FundsHead, ...] = ()
    _task_amounts: dict[int, list[str]] = field(default_factory=dict)
    _goals: dict[int, GoalLabel] = field(default_factory=dict)
    _goals_above: dict[int, GoalLabel] = field(default_factory=dict)  # whose first texts were taken
    _block: Cell | None = None
    _amount_before: tuple[Cell, str, str] | None = None

    def take_line(self, text: str, source: Source) -> None:
        self.has_lines = self.has_lines or bool(text.strip())
        draft = self.opening.draft
        if draft is not None and draft.indicators:
            conclude_line(draft, text, source)
        self.opening.take_line(text, source)

    def close(self) -> None:
        """The indicators have been read, or the grid has ended: what was remembered is over."""
        self._funds = ()
        self._goals = self._goals_above = {}
        self._block = None

    def end_of_grid(self) -> None:
        self.close()
        self.has_lines = False

    def take_row(self, grid: Grid, cells: Sequence[Cell]) -> None:
        texts = [c for c in cells if c.text.strip()]
        if not texts and any(c.column in self._goals for c in cells):
            self._goals = {}  # nothing was filled in under their heads
        if not texts or (self.opening.foreign and not any(title_rank(c.text) for c in texts)):
            return
        draft = self.opening.draft
        if draft is not None and draft.indicators and conclude(draft, grid, texts):
            return
        distinct = [c.text for c in texts] if len(texts) < 2 else list(dict.fromkeys(c.text for c in texts))
        if len(distinct) == 1 and self.opening.take_title(distinct[0], grid.source(texts[0])):
            self.close()
            return
        block = self._block_of(grid, cells)
        if self._take_goals_below(grid, texts):
            return
        stated = [c for c in texts if states_unit(c.text)]
        if (len(distinct) == 1 and block is None) or (stated and len(distinct) <= 2):
            self.take_line("\t".join(distinct), grid.source(texts[0]))
            return
        for cell in stated:
            self.take_line(cell.text, grid.source(cell))
        self._take_block_row(grid, [c for c in cells if c not in stated], block)

    def _take_block_row(self, grid: Grid, cells: Sequence[Cell], block: Cell | None) -> None:
        texts = [c for c in cells if c.text.strip()]
        if block is not None and vocabulary.is_task_block(block.text):
            self._take_task_row(grid, texts)
        elif not self._take_funds_heads(grid, texts, block):
            self._walk(grid, cells, block)
            self._take_execution(grid, cells)

    def _block_of(self, grid: Grid, cells: Sequence[Cell]) -> Cell | None:
        """The label beside this row: merged over it, or left blank below its first line."""
        row = cells[0].row
        first = (grid.places.get((row, 1)) if grid.borders is Borders.DRAWN else None) or cells[0]
        if first.row < row and first.text.strip():
            return first
        if first.text.strip() and not (amount_in(first.text) and self._funds):
            self._block = first if _is_block(first.text) else None
        return self._block

    # ------------------------------------------------------------------ goals
    def _take_goals_below(self, grid: Grid, texts: Sequence[Cell]) -> bool:
        """Texts under goal heads that stand side by side."""
        if not self._goals:
            return False
        below = [(c, g) for c, g in self._under_goal_heads(grid, texts) if not _opens_other(c.text)]
        for cell, label in below:
            self._goal(grid, cell, label)
        if below:
            self._goals_above, self._goals = self._goals, {}
        return bool(below)

    def _under_goal_heads(self, grid: Grid, texts: Sequence[Cell]) -> list[tuple[Cell, GoalLabel]]:
        """Texts with the heads above them: by place, or from the right where places are lost."""
        if grid.borders is Borders.DRAWN:
            return [(c, self._goals[c.column]) for c in texts if c.column in self._goals]
        labels = list(self._goals.values())
        count = min(len(labels), len(texts))
        return list(zip(texts[-count:], labels[-count:], strict=True)) if count else []

    def _goal(self, grid: Grid, cell: Cell, label: GoalLabel) -> None:
        text = compact(cell.text)
        if text and label is GoalLabel.ACHIEVED:
            self.opening.current().tell_achieved(text, grid.source(cell))
        elif text:
            self.opening.current().goals.append(DraftGoal(text, SPANS[label], grid.source(cell)))

    def _goal_cell(self, grid: Grid, cell: Cell, right: Cell | None, label: GoalLabel) -> int:
        """Note a goal's text to the right, or remember the head for the text below; the cells used."""
        if right is not None and right.text.strip() and not _is_label(right.text):
            self._goal(grid, right, label)
            return 2
        if cell.rowspan == 1 or right is None:
            self._goals[cell.column] = label
        return 1

    # ------------------------------------------------------------------ funds
    def _take_funds_heads(self, grid: Grid, texts: Sequence[Cell], block: Cell | None) -> bool:
        if len(texts) < 2 or any(amount_in(c.text) for c in texts):
            return False
        named = [_funds_head(c) for c in texts if c is not block]
        heads = [h for h in named if h is not None]
        periods = [h for h in heads if h.period is not None]
        if not periods or len({folded(h.text) for h in heads}) < 2:
            return False
        if len(heads) > 2 and vocabulary.is_funds_block(heads[0].text):
            heads = heads[1:]  # "年度预算数（万元）" heads the column of labels
        self._funds = tuple(heads)
        for cell in (*texts, *([block] if block else [])):
            self._notice_unit(grid, cell)
        return True

    def _notice_unit(self, grid: Grid, cell: Cell) -> None:
        unit = amount_unit_in(cell.text) if len(cell.text) < 60 else None
        draft = self.opening.draft
        if unit and draft is not None and draft.amount_unit is None:
            draft.amount_unit = Printed(unit, grid.source(cell))

    def _take_task_row(self, grid: Grid, texts: Sequence[Cell]) -> None:
        """Amounts of single tasks are theirs; the total below them is the form's only one."""
        label = next((c for c in texts if folded(c.text) in _TASK_TOTALS), None)
        amounts = [c for c in texts if amount_in(c.text)]
        if label is None:
            for cell in texts:
                self._notice_unit(grid, cell)
            for cell in amounts:
                self._task_amounts.setdefault(cell.column, []).append(cell.text)
            items = [c for c in texts if vocabulary.funds_item(c.text)]
            if len(items) > 1:
                self._tasks = tuple(FundsHead(c.column, c.colspan, FundsColumn.ONLY, c.text) for c in items)
            return
        heads = [h.text for h in self._tasks] if len(self._tasks) >= len(amounts) else [""] * len(amounts)
        for cell, head in zip(amounts, heads, strict=False):
            draft = self.opening.current()
            add_amount(draft, label.text, cell, grid.source(cell), heading=head)
            if grid.borders is Borders.DRAWN and (parts := self._task_amounts.get(cell.column)):
                draft.task_sums.append(TaskSum(draft.funds[-1], tuple(parts)))
        self._task_amounts = {}

    def _funds_head_over(self, grid: Grid, cells: Sequence[Cell], cell: Cell) -> FundsHead | None:
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
        head = self._funds_head_over(grid, cells, cell)
        named = label or block
        if named is None or (head is not None and head.period is None) or not _is_money(label, block):
            return
        draft = self.opening.current()
        if draft.indicators or (grid.borders is Borders.DRAWN and self._is_repeated(cell, named, head)):
            return
        period = head.period if head and head.period else FundsColumn.ONLY
        add_amount(draft, named.text, cell, grid.source(cell), period, head.text if head else "")
        if block is not None:
            self._notice_unit(grid, block)

    def _take_execution(self, grid: Grid, cells: Sequence[Cell]) -> None:
        """Rate, points and reason beside the first total of the block.

        Where places are lost, a rate without its sign may be another column.
        """
        draft = self.opening.draft
        if draft is None or draft.execution is not None or draft.indicators:
            return
        label = next((c for c in cells if vocabulary.funds_item(c.text) in _TOTALS), None)
        sides = [h for h in self._funds if h.side is not None]
        if label is None or not sides or not any(amount_in(c.text) for c in cells):
            return
        said: dict[str, str] = {}
        places: dict[str, Source] = {}
        for cell in cells:
            head = self._funds_head_over(grid, cells, cell)
            if head and head.side and head.side is not Side.OTHER and cell is not label and cell.text.strip():
                said.setdefault(head.side.value, compact(cell.text))
                places.setdefault(head.side.value, grid.source(cell))
        self._say_points(said, label)
        if grid.borders is Borders.DRAWN or "%" in said.get("rate", ""):
            draft.execution = Execution(
                grid.source(label),
                **said,
                rate_source=places.get(Side.RATE),
                weight_source=places.get(Side.WEIGHT),
                score_source=places.get(Side.SCORE),
            )

    def _say_points(self, said: dict[str, str], label: Cell) -> None:
        """Points without a column stand in the head of the score or in a label: 得分（20分×执行率）."""
        heads = [h.text for h in self._funds if h.side is Side.SCORE]
        texts = [*heads, label.text, self._block.text if self._block else ""]
        found = next((points for text in texts if (points := _POINTS.search(folded(text)))), None)
        if found and "weight" not in said:
            said["weight"] = found[1] or found[2]

    def _is_repeated(self, cell: Cell, label: Cell, head: FundsHead | None) -> bool:
        """A merged amount that was printed into each of its cells: one label (and head) has one amount."""
        this = (label, head.text if head else "", cell.text)
        repeated = this == self._amount_before
        self._amount_before = this
        return repeated

    # ----------------------------------------------------------------- labels
    def _walk(self, grid: Grid, cells: Sequence[Cell], block: Cell | None) -> None:
        """Labels and what stands to their right."""
        label: Cell | None = None
        at = 0
        while at < len(cells):
            cell = cells[at]
            right = cells[at + 1] if at + 1 < len(cells) else None
            if amount_in(cell.text):
                self._amount(grid, cells, cell, label, block)
                at += 1
                continue
            goal = vocabulary.goal_label(cell.text)
            name = None if goal else vocabulary.field(cell.text)
            if goal:
                at += self._goal_cell(grid, cell, right, goal)
                continue
            at += self._field_cell(grid, cell, right, name) if name else self._other(grid, cell, block)
            label = cell if _WORDS.search(cell.text) else label

    def _field_cell(self, grid: Grid, cell: Cell, right: Cell | None, name: Field) -> int:
        """Note a field with the text to its right; the cells used."""
        if right is None or not right.text.strip() or _is_label(right.text):
            return 1
        if amount_in(right.text) and vocabulary.funds_item(cell.text):
            return 1
        self._notice_unit(grid, cell)
        self.opening.put(name, Printed(compact(right.text), grid.source(right)))
        return 2

    def _other(self, grid: Grid, cell: Cell, block: Cell | None) -> int:
        """A text that is no label of a field: an amount with its label, a labelled value, more of a goal."""
        self._notice_unit(grid, cell)
        found = INLINE.match(cell.text)
        amount = amount_in(found[2]) if found else None
        if found and amount:
            if block is not None or vocabulary.funds_item(found[1]):
                inline = cell._replace(text="".join(amount))
                add_amount(self.opening.current(), found[1], inline, grid.source(cell))
        elif found and len(cell.text) < 120 and vocabulary.field(found[1]):
            self.opening.take_labelled(cell.text, grid.source(cell))
        elif block is not None and block.row < cell.row and self.opening.draft is not None:
            span = self._goals_above.get(cell.column) or vocabulary.goal_label(block.text)
            if span and len(compact(cell.text)) > 3 and not vocabulary.funds_item(cell.text):
                self._goal(grid, cell, span)
        return 1


def _funds_head(cell: Cell) -> FundsHead | None:
    period, side = vocabulary.funds_column(cell.text), vocabulary.funds_side(cell.text)
    if period is None and side is None:
        return None
    return FundsHead(cell.column, cell.colspan, period, cell.text, side)


def _is_money(label: Cell | None, block: Cell | None) -> bool:
    """Whether a number under this label, beside this block, is an amount of the form."""
    if label is not None and vocabulary.is_people(label.text):
        return False
    if block is not None and vocabulary.is_funds_block(block.text):
        return True
    return label is not None and vocabulary.funds_item(label.text) is not None


def _is_block(text: str) -> bool:
    return (
        vocabulary.is_funds_block(text)
        or vocabulary.is_task_block(text)
        or vocabulary.goal_label(text) is not None
    )


def _opens_other(text: str) -> bool:
    """Whether what stands below the head of a goal that was left blank is the next part of the form."""
    return _is_label(text) or (len(text) < _LONGEST_BLOCK and vocabulary.is_funds_block(text))


def _is_label(text: str) -> bool:
    return vocabulary.goal_label(text) is not None or vocabulary.field(text) is not None
