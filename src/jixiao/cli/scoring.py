"""One call of the scoring verb: what is worked out of each document, with what the user gave."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from jixiao import api
from jixiao.cli.deliver import keep_inputs, refuse_on_terminal
from jixiao.cli.given import Given, deductions_for
from jixiao.cli.inputs import Input
from jixiao.cli.marking import GivenMark, marks_for, unused_marks
from jixiao.cli.outputs import write_file, write_out
from jixiao.cli.report import TEXT, printed
from jixiao.cli.work import Work
from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.table import Document, Table
from jixiao.regulations.load import regulations
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.common import Filled, fill_common
from jixiao.writers.scores import SCORE_FORMATS, score_format_of
from jixiao.writers.scores.scored import Scored

FORMATS = (TEXT, *SCORE_FORMATS)


@dataclass
class Scorer:
    """Works out scores and lights, and reviews if it ``reviews``.

    ``year`` and ``region`` stand before what the document prints; ``facts``
    are inputs of common indicators by the subject of their table, under "" for
    all of them. ``used`` are the deductions and marks that found their place,
    and the subjects that ``facts`` name.
    """

    today: date
    own_regulations: Path | None = None
    profile: str | None = None
    year: int | None = None
    region: str | None = None
    month: int | None = None
    facts: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    deductions: tuple[Given, ...] = ()
    reviews: bool = False
    marks: tuple[GivenMark, ...] = ()
    used: set[Given | GivenMark | str] = field(default_factory=set)

    def __call__(self, read: Document) -> Scored:
        document, found = self._filled(self._of_year(read))
        scores, watches, reviews = self._scores(document), self._watches(document), self._reviews(document)
        own = (
            *(found for each in scores for found in each.findings),
            *(found for each in watches for found in each.findings),
            *(found for each in reviews for found in each.findings),
        )
        whole = replace(document, findings=(*document.findings, *found, *own))
        return Scored(whole, scores, watches, reviews)

    def _scores(self, document: Document) -> tuple[api.TableScore, ...]:
        taken = list(deductions_for(document, self.deductions))
        self.used.update(given for given, _ in taken)
        return api.score(
            document,
            today=self.today,
            profile=self.profile,
            region=self.region,
            own_regulations=self.own_regulations,
            deductions=tuple(deduction for _, deduction in taken),
        )

    def _watches(self, document: Document) -> tuple[api.Watch, ...]:
        return api.watch(
            document,
            today=self.today,
            month=self.month,
            region=self.region,
            own_regulations=self.own_regulations,
        )

    def _reviews(self, document: Document) -> tuple[api.Review, ...]:
        if not self.reviews:
            return ()
        given = list(marks_for(document, self.marks))
        self.used.update(each for each, _ in given)
        return api.review(
            document,
            today=self.today,
            region=self.region,
            own_regulations=self.own_regulations,
            marks=[mark for _, mark in given],
        )

    @cached_property
    def regulations(self) -> Regulations:
        return regulations(self.own_regulations)

    @property
    def remarks(self) -> Iterator[tuple[Message, Level]]:
        """What is to be said once all documents were seen."""
        for each in self.deductions:
            if each not in self.used:
                said = Message(
                    f"扣分“{each.said}”没有对应的行，没有计入", f"the deduction “{each.said}” fits no row"
                )
                yield said, Level.WARNING
        for said in unused_marks(self.marks, self.used):
            yield said, Level.WARNING
        for subject in self.facts:
            if subject and subject not in self.used:
                said = Message(
                    f"没有“{subject}”的表，所给数据没有用到", f"the facts of “{subject}” fit no table"
                )
                yield said, Level.WARNING

    def _of_year(self, document: Document) -> Document:
        if self.year is None:
            return document
        return replace(document, tables=tuple(replace(each, year=self.year) for each in document.tables))

    def _filled(self, document: Document) -> tuple[Document, tuple[Finding, ...]]:
        """The document with the actuals that follow from the facts, where it prints none."""
        if not self.facts:
            return document, ()
        tables, findings = [], []
        self.used.update(table.subject for table in document.tables)
        for table in document.tables:
            inputs = {**self.facts.get("", {}), **self.facts.get(table.subject, {})}
            filled = fill_common(table, inputs, self.regulations)
            tables.append(_with_actuals(table, filled))
            findings += [each for one in filled for each in _findings(one, table, inputs)]
        return replace(document, tables=tuple(tables)), tuple(findings)


def _with_actuals(table: Table, filled: Sequence[Filled]) -> Table:
    known = {id(each.indicator): each.computed.text for each in filled}
    rows = (replace(each, actual=each.actual or known.get(id(each)) or None) for each in table.indicators)
    return replace(table, indicators=tuple(rows))


def _findings(filled: Filled, table: Table, inputs: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the inputs, and how an actual was found that the form does not print.

    What was not asked for is not missed: an actual is printed, and nothing was given for it.
    """
    is_asked = any(each.name in inputs for each in filled.common.inputs)
    if is_asked or not filled.indicator.actual:
        yield from filled.computed.findings
    steps = "；".join(filled.computed.trail.steps)
    if steps and not filled.indicator.actual:
        row, basis = filled.indicator, filled.computed.trail.basis
        said = Message(f"完成值按所给数据计算：{steps}", f"the actual follows from what was given: {steps}")
        yield Finding("actual-computed", Level.NOTE, said, table.subject, row.level3, row.source, basis)


def chosen(format_name: str | None, out: Path | None) -> str:
    """What was asked for, else what the output's suffix says, else text."""
    by_suffix = score_format_of(out.suffix) if out else None
    return format_name or (by_suffix.name if by_suffix else TEXT)


def deliver_scores(
    work: Work, inputs: Sequence[Input], scorer: Scorer, format_name: str, out: Path | None, *, explains: bool
) -> None:
    """All results into one file, or to standard output."""
    keep_inputs(inputs, [out] if out else [])
    work.is_watched = out is not None or not sys.stdout.isatty()
    scored = _scored(work, inputs, scorer)
    if format_name == TEXT:
        _show(work, scored, scorer, out, explains=explains)
        return
    form = SCORE_FORMATS[format_name]
    refuse_on_terminal(form.name, form.is_text, out)
    pieces = form.write(scored, work.language)
    write_file(out, pieces) if out else write_out(pieces)


def _scored(work: Work, inputs: Sequence[Input], scorer: Scorer) -> Iterator[Scored]:
    """Each document scored; what was found on the way decides the exit code too."""
    for document in work.documents(inputs):
        scored = scorer(document)
        found = scored.document.findings[len(document.findings) :]
        work.count(replace(scored.document, findings=found))
        yield scored


def _show(work: Work, scored: Iterable[Scored], scorer: Scorer, out: Path | None, *, explains: bool) -> None:
    from jixiao.checks.card import Cards
    from jixiao.cli.scores import ScorePrinter, show_scores

    known = scorer.regulations
    printed(
        lambda console: show_scores(
            scored, ScorePrinter(console, work.language, Cards(known), known, explains=explains)
        ),
        out,
    )
