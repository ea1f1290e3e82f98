"""Targets as a list in brackets: 【产出指标-数量指标】 指标1：机柜数量（≥77台）.

There are no cells; names and values are cut by their words, so every one is
marked as guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft, DraftFund, DraftGoal, DraftIndicator, Printed
from jixiao.forms.rows import amount_in, name_of
from jixiao.forms.stream.cutting import pair
from jixiao.forms.titles import year_in
from jixiao.forms.vocabulary import Field, GoalLabel
from jixiao.grid.grid import Cell, Grid
from jixiao.grid.text import compact
from jixiao.model.table import FundsColumn, FundsItem, GoalSpan

_HEADING = re.compile(r"【([^【】]{2,30})】[:：]?")
_LEVELS = re.compile(r"^(.*指标)[-—－·:：]+(.*指标)$")
_VALUE = re.compile(r"^(.*?)[(（]((?:[^()（）]|[(（][^()（）]*[)）])*)[)）]?[;；。,，]?$", re.DOTALL)
_LABELLED = re.compile(r"^([^:：]{2,12})[:：](.+)$")
_ITEM = re.compile(r"(?:三级)?指标[\d①-⑳]+[:：、.]")
OFFICE = re.compile(
    r"^\S{3,30}(局|院|委|委员会|厅|人民政府|镇|乡|街道办事处|办公室|中心|学校|馆|处|站|队|所|公司)$"
)
_LONGEST = 2_000  # characters of a goal or an item; what is longer is something else
_ABOVE = 4  # lines above a project's first heading that may say its name and amount


class Line(NamedTuple):
    text: str
    cell: Cell


def lines_of(grid: Grid) -> list[Line]:
    return [Line(cell.text.strip(), cell) for cell in grid.cells if cell.text.strip()]


def bracketed_drafts(grid: Grid, lines: Sequence[Line]) -> list[Draft]:
    """The projects of a list that names the levels of its indicators in brackets."""
    if not any(_LEVELS.match(h) for line in lines for h in _HEADING.findall(line.text)):
        return []
    reader = _Brackets(grid, lines)
    for at in range(len(lines)):
        reader.take(at)
    return reader.drafts


@dataclass
class _Brackets:
    """Goes through the lines; ``heading`` is the last one in brackets, "" outside a list."""

    grid: Grid
    lines: Sequence[Line]
    drafts: list[Draft] = field(default_factory=list)
    heading: str = ""
    office: Printed | None = None

    @cached_property
    def title(self) -> Printed | None:
        return page_title(self.grid, self.lines, _HEADING)

    @cached_property
    def label(self) -> str:
        """The head over the amounts of the list."""
        heads = (line.text for line in self.lines if vocabulary.head(line.text) is vocabulary.Head.AMOUNT)
        return next(heads, "预算")

    def take(self, at: int) -> None:
        line = self.lines[at]
        text_from = 0
        for found in _HEADING.finditer(line.text):
            self._text(line, line.text[text_from : found.start()])
            self._open(found[1], at)
            text_from = found.end()
        self._text(line, line.text[text_from:])
        name = compact(line.text)
        if not self.heading and self.office is None and OFFICE.match(name):
            self.office = Printed(name, self.grid.source(line.cell))

    def _open(self, heading: str, at: int) -> None:
        """A heading; one that names no levels opens the next project after a list of indicators."""
        is_next = bool(self.drafts) and bool(self.drafts[-1].indicators) and not _LEVELS.match(heading)
        if not self.drafts or is_next:
            self.drafts.append(self._project(at))
        self.heading = heading

    def _text(self, line: Line, text: str) -> None:
        levels = _LEVELS.match(self.heading)
        if not self.heading or not text.strip() or len(text) > _LONGEST:
            return
        if levels is None:
            _add_goal(self.drafts[-1], self.grid, line.cell, vocabulary.goal_label(self.heading), text)
        elif _ITEM.match(text) or (_VALUE.match(text) and not _LABELLED.match(text)):
            _add_items(self.drafts[-1], self.grid, line.cell, (levels[1], levels[2]), text)
        else:
            self.heading = ""  # the list is over: what follows is the next project's name

    def _project(self, at: int) -> Draft:
        """A project: its amount and its name stand just above its first heading."""
        title = self.title
        draft = Draft(title=title, year=year_in(title.text) if title else None)
        if self.office:
            draft.put(Field.UNIT, self.office)
        for line in reversed(self.lines[max(0, at - _ABOVE) : at]):
            if _above(draft, self.grid, line, self.label):
                break
        return draft


def _above(draft: Draft, grid: Grid, line: Line, label: str) -> bool:
    """Take a line above a project's first heading; True when its name has been found."""
    source = grid.source(line.cell)
    named = _LABELLED.match(line.text)
    text = named[2] if named else line.text
    amount = amount_in(text)
    if amount and not draft.funds and len(amount[0]) > 2 and not text.startswith("0"):
        item = DraftFund(
            FundsItem.ANNUAL_TOTAL, named[1] if named else label, FundsColumn.ONLY, "", *amount, source
        )
        draft.funds.append(item)
        return False
    is_name = vocabulary.field(named[1]) is Field.SUBJECT if named else bool(draft.funds) and not amount
    if is_name:
        draft.put(Field.SUBJECT, Printed(compact(text), source))
    return is_name


def _add_items(draft: Draft, grid: Grid, cell: Cell, levels: tuple[str, str], text: str) -> None:
    for item in _ITEM.split(text) if _ITEM.search(text) else [text]:
        found = _VALUE.match(item.strip())
        name, value = (found[1], found[2]) if found else pair(compact(item))
        if name_of(name):
            add_guessed(draft, grid, cell, levels, name_of(name), compact(value))


def add_guessed(draft: Draft, grid: Grid, cell: Cell, levels: tuple[str, str], name: str, value: str) -> None:
    source = grid.source(cell)
    draft.indicators.append(
        DraftIndicator(levels[0], levels[1], name, "", value, "", source, source, guessed=True)
    )


def _add_goal(draft: Draft, grid: Grid, cell: Cell, label: GoalLabel | None, text: str) -> None:
    goals = draft.goals
    if label is None:
        return
    if label is GoalLabel.ACHIEVED:
        draft.tell_achieved(compact(text), grid.source(cell))
    elif goals and not draft.indicators:
        goals[-1] = goals[-1]._replace(text=goals[-1].text + compact(text))
    else:
        goals.append(DraftGoal(compact(text), GoalSpan.UNSAID, grid.source(cell)))


def page_title(grid: Grid, lines: Sequence[Line], first: re.Pattern[str]) -> Printed | None:
    """The last line above the list (or the sentences) that reads like a title."""
    end = next((i for i, line in enumerate(lines) if first.search(line.text)), 6)
    line = next((line for line in reversed(lines[: end + 1]) if _is_page_title(line.text)), None)
    return Printed(compact(line.text), grid.source(line.cell)) if line else None


def _is_page_title(text: str) -> bool:
    is_name = re.search("绩效目标|绩效指标", text) is not None and 8 <= len(text) <= 80
    return is_name and not re.search(r"[。：:，,【】]|^附件", text)
