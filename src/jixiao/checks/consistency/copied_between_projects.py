"""The same indicator with the same target in projects that have nothing to do with each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jixiao.checks.case import DocumentCase, Measure
from jixiao.checks.consistency._texts import WORDS, any_of, meant, pairs
from jixiao.checks.rule import Remark, document_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_COMMON = re.compile(rf"{any_of('common')}|\d+年?|[()（）]")
_ALIKE = 0.4  # of the pairs of characters of two projects' names, from which they are related


def _copies(measures: Sequence[Measure]) -> Iterator[Remark]:
    subjects = dict.fromkeys(each.table.table.subject for each in measures)
    for measure in measures if len(subjects) > 1 else ():
        subject = measure.table.table.subject
        if other := next((each for each in subjects if not _are_related(subject, each)), ""):
            yield remark(at=measure, others=_named(other, len(subjects) - 1))


def _named(first: str, count: int) -> Message:
    if count == 1:
        return Message(f"“{first}”", f"“{first}”")
    return Message(f"“{first}”等{count}个项目", f"{count} other projects, such as “{first}”")


@lru_cache(maxsize=1 << 14)
def _are_related(subject: str, other: str) -> bool:
    """Whether two projects' names share much: two stages, two lots, the same one twice."""
    mine, theirs = (pairs(_COMMON.sub("", each)) for each in (subject, other))
    return subject == other or len(mine & theirs) >= _ALIKE * min(len(mine), len(theirs))


@document_rule(
    level=Level.NOTE,
    opinion=Opinion.UNRELATED,
    basis="mof/2015-88#related",
    title=Message("指标在项目间照抄", "Copied between projects"),
    found=Message("与{others}的名称和指标值相同", "name and target are the same in {others}"),
    required=Message("指标反映本项目的内容", "indicators tell of their own project"),
    advice=Message("按本项目的内容改写名称和指标值", "write name and target for this project"),
)
def copied_between_projects(document: DocumentCase) -> Iterator[Remark]:
    alike = defaultdict[tuple[str, str], list[Measure]](list)
    for table in document.projects:
        for measure in table.measures:
            if not measure.is_blank and measure.name.plain not in WORDS["satisfied"]:
                alike[measure.name.plain, meant(measure.indicator)].append(measure)
    for measures in alike.values():
        yield from _copies(measures)
