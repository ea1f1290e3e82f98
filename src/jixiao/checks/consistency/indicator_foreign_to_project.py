"""An indicator on a topic of which nothing in the project speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import PROJECTS, TableCase
from jixiao.checks.consistency._texts import WORDS, without_names
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_CONTEXT = "_context"
_TOPICS = tuple(name.removesuffix(_CONTEXT) for name in WORDS if name.endswith(_CONTEXT))
_TELLING = 20  # characters of a goal, from which it tells what a project is about
_ANY = re.compile("|".join(re.escape(word) for topic in _TOPICS for word in WORDS[topic].holds))


@lru_cache(maxsize=1 << 14)
def _topic(name: str) -> str:
    """The topic an indicator's name speaks of, where it is one of those with words of their own."""
    return next((topic for topic in _TOPICS if name in WORDS[topic]), "") if _ANY.search(name) else ""


def _about(table: TableCase) -> str:
    held = table.table
    return "\n".join(filter(None, (held.subject, held.unit, held.department, table.goal_text)))


@table_rule(
    level=Level.NOTE,
    opinion=Opinion.UNRELATED,
    basis="mof/2015-88#related",
    title=Message("指标与项目无关", "An indicator foreign to the project"),
    found=Message(
        "“{topic}”在项目名称和总体目标中都没有提到",
        "neither the project’s name nor its goal speaks of {topic}",
    ),
    required=Message("指标与项目内容相关", "indicators belong to the project"),
    advice=Message(
        "核对是否从别的项目抄来；确有此内容的，在总体目标中写明",
        "see whether it was copied from another project; if it does belong here, say so in the goal",
    ),
    forms=PROJECTS,
)
def indicator_foreign_to_project(table: TableCase) -> Iterator[Remark]:
    about = _about(table)
    if len(without_names(table.goal_text)) < _TELLING:
        return
    for measure in table.measures:
        if (topic := _topic(measure.name.plain)) and about not in WORDS[f"{topic}_context"]:
            yield remark(at=measure, topic=WORDS[topic].in_text(measure.name.plain))
