"""Holds rules against a document: one pass, every remark made into a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jixiao.checks.case import DocumentCase, Measure, TableCase
from jixiao.checks.catalogue import rules as all_rules
from jixiao.checks.rule import Cell, Part, Remark, Rule, Scope
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Language, Message
from jixiao.model.source import Source
from jixiao.model.table import Document, Fund, Goal
from jixiao.regulations.regulation import Regulations

CRASHED = "rule-crashed"
_LONGEST = 40  # characters of a quotation
_NOWHERE = -1


class _Told(NamedTuple):
    """A remark with its place: table and indicator, each counted from 0, or NOWHERE."""

    table: int
    indicator: int
    rule: Rule
    remark: Remark
    measure: Measure | None
    case: TableCase | None


def check(
    document: Document,
    regulations: Regulations,
    today: date,
    *,
    rules: Sequence[Rule] | None = None,
    approved: Document | None = None,
) -> tuple[Finding, ...]:
    """The findings of the rules on a document, in the order of its tables and indicators.

    ``today`` is the year of tables that print none; ``approved`` the approved
    version of the document. A rule that fails is a finding of its own, and the
    others still run.
    """
    case = DocumentCase(document, regulations, today, approved)
    told: list[_Told] = []
    crashed: list[Finding] = []
    for rule, table, seen in _work(case, all_rules() if rules is None else rules):
        try:
            for thing in seen:
                for each in rule.find(thing):  # mostly none: a list of them would cost more than they do
                    told.append(_placed(rule, thing, each))  # noqa: PERF401
        except Exception as error:  # noqa: BLE001  one rule's fault must not hide what the others find
            crashed.append(_crash(rule, table, error))
    spoken = {(each.table, each.indicator, each.rule.name) for each in told}
    kept = [
        each
        for each in told
        if not any((each.table, each.indicator, name) in spoken for name in each.rule.gives_way_to)
    ]
    kept.sort(key=lambda each: each[:2])
    return (*(_finding(each, regulations) for each in kept), *crashed)


_Seen = Sequence[Measure] | Sequence[TableCase] | Sequence[DocumentCase]


def _work(case: DocumentCase, rules: Sequence[Rule]) -> Iterator[tuple[Rule, TableCase | None, _Seen]]:
    """Each rule with what it looks at: the indicators of a table, the table, or the document."""
    for table in case.tables:
        for rule in rules:
            if table.form not in rule.forms or not rule.since <= table.year <= rule.until:
                continue
            if rule.scope is Scope.INDICATOR:
                yield rule, table, table.measures
            elif rule.scope is Scope.TABLE:
                yield rule, table, (table,)
    for rule in rules:
        if rule.scope is Scope.DOCUMENT:
            yield rule, None, (case,)


def _placed(rule: Rule, seen: Measure | TableCase | DocumentCase, remark: Remark) -> _Told:
    at = seen if remark.at is None else remark.at
    if isinstance(at, Measure):
        return _Told(at.table.place, at.place, rule, remark, at, at.table)
    table = at if isinstance(at, TableCase) else remark.table
    if table is None and isinstance(seen, TableCase):
        table = seen
    return _Told(table.place if table else _NOWHERE, _NOWHERE, rule, remark, None, table)


def _finding(told: _Told, regulations: Regulations) -> Finding:
    rule, remark, measure = told.rule, told.remark, told.measure
    parts = _parts(remark, measure)
    found, required = _filled(rule.found, parts), _filled(rule.required, parts)
    return Finding(
        rule=rule.name,
        level=remark.level or rule.level,
        message=Message(f"{found.zh}；{required.zh}", f"{found.en}; {required.en}"),
        table=told.case.table.subject if told.case else "",
        indicator=measure.indicator.level3 if measure else "",
        source=_source(told),
        basis=regulations.bases[rule.basis].cited,
        suggestion=_filled(rule.advice, parts),
        opinion=rule.opinion,
        correction=remark.correction,
    )


def _source(told: _Told) -> Source | None:
    at = told.remark.at
    if isinstance(at, Fund | Goal):
        return at.source
    if isinstance(at, Source):
        return at
    if told.measure:
        row = told.measure.indicator
        cells = {Cell.NAME: row.name_source, Cell.ACTUAL: row.actual_source, Cell.SCORE: row.score_source}
        return cells.get(told.rule.cell) or row.source
    return told.case.source if told.case else None


def _parts(remark: Remark, measure: Measure | None) -> Mapping[str, Part]:
    if measure is None:
        return remark.parts
    printed = "".join(measure.indicator.printed.split())
    return {"name": measure.indicator.level3, "value": printed, **remark.parts}


def _filled(words: Message, parts: Mapping[str, Part]) -> Message:
    if "{" not in words.zh and "{" not in words.en:
        return words  # most leave nothing open
    return Message(
        words.zh.format_map(_Said(parts, Language.CHINESE)),
        words.en.format_map(_Said(parts, Language.ENGLISH)),
    )


class _Said:
    """The parts as they are quoted, each when it is asked for."""

    __slots__ = ("language", "parts")

    def __init__(self, parts: Mapping[str, Part], language: Language) -> None:
        self.parts = parts
        self.language = language

    def __getitem__(self, name: str) -> str:
        part = self.parts[name]
        text = part if isinstance(part, str) else part.said_in(self.language)
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _crash(rule: Rule, table: TableCase | None, error: Exception) -> Finding:
    subject = table.table.subject if table else ""
    reason = f"{type(error).__name__}: {error}"
    return Finding(
        rule=CRASHED,
        level=Level.ERROR,
        message=Message(
            f"规则 {rule.name} 出错，没有检查完（{reason}）；其他规则不受影响",
            f"the rule {rule.name} failed and did not finish ({reason}); the other rules ran",
        ),
        table=subject,
        suggestion=Message(
            f"请报告此问题，并可用 --ignore {rule.name} 跳过",
            f"report it; --ignore {rule.name} leaves it out",
        ),
    )
