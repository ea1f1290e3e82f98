"""A goal that recites duties: no result, no number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.case import TableCase
from jixiao.checks.consistency._promised import promises
from jixiao.checks.consistency._texts import WORDS, any_of, clauses, without_names
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_DUTY = re.compile(any_of("duty"))
_PERCENT = re.compile(r"\d%")
_MANY = 3  # duties and clauses at least


@table_rule(
    level=Level.WARNING,
    opinion=Opinion.UNQUANTIFIED,
    basis="mof/2015-88#specific",
    title=Message("目标写成了职责", "A goal that recites duties"),
    found=Message(
        "总体目标列举“{duties}”等职责，没有结果和数字",
        "the goal lists duties ({duties}) and neither a result nor a number",
    ),
    required=Message("总体目标写资金要取得的结果", "the goal says what the money will achieve"),
    advice=Message(
        "写明当年做成什么、做到多少", "say what will be there at the end of the year, and how much of it"
    ),
)
def goal_is_a_duty_list(table: TableCase) -> Iterator[Remark]:
    text = without_names(table.goal_text)
    if not text or text in WORDS["result"] or promises(table.goal_text) or _PERCENT.search(text):
        return
    duties = dict.fromkeys(_DUTY.findall(text))
    if len(duties) >= _MANY and len(clauses(text)) >= _MANY:
        yield remark(at=table.table.goals[0], duties="、".join(list(duties)[:_MANY]))
