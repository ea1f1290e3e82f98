"""Targets told in sentences: 数量指标：种植面积≥80亩；质量指标：成活率≥85%。

Names and values are cut by their words, so every one is marked as guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.forms import vocabulary
from jixiao.forms.draft import Draft, DraftFund, DraftGoal, Printed
from jixiao.forms.listed import OFFICE, Line, add_guessed, page_title
from jixiao.forms.rows import amount_in
from jixiao.forms.stream.cutting import pair
from jixiao.forms.titles import year_in
from jixiao.forms.vocabulary import Field
from jixiao.grid.grid import Grid
from jixiao.grid.text import compact, folded
from jixiao.model.table import FundsColumn, FundsItem, GoalSpan

_LEVEL_WORD = (
    "(?:[产出效益满意度成本]{2,3}指标"
    "|(?:产出|经济|社会|生态|环境|可持续)?[数质时成效可服社公受群满经生环]"
    r"[^,，:：;；。、\s]{0,14}(?:指标|目标))"
)
_CLAUSE = re.compile(rf"(?:设?\d+[条个项])?({_LEVEL_WORD})[\d一二三]?\s*[:：,，]")
_SECTION = re.compile(r"^[(（]?[一二三四五六七八九\d]*[)）]?[、.．]?\s*(\S+指标)\s*[:：]?$")
_SUBJECT = re.compile(r"关于(?:下达|设定|申报)?(.{4,60}?)(?:项目支出)?绩效目标")
_GOAL = re.compile(r"(?:总体|年度)?绩效?目标(?:是|为|[:：])+\s*([^。]{6,}。?)")
_FUNDS = re.compile(r"(资金|预算|投资)(?:总额)?[为约共计:：]*([\d,.]+)(万元|元)")
_LEAST = 3  # clauses that make a text a target table


def told_drafts(grid: Grid, lines: Sequence[Line]) -> list[Draft]:
    """The one project of a text that names the second level before each value."""
    if sum(len(_CLAUSE.findall(line.text)) for line in lines) < _LEAST:
        return []
    title = page_title(grid, lines, _CLAUSE)
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
                    add_guessed(draft, grid, line.cell, (level1, word), name, value)
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


def _told_head(draft: Draft, grid: Grid, lines: Sequence[Line]) -> None:
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
        if OFFICE.match(compact(line.text)):
            draft.put(Field.UNIT, Printed(compact(line.text), grid.source(line.cell)))
            break


def _year(lines: Sequence[Line], title: Printed | None) -> int | None:
    if title and (year := year_in(title.text)):
        return year
    for line in lines:
        for found in re.finditer(r"(20\d{2})年", line.text):
            return int(found[1])
    return None
