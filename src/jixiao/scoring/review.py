"""Review of target tables (绩效目标审核): what findings propose, and what a person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import TARGETS, Document, Table
from jixiao.regulations.dated import nearest
from jixiao.regulations.place import region_of, year_of
from jixiao.regulations.regulation import Regulations
from jixiao.regulations.reviews import Grade, Proposing, ReviewForm, ReviewItem
from jixiao.scoring.score import Input, Standing, Trail

__all__ = ["Grade", "Mark", "Marked", "Review", "Reviewed", "Way", "review_document", "review_table"]

Mark = Decimal | Grade
_ZERO = Decimal(0)
_LATEST = 9999


class Way(StrEnum):
    """How the grade of a table follows."""

    POINTS = "points"  # from the points of its items, as of 重点项目
    GRADES = "grades"  # from the grades of its items, as of 一般性项目


@dataclass(frozen=True, slots=True)
class Marked:
    """What a person gives to an item of a table, counted from 0, and what is noted beside it.

    ``item`` is its key, or its name as the form prints it.
    """

    table: int
    item: str
    mark: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One item. JUDGED has a person's mark, COMPUTED is proposed by findings, OPEN waits for a person.

    ``grade`` is None while open; ``evidence`` are the findings that count
    against the item, the notes among them; ``note`` is what the person says.
    """

    item: ReviewItem
    standing: Standing
    grade: Grade | None
    least: Decimal
    most: Decimal
    evidence: tuple[Finding, ...]
    make_trail: Callable[[], Trail] = field(repr=False, compare=False)
    note: str = ""

    @property
    def trail(self) -> Trail:
        return self.make_trail()


@dataclass(frozen=True, slots=True)
class Review:
    """A target table reviewed.

    ``least`` and ``most`` are the total; ``grade`` is None while what is open
    could change it, ``handling`` is what follows from it.
    """

    table: Table
    form: ReviewForm
    way: Way
    items: tuple[Reviewed, ...]
    least: Decimal
    most: Decimal
    grade: Grade | None
    handling: Message | None
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Reviewed, ...]:
        return tuple(each for each in self.items if each.standing is Standing.OPEN)


def review_document(
    document: Document,
    regulations: Regulations,
    *,
    today: date,
    region: str | None = None,
    way: Way = Way.POINTS,
    marks: Sequence[Marked] = (),
) -> tuple[Review, ...]:
    """The target tables of a checked document, with what its findings propose and a person's ``marks``.

    ``today`` is the year of documents that print none, ``region`` the
    province, by default the one that the document names.
    """
    where = region_of(document, regulations) if region is None else region
    year = year_of(document, today)
    return tuple(
        review_table(
            table,
            document.findings,
            regulations,
            form=form,
            way=way,
            marks={each.item: each.mark for each in marks if each.table == number},
            notes={each.item: each.note for each in marks if each.table == number},
        )
        for number, table in enumerate(document.tables)
        if table.form in TARGETS
        for form in [nearest(regulations.reviews, table.year or year, where)]
    )


def review_table(  # noqa: PLR0913  all but three by name, as choices of one review
    table: Table,
    findings: Sequence[Finding],
    regulations: Regulations,
    *,
    form: ReviewForm | None = None,
    way: Way = Way.POINTS,
    marks: Mapping[str, Mark] = MappingProxyType({}),
    notes: Mapping[str, str] = MappingProxyType({}),
) -> Review:
    """One table, reviewed by the ``findings`` of the rules; those of other tables do not count.

    ``form`` is by default the latest national one. ``marks`` are a person's, by
    the key or the name of the item, in points or as a grade, and ``notes``
    what is said beside them. They stand before what is proposed.
    """
    form = form or nearest(regulations.reviews, table.year or _LATEST, "")
    basis = regulations.bases.get(f"{form.key}#items", regulations.bases["mof/target-review#items"]).cited
    own = [each for each in findings if each.table == table.subject]
    keys = {each.name.zh: each.key for each in form.items}
    marks = {keys.get(name, name): mark for name, mark in marks.items()}
    notes = {keys.get(name, name): note for name, note in notes.items()}
    items = tuple(
        _reviewed(_Seen(item, own, table, form, basis, notes.get(item.key, "")), marks.get(item.key))
        for item in form.items
    )
    least = sum((each.least for each in items), _ZERO)
    most = sum((each.most for each in items), _ZERO)
    grade = _grade_by_points(least, most, form) if way is Way.POINTS else _grade_by_grades(items, form)
    handling = form.handling[grade] if grade else None
    unfit = tuple(_unfit_marks(marks, form, table, basis))
    return Review(table, form, way, items, least, most, grade, handling, unfit)


class _Seen(NamedTuple):
    """An item beside what it is judged by."""

    item: ReviewItem
    findings: Sequence[Finding]
    table: Table
    form: ReviewForm
    basis: Message
    note: str = ""

    @property
    def evidence(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.rule in self.item.rules)


def _grade_by_points(least: Decimal, most: Decimal, form: ReviewForm) -> Grade | None:
    worst, best = form.grade(least, form.total), form.grade(most, form.total)
    return best if worst is best else None


