"""Targets without a table: lists in brackets and running prose.

Two ways of disclosure have no cells at all: a list that names the levels in
brackets (【产出指标-数量指标】 指标1：机柜数量（≥77台）), and sentences that name
the second level before each value (数量指标：种植面积≥80亩；质量指标：…). Names
and values are cut by their words, so every one is marked as guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft, DraftFund, DraftGoal, DraftIndicator, Printed
from jixiao.forms.rows import amount_in, name_of
from jixiao.forms.stream.cutting import pair
from jixiao.forms.titles import year_in
from jixiao.forms.vocabulary import Field
from jixiao.grid.grid import Cell, Grid
from jixiao.grid.text import compact, folded
from jixiao.model.table import FundsColumn, FundsItem, GoalSpan

_HEADING = re.compile(r"【([^【】]{2,30})】[:：]?")
_LEVELS = re.compile(r"^(.*指标)[-—－·:：]+(.*指标)$")
_VALUE = re.compile(r"^(.*?)[(（]((?:[^()（）]|[(（][^()（）]*[)）])*)[)）]?[;；。,，]?$", re.DOTALL)
_LABELLED = re.compile(r"^([^:：]{2,12})[:：](.+)$")
_ITEM = re.compile(r"(?:三级)?指标[\d①-⑳]+[:：、.]")
_LEVEL_WORD = r"(?:[产出效益满意度成本]{2,3}指标|(?:产出|经济|社会|生态|环境|可持续)?[数质时成效可服社公受群满经生环][^,，:：;；。、\s]{0,14}(?:指标|目标))"
_CLAUSE = re.compile(rf"(?:设?\d+[条个项])?({_LEVEL_WORD})[\d一二三]?\s*[:：,，]")
_SECTION = re.compile(r"^[(（]?[一二三四五六七八九\d]*[)）]?[、.．]?\s*(\S+指标)\s*[:：]?$")
_SUBJECT = re.compile(r"关于(?:下达|设定|申报)?(.{4,60}?)(?:项目支出)?绩效目标")
_PAGE_TITLE = re.compile(r"绩效目标|绩效指标")
_GOAL = re.compile(r"(?:总体|年度)?绩效?目标(?:是|为|[:：])+\s*([^。]{6,}。?)")
_FUNDS = re.compile(r"(资金|预算|投资)(?:总额)?[为约共计:：]*([\d,.]+)(万元|元)")
_OFFICE = re.compile(r"^\S{3,30}(局|院|委|委员会|厅|人民政府|镇|乡|街道办事处|办公室|中心|学校|馆|处|站)$")
_LEAST = 3  # indicators that make a list or a sentence a target table


class _Line(NamedTuple):
    text: str
    cell: Cell


def listed_drafts(grid: Grid) -> list[Draft]:
    """The tables of a text without cells; none when it names no levels in either way."""
    lines = [_Line(cell.text.strip(), cell) for cell in grid.cells if cell.text.strip()]
    drafts = _bracketed(grid, lines) or _told(grid, lines)
    return drafts if sum(len(d.indicators) for d in drafts) >= _LEAST else []


# ------------------------------------------------------------------- brackets
def _bracketed(grid: Grid, lines: Sequence[_Line]) -> list[Draft]:
    if not any(_LEVELS.match(h) for line in lines for h in _HEADING.findall(line.text)):
        return []
    title = _page_title(grid, lines)
    label = next(
        (line.text for line in lines if vocabulary.head(line.text) is vocabulary.Head.AMOUNT), "预算"
    )
    drafts: list[Draft] = []
    heading = ""
    levels = ("", "")
    office: Printed | None = None
    for at, line in enumerate(lines):
        for head, text in _under_headings(line.text, heading):
            opens = head != heading or text.startswith("\0")
            text = text.lstrip("\0")
            if opens and (
                "概况" in head
                or not drafts
                or (heading and _LEVELS.match(heading) and not _LEVELS.match(head))
            ):
                drafts.append(_opened(grid, lines, at, title, label, office))
            heading = head
            found = _LEVELS.match(head)
            if (
                found
                and text
                and not (_ITEM.match(text) or (_VALUE.match(text) and not _LABELLED.match(text)))
            ):
                heading = ""  # the list is over: what follows is the next project's name
            elif found:
                levels = (found[1], found[2])
                _add_items(drafts[-1], grid, line.cell, levels, text)
            elif vocabulary.goal_label(head) and drafts and text:
                _add_goal(drafts[-1], grid, line.cell, text)
        if not heading and _OFFICE.match(compact(line.text)):
            office = office or Printed(compact(line.text), grid.source(line.cell))
    return drafts


def _under_headings(text: str, heading: str) -> Iterator[tuple[str, str]]:
    """The pieces of a line, each with the bracketed heading it stands under."""
    at = 0
    for found in _HEADING.finditer(text):
        if found.start() > at and heading:
            yield heading, text[at : found.start()]
        heading, at = found[1], found.end()
        yield heading, "\0"
    if heading and text[at:]:
        yield heading, text[at:]


def _opened(
    grid: Grid, lines: Sequence[_Line], at: int, title: Printed | None, label: str, office: Printed | None
) -> Draft:
    """A project: its amount and its name stand just above its first heading."""
    draft = Draft(title=title, year=year_in(title.text) if title else None)
    if office:
        draft.put(Field.UNIT, office)
    for line in reversed(lines[max(0, at - 4) : at]):
        if _above(draft, grid, line, label):
            break
    return draft


def _above(draft: Draft, grid: Grid, line: _Line, label: str) -> bool:
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
            _add(draft, grid, cell, levels, name_of(name), compact(value))


def _add(draft: Draft, grid: Grid, cell: Cell, levels: tuple[str, str], name: str, value: str) -> None:
    source = grid.source(cell)
    draft.indicators.append(
        DraftIndicator(levels[0], levels[1], name, "", value, "", source, source, guessed=True)
    )


def _add_goal(draft: Draft, grid: Grid, cell: Cell, text: str) -> None:
    goals = draft.goals
    if goals and not draft.indicators:
        goals[-1] = goals[-1]._replace(text=goals[-1].text + compact(text))
    else:
        goals.append(DraftGoal(compact(text), GoalSpan.UNSAID, grid.source(cell)))


def _page_title(grid: Grid, lines: Sequence[_Line]) -> Printed | None:
    first = next(
        (i for i, line in enumerate(lines) if _HEADING.search(line.text) or _CLAUSE.search(line.text)), 6
    )
    likely = (line for line in reversed(lines[: first + 1]) if _is_page_title(line.text))
    line = next(likely, None)
    return Printed(compact(line.text), grid.source(line.cell)) if line else None


def _is_page_title(text: str) -> bool:
    return (
        bool(_PAGE_TITLE.search(text))
        and 8 <= len(text) <= 80
        and not re.search(r"[。：:，,【】]|^附件", text)
    )


# ---------------------------------------------------------------------- prose
def _told(grid: Grid, lines: Sequence[_Line]) -> list[Draft]:
    if sum(len(_CLAUSE.findall(line.text)) for line in lines) < _LEAST:
        return []
    title = _page_title(grid, lines)
    draft = Draft(title=title, year=_year(lines, title))
    _told_head(draft, grid, lines)
    level1 = ""
    for line in lines:
        section = _SECTION.match(line.text)
        if section and vocabulary.is_level1(section[1]):
            level1 = section[1]
            continue
        for word, text in _clauses(line.text):
            if vocabulary.is_level1(word) and not vocabulary.is_level2(word):
                level1 = word
            else:
                for name, value in _told_items(text):
                    _add(draft, grid, line.cell, (level1, word), name, value)
    return [draft]


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """Second levels with what is said of each, to the next one."""
    found = [m for m in _CLAUSE.finditer(text) if vocabulary.is_level1(m[1]) or vocabulary.is_level2(m[1])]
    for this, following in zip(found, [*found[1:], None], strict=False):
        yield this[1], text[this.end() : following.start() if following else len(text)]


def _told_items(text: str) -> Iterator[tuple[str, str]]:
    """Names with values: a clause may go on over commas until its value is said."""
    name = ""
    for part in re.split(r"([,，;；。]+)", text):
        if re.fullmatch(r"[,，;；。]+", part):
            if part[0] in ";；。" and name:
                yield name, ""
                name = ""
            elif name:
                name += part
            continue
        said, value = pair(compact(part))
        if said and value and not _is_hint(value):
            yield name + said, value
            name = ""
        else:
            name += compact(part)
    if name.strip(",，"):
        yield name.strip(",，"), ""


def _is_hint(value: str) -> bool:
    """(≥**株): the blank of the form, left in the name."""
    return "*" in value


def _told_head(draft: Draft, grid: Grid, lines: Sequence[_Line]) -> None:
    for line in lines:
        if Field.SUBJECT not in draft.fields and (found := _SUBJECT.search(line.text)):
            draft.put(Field.SUBJECT, Printed(compact(found[1]), grid.source(line.cell)))
        if not draft.goals and (found := _GOAL.search(line.text)):
            draft.goals.append(DraftGoal(compact(found[1]), GoalSpan.UNSAID, grid.source(line.cell)))
        if not draft.funds and (found := _FUNDS.search(folded(line.text))) and amount_in(found[2]):
            source = grid.source(line.cell)
            draft.funds.append(
                DraftFund(FundsItem.TOTAL, found[1], FundsColumn.ONLY, "", found[2], found[3], source)
            )
    for line in reversed(lines):
        if _OFFICE.match(compact(line.text)):
            draft.put(Field.UNIT, Printed(compact(line.text), grid.source(line.cell)))
            break


def _year(lines: Sequence[_Line], title: Printed | None) -> int | None:
    if title and (year := year_in(title.text)):
        return year
    for line in lines:
        for found in re.finditer(r"(20\d{2})年", line.text):
            return int(found[1])
    return None
