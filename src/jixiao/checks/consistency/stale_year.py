"""A year in goal or name that is before the table's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import TableCase
from jixiao.checks.consistency._texts import WORDS, clauses, without_names
from jixiao.checks.rule import Place, Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_GOAL = Message("总体目标", "the goal")
_PROJECT = Message("项目名称", "the project's name")
_NAME = Message("指标名称", "the indicator's name")
_SPAN = re.compile(r"(20\d\d)年?[-~至到]{1,2}(20\d\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年度?|(?=[上下]半年))")
_RECENT = 5  # years back; what is older is history


def _stale(text: str, year: int) -> list[int]:
    """Years shortly before the table's that the text gives as its own."""
    return list(_years(text, year)) if "20" in text else []


@lru_cache(maxsize=1 << 12)
def _years(text: str, year: int) -> tuple[int, ...]:
    text = _SPAN.sub("", without_names(text))
    found = [
        int(digits)
        for clause in clauses(text)
        if "20" in clause and clause not in WORDS["earlier"]
        for digits in _YEAR.findall(clause)
    ]
    return tuple(dict.fromkeys(each for each in found if year - _RECENT <= each < year))


def _said(where: Message, years: list[int], year: int, at: Place | None = None) -> Remark:
    return remark(at=at, where=where, years="、".join(f"{each}年" for each in years), year=str(year))


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.UNRELATED,
    basis="mof/2015-88#specific",
    title=Message("年份过期", "A stale year"),
    found=Message("{where}写着{years}，本表是{year}年度", "{where} says {years}; the table is for {year}"),
    required=Message("目标和指标写本年度的", "goals and indicators are those of the year"),
    advice=Message(
        "改为{year}年；确指以往的，写明关系，如“2022年结转”；法规的年份放进书名号或删去",
        "change it to {year}, or say why it stands there (2022年结转); years of laws go into 《》",
    ),
)
def stale_year(table: TableCase) -> Iterator[Remark]:
    if (year := table.table.year) is None:
        return
    told = set[str]()
    for goal in table.table.goals:
        if (years := _stale(goal.text, year)) and goal.text not in told:
            told.add(goal.text)
            yield _said(_GOAL, years, year, at=goal)
    if not table.is_unit and (years := _stale(table.table.subject, year)):
        yield _said(_PROJECT, years, year)
    for measure in table.measures:
        if years := _stale(measure.indicator.level3, year):
            yield _said(_NAME, years, year, at=measure)