def _grade_by_grades(items: Sequence[Reviewed], form: ReviewForm) -> Grade | None:
    worst, best = (
        form.grade_of_grades([each.grade or filled for each in items])
        for filled in (Grade.POOR, Grade.EXCELLENT)
    )
    return best if worst is best else None


def _reviewed(seen: _Seen, mark: Mark | None) -> Reviewed:
    item, form = seen.item, seen.form
    if isinstance(mark, Grade):
        return _settled(seen, Standing.JUDGED, mark, item.points * form.shares[mark])
    if mark is not None and _is_fit(mark, item):
        return _settled(seen, Standing.JUDGED, form.grade(mark, item.points), mark)
    proposed = _proposed(seen)
    if proposed is None:
        trail = partial(_trail, seen, "review-open", ())
        return Reviewed(item, Standing.OPEN, None, _ZERO, item.points, seen.evidence, trail)
    return _settled(seen, Standing.COMPUTED, proposed, item.points * form.shares[proposed])


def _settled(seen: _Seen, standing: Standing, grade: Grade, points: Decimal) -> Reviewed:
    formula = "review-judged" if standing is Standing.JUDGED else "review-proposed"
    step = f"{grade.said.zh} {points.normalize():f} / {seen.item.points.normalize():f}"
    trail = partial(_trail, seen, formula, (step,))
    note = seen.note if standing is Standing.JUDGED else ""
    return Reviewed(seen.item, standing, grade, points, points, seen.evidence, trail, note)


def _is_fit(mark: Mark, item: ReviewItem) -> bool:
    return isinstance(mark, Grade) or 0 <= mark <= item.points


def _proposed(seen: _Seen) -> Grade | None:
    """The grade that findings propose; nothing where a person has to read."""
    item, form, rows = seen.item, seen.form, len(seen.table.indicators)
    counted = [each for each in seen.evidence if each.level.reaches(Level.WARNING)]
    if item.proposing is Proposing.NEVER or (item.proposing is Proposing.AGAINST and not counted):
        return None
    errors = [each for each in counted if each.level is Level.ERROR]
    if any(each.rule in item.blank for each in counted) or _share(errors, rows) >= form.almost_all:
        return Grade.POOR
    if _is_grave(errors, rows, form) or _share(counted, rows) >= form.many:
        return Grade.FAIR
    return Grade.GOOD if counted else Grade.EXCELLENT


def _is_grave(errors: Sequence[Finding], rows: int, form: ReviewForm) -> bool:
    """Whether errors take more than a few edits: on the table as a whole, or on many of its indicators."""
    return any(not each.indicator for each in errors) or _share(errors, rows) > form.few


def _share(findings: Sequence[Finding], rows: int) -> Decimal:
    """The share of the indicators that the findings are about; those on the table as a whole are on none."""
    named = {(each.indicator, each.source) for each in findings if each.indicator}
    cells = {name if source is None else (source.table, source.row) for name, source in named}
    return Decimal(len(cells)) / rows if rows else Decimal(0)


def _trail(seen: _Seen, formula: str, steps: tuple[str, ...]) -> Trail:
    inputs = tuple(
        Input(each.message, each.source.text if each.source else "", each.source) for each in seen.evidence
    )
    is_said = seen.note and formula == "review-judged"
    noted = (Message(f"评审意见：{seen.note}", f"noted: {seen.note}"),) if is_said else ()
    return Trail(formula, seen.item.test, seen.basis, inputs, steps, (*_REMARKS[formula], *noted))


_REMARKS = {
    "review-judged": (Message("由评审人评定", "a person's mark"),),
    "review-proposed": (
        Message("按检查结果提出的建议，由评审人确认", "proposed by findings, for a person to confirm"),
    ),
    "review-open": (Message("检查结果不足以判断，由评审人评定", "findings do not tell; a person marks it"),),
}


def _unfit_marks(
    marks: Mapping[str, Mark], form: ReviewForm, table: Table, basis: Message
) -> Iterator[Finding]:
    items = {each.key: each for each in form.items}
    for key, mark in marks.items():
        item = items.get(key)
        if item is None:
            said = Message(
                f"评分项“{key}”不存在；应为 {'、'.join(each.name.zh for each in form.items)}",
                f"there is no item “{key}”; items are {', '.join(items)}",
            )
            yield _finding(table, "mark-of-no-item", said, basis)
        elif not _is_fit(mark, item):
            said = Message(
                f"{item.name.zh}评 {mark} 分；应为 0 至 {item.points} 分",
                f"{item.name.en} has {mark}; it is 0 to {item.points}",
            )
            yield _finding(table, "mark-out-of-range", said, basis)


def _finding(table: Table, rule: str, said: Message, basis: Message) -> Finding:
    advice = Message("改正后重新评定，这一评分没有采用", "put it right; the mark was not used")
    return Finding(
        rule,
        Level.ERROR,
        said,
        table=table.subject,
        source=table.subject_source,
        basis=basis,
        suggestion=advice,
        opinion=Opinion.OTHER,
    )
