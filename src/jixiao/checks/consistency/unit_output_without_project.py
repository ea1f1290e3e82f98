"""A work the unit as a whole promises, and that no project table of the document holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import DocumentCase, TableCase
from jixiao.checks.consistency._texts import WORDS, pairs
from jixiao.checks.names import understood
from jixiao.checks.rule import Remark, document_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_QUOTED = re.compile('[“"]([^”"]{2,12})[”"]')
_EXPENSES = "三公"  # “三公经费” names expenses, and no work
_NAMED = re.compile("([\u4e00-\u9fff]{2,8}工程)")
_ENOUGH = 0.5  # of a work's pairs of characters


@lru_cache(maxsize=1 << 12)
def _work(name: str) -> str:
    """The work a name calls by its own name: “雪亮工程”, 饮水安全工程."""
    if found := _QUOTED.search(name):
        return "" if found[1].startswith(_EXPENSES) else found[1]
    plain = understood(name).plain
    found = _NAMED.match(plain)
    return found[1] if found and found[1] in WORDS["work"] else ""


def _texts(table: TableCase) -> Iterator[str]:
    yield from (table.table.subject, table.goal_text)
    yield from (each.indicator.level3 for each in table.measures)


def _is_spoken_of(work: str, held: str) -> bool:
    wanted = pairs(work.removesuffix("工程") or work)
    return work in held or (bool(wanted) and sum(each in held for each in wanted) > _ENOUGH * len(wanted))


@document_rule(
    level=Level.NOTE,
    opinion=Opinion.UNRELATED,
    basis="mof/2015-88#matched",
    title=Message("单位产出没有对应项目", "An output without a project"),
    found=Message("“{work}”在各项目表中都没有", "no project table speaks of “{work}”"),
    required=Message("单位整体的产出由项目支撑", "what the unit promises is borne by its projects"),
    advice=Message(
        "补报相应项目的目标表，或从单位整体表中删去",
        "hand in the table of that project, or leave the output out",
    ),
)
def unit_output_without_project(document: DocumentCase) -> Iterator[Remark]:
    if not document.projects:
        return
    held = "\n".join(text for table in document.projects for text in _texts(table))
    told = set[str]()
    for table in document.units:
        for measure in table.measures:
            work = _work(measure.indicator.level3)
            if work and work not in told and not _is_spoken_of(work, held):
                told.add(work)
                yield remark(at=measure, work=work)
