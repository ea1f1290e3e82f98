"""Findings of scoring: on rows, on the execution, and on the table as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Message
from jixiao.model.source import Source
from jixiao.scoring.execution import Money
from jixiao.scoring.notes import FOUND, Words, finding
from jixiao.scoring.outcome import Note, Outcome
from jixiao.scoring.rows import Row
from jixiao.scoring.rules import Rules
from jixiao.scoring.told import reason_of
from jixiao.scoring.total import wrong_total
from jixiao.scoring.trail import execution_parts, row_parts
from jixiao.scoring.weights import Weighing, said, totals_of

_NOT_COVERED = Words(
    "year-not-covered",
    Level.NOTE,
    "score",
    Message("{year}年没有已知的计分规定", "no rules for scores of {year} are known"),
    Message("按时间最近的规定计分（{since}年起）", "scored by the nearest ones (from {since})"),
    Message("当年另有规定的，请指定", "choose others if they were in force"),
)
_SPREAD = Words(
    "weights-spread",
    Level.NOTE,
    "weights",
    Message("表中没有分值", "the form prints no weights"),
    Message("按规定的一级指标分值平均分配", "the points of each class are shared evenly"),
    Message("有批复的分值的，填写后重新计分", "enter the approved weights if there are any, and score again"),
)
_SUM = Words(
    "weights-sum-differs",
    Level.ERROR,
    "weights",
    Message("各指标分值合计{added}分", "the weights add up to {added}"),
    Message("应为{wanted}分；仍按所填分值计分", "they should make {wanted}; scored by them all the same"),
    Message("核对各指标的分值", "go over the weights"),
)

_TOTAL = Words(
    "total-not-the-sum",
    Level.ERROR,
    "total",
    Message("总分{total}分", "the total is {total}"),
    Message("各项得分相加为{added}分", "the scores add up to {added}"),
    Message("核对各项得分，重新加总", "check the scores and add them up again"),
)


def row_findings(row: Row, outcome: Outcome, rules: Rules) -> Iterator[Finding]:
    indicator = row.indicator
    for note in outcome.notes:
        if note not in FOUND or (note is Note.EXCEEDED and reason_of(indicator, rules.table)):
            continue
        yield finding(
            FOUND[note], row_parts(row, outcome, rules), rules, _cell(note, indicator), indicator.level3
        )


def _cell(note: Note, indicator: Indicator) -> Source:
    """Where to look: at the score that differs, the weight or target that is missing, or else the actual."""
    at = {
        Note.DIFFERS: indicator.score_source,
        Note.NO_WEIGHT: indicator.weight_source,
        Note.NO_TARGET: indicator.source,
    }
    return at.get(note, indicator.actual_source) or indicator.source


def execution_findings(money: Money, outcome: Outcome, rules: Rules) -> Iterator[Finding]:
    for note in outcome.notes:
        if note in FOUND:
            source = (money.row.score_source if note is Note.DIFFERS else None) or money.row.source
            yield finding(FOUND[note], execution_parts(money, outcome, rules), rules, source)


def table_findings(weighing: Weighing, rules: Rules) -> Iterator[Finding]:
    source = _source(rules)
    span = rules.method.span
    if span.years_from(rules.year):
        parts = {"year": f"{rules.year}", "since": f"{span.since}"}
        yield finding(_NOT_COVERED, parts, rules, source)
    if weighing.split:
        yield finding(_SPREAD, {}, rules, source)
    if weighing.added is not None:
        wanted = said(totals_of(rules.table, rules.in_force)[0])
        yield finding(_SUM, {"added": said(weighing.added), "wanted": wanted}, rules, source)
    if (wrong := wrong_total(rules.table)) and (conclusion := rules.table.conclusion):
        total, added = map(said, wrong)
        yield finding(_TOTAL, {"total": total, "added": added}, rules, conclusion.source)


def _source(rules: Rules) -> Source | None:
    table = rules.table
    return table.subject_source or (table.indicators[0].source if table.indicators else None)
