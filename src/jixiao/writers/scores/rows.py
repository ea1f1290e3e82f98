"""Scores, lights and reviews as flat rows: one indicator, execution of a budget, or item of a review each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from jixiao.model.indicator import Indicator
from jixiao.model.message import Language, Message
from jixiao.model.table import Execution, Fund, Table
from jixiao.scoring.monitoring import Watch
from jixiao.scoring.review import Review, Reviewed
from jixiao.scoring.score import TableScore, Trail
from jixiao.writers.printed import valid
from jixiao.writers.scores.scored import Scored
from jixiao.writers.scores.words import name_of, plain_points

Place: TypeAlias = tuple[str, int]  # the document, and which of its tables


class ScoredRow(NamedTuple):
    """One row with its result; what its kind of table does not have is None."""

    document: str
    table: int
    form: str
    year: int | None
    subject: str
    method: str
    level1: str
    level2: str
    row: str
    target: str | None = None
    actual: str | None = None
    weight: str | None = None
    standing: str | None = None
    light: str | None = None
    grade: str | None = None
    least: str | None = None
    most: str | None = None
    printed: str | None = None
    formula: str | None = None
    steps: str | None = None
    remarks: str | None = None


def scored_rows(scored: Scored, language: Language) -> Iterator[ScoredRow]:
    numbers = {id(table): number for number, table in enumerate(scored.document.tables, 1)}
    name = valid(scored.document.name)
    for score in scored.scores:
        yield from _scores(score, (name, numbers[id(score.table)]), language)
    for watch in scored.watches:
        yield from _lights(watch, (name, numbers[id(watch.table)]), language)
    for review in scored.reviews:
        yield from (_item(each, review, (name, numbers[id(review.table)]), language) for each in review.items)


def _scores(score: TableScore, place: Place, language: Language) -> Iterator[ScoredRow]:
    for points in (*([score.execution] if score.execution else []), *score.rows):
        row = _bare(place, score.table, score.year, score.method, points.row, language)._replace(
            weight=plain_points(points.weight) or None,
            standing=points.standing,
            least=plain_points(points.least) or None,
            most=plain_points(points.most) or None,
            printed=plain_points(points.printed) or None,
        )
        yield _with_trail(row, points.trail, language)


def _lights(watch: Watch, place: Place, language: Language) -> Iterator[ScoredRow]:
    for lit in (*([watch.budget] if watch.budget else []), *watch.rows):
        row = _bare(place, watch.table, watch.year, watch.method, lit.row, language)
        dark = (lit.dark.said,) if lit.dark else ()
        yield _with_trail(row._replace(light=lit.light), lit.trail, language, *dark)


def _item(reviewed: Reviewed, review: Review, place: Place, language: Language) -> ScoredRow:
    table, item = review.table, reviewed.item
    head = (*place, table.form, table.year, table.subject, review.form.key)
    row = ScoredRow(*head, item.dimension.said_in(language), "", item.name.said_in(language))._replace(
        weight=plain_points(item.points),
        standing=reviewed.standing,
        grade=reviewed.grade,
        least=plain_points(reviewed.least),
        most=plain_points(reviewed.most),
    )
    return _with_trail(row, reviewed.trail, language)


def _bare(
    place: Place, table: Table, year: int, method: str, row: Indicator | Execution | Fund, language: Language
) -> ScoredRow:
    head = (*place, table.form, year, table.subject, method)
    if isinstance(row, Indicator):
        return ScoredRow(*head, row.level1, row.level2, row.level3, row.printed, row.actual)
    return ScoredRow(*head, "", "", name_of(row, language))


def _with_trail(row: ScoredRow, trail: Trail, language: Language, *more: Message) -> ScoredRow:
    mark = "；" if language is Language.CHINESE else "; "
    said = mark.join(dict.fromkeys(each.said_in(language) for each in (*more, *trail.remarks)))
    return row._replace(formula=trail.formula, steps="\n".join(trail.steps), remarks=said)
