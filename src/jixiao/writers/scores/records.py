"""From scores, lights and reviews to the contract."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.model.indicator import Indicator
from jixiao.model.message import Language
from jixiao.scoring import monitoring, review, score
from jixiao.writers.records import document_record, finding_record, line_records, source_record
from jixiao.writers.scores import contract
from jixiao.writers.scores.scored import Scored
from jixiao.writers.scores.words import left_out_of


def scored_record(scored: Scored, language: Language) -> contract.ScoredDocument:
    document = document_record(scored.document, language)
    return contract.ScoredDocument(
        document.source,
        document.tables,
        document.findings,
        [_score(each, language) for each in scored.scores],
        [_watch(each, language) for each in scored.watches],
        [_review(each, language) for each in scored.reviews],
    )


def scored_lines(scored: Scored, language: Language) -> Iterator[contract.ScoredLine]:
    """A line per table, with what was worked out of it."""
    scores = {id(each.table): _score(each, language) for each in scored.scores}
    watches = {id(each.table): _watch(each, language) for each in scored.watches}
    reviews = {id(each.table): _review(each, language) for each in scored.reviews}
    lines = line_records(scored.document, language)
    for table, line in zip(scored.document.tables, lines, strict=True):
        own = id(table)
        worked = (scores.get(own), watches.get(own), reviews.get(own))
        yield contract.ScoredLine(line.source, line.table, line.findings, *worked)


def _score(scored: score.TableScore, language: Language) -> contract.Score:
    return contract.Score(
        table=scored.table.subject,
        form=scored.table.form,
        year=scored.year,
        method=scored.method,
        total=contract.Total(_number(scored.least), _number(scored.most), _points(scored.printed)),
        grade=scored.grade.said_in(language) if scored.grade else None,
        weight=_number(scored.weight),
        execution=contract.Execution(**_row(scored.execution, language)) if scored.execution else None,
        rows=[
            contract.Row(place=place, level3=row.level3, **_row(points, language))
            for place, (row, points) in enumerate(zip(scored.table.indicators, scored.rows, strict=True), 1)
        ],
        left_out=list(_left_out(scored, language)),
    )


def _row(points: score.Points, language: Language) -> dict[str, Any]:
    return {
        "standing": points.standing,
        "weight": _points(points.weight),
        "least": _points(points.least),
        "most": _points(points.most),
        "printed": _points(points.printed),
        "trail": _trail(points.trail, language),
    }


def _left_out(scored: score.TableScore, language: Language) -> Iterator[contract.LeftOut]:
    places = {id(each): place for place, each in enumerate(scored.table.indicators, 1)}
    for points, why in left_out_of(scored, language):
        name = points.row.level3 if isinstance(points.row, Indicator) else ""
        yield contract.LeftOut(places.get(id(points.row)), name, why)


def _watch(watch: monitoring.Watch, language: Language) -> contract.Watch:
    return contract.Watch(
        table=watch.table.subject,
        form=watch.table.form,
        year=watch.year,
        month=watch.month,
        method=watch.method,
        worst=watch.worst,
        choices=list(watch.choices),
        budget=contract.Lit(**_lit(watch.budget, language)) if watch.budget else None,
        rows=[
            contract.LitRow(place=place, level3=row.level3, **_lit(lit, language))
            for place, (row, lit) in enumerate(zip(watch.table.indicators, watch.rows, strict=True), 1)
        ],
    )


def _lit(lit: monitoring.Lit, language: Language) -> dict[str, Any]:
    return {"light": lit.light, "dark": lit.dark, "trail": _trail(lit.trail, language)}


def _review(reviewed: review.Review, language: Language) -> contract.Review:
    return contract.Review(
        table=reviewed.table.subject,
        form=reviewed.table.form,
        method=reviewed.form.key,
        way=reviewed.way,
        total=contract.Total(_number(reviewed.least), _number(reviewed.most), None),
        grade=reviewed.grade,
        handling=reviewed.handling.said_in(language) if reviewed.handling else None,
        items=[_item(each, language) for each in reviewed.items],
    )


def _item(reviewed: review.Reviewed, language: Language) -> contract.Item:
    item = reviewed.item
    return contract.Item(
        item=item.key,
        dimension=item.dimension.said_in(language),
        name=item.name.said_in(language),
        weight=_number(item.points),
        standing=reviewed.standing,
        grade=reviewed.grade,
        least=_number(reviewed.least),
        most=_number(reviewed.most),
        evidence=[finding_record(each, language) for each in reviewed.evidence],
        note=reviewed.note,
        trail=_trail(reviewed.trail, language),
    )


def _trail(trail: score.Trail, language: Language) -> contract.Trail:
    return contract.Trail(
        formula=trail.formula,
        rule=trail.rule.said_in(language),
        basis=trail.basis.said_in(language),
        inputs=[_input(each, language) for each in trail.inputs],
        steps=list(trail.steps),
        remarks=[each.said_in(language) for each in trail.remarks],
    )


def _input(read: score.Input, language: Language) -> contract.Input:
    source = source_record(read.source) if read.source else None
    return contract.Input(read.name.said_in(language), read.text, source)


def _points(number: Decimal | None) -> str | None:
    return None if number is None else _number(number)


def _number(number: Decimal) -> str:
    return f"{number:f}"
