"""The sheet of a review (审核表): eight items, what findings propose, and what a person decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.model.finding import Finding, Level
from jixiao.model.opinion import Opinion
from jixiao.scoring.review import Review, Reviewed, Way
from jixiao.scoring.score import Standing
from jixiao.writers.official.fill import sheet_of
from jixiao.writers.official.layout import REVIEW, Layout
from jixiao.writers.official.said import Said, Texts
from jixiao.writers.official.sheet import Cell, Look, Sheet

_LOOKS = {Standing.COMPUTED: Look.PROPOSED, Standing.OPEN: Look.ENTRY}
_MARKS = ("score", "grade")
_NAMED = 5  # indicators by their names; of more, how many


def fill_review(layout: Layout, review: Review) -> Sheet:
    """The review as the form prints it; what waits for a person is to be filled in."""
    sheet = sheet_of(layout, _said(review), review.table.subject)
    return replace(sheet, cells=tuple(_with_look(cell, review.items) for cell in sheet.cells))


def review_layout(review: Review, known: Sequence[Layout]) -> Layout:
    """The first form for reviews that asks for points, or for grades alone, as the review was done."""
    has_points = review.way is Way.POINTS
    return next(each for each in known if each.form == REVIEW and ("score" in each.row_names) is has_points)


def _said(review: Review) -> Said:
    table = review.table
    fields = {
        "subject": table.subject,
        "unit": table.unit,
        "department": table.department,
        "year": str(table.year or ""),
        "review.score": _points(review.least) if review.least == review.most else "",
        "review.grade": review.grade.said.zh if review.grade else "",
        "review.handling": review.handling.zh if review.handling else "",
    }
    return Said(_held(fields), rows=tuple(map(_row, review.items)))


def _held(said: dict[str, str | None]) -> Texts:
    return {name: text for name, text in said.items() if text}


def _row(reviewed: Reviewed) -> Texts:
    item, is_settled = reviewed.item, reviewed.least == reviewed.most
    said: dict[str, str | None] = {
        "dimension": item.dimension.zh,
        "item": item.name.zh,
        "test": item.test.zh,
        "points": _points(item.points),
        "score": _points(reviewed.least) if is_settled else "",
        "grade": reviewed.grade.said.zh if reviewed.grade else "",
        "evidence": "\n".join(filter(None, (reviewed.note, *_evidence(_telling(reviewed))))),
    }
    return _held(said)


def _telling(reviewed: Reviewed) -> list[Finding]:
    """Notes lower nothing: they are for whoever has still to decide."""
    is_open = reviewed.standing is Standing.OPEN
    return [each for each in reviewed.evidence if is_open or each.level.reaches(Level.WARNING)]


def _evidence(findings: Sequence[Finding]) -> Iterator[str]:
    """What a reviewer would write, each opinion or problem once, with the indicators it is about."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        is_usual = finding.indicator and finding.opinion not in (None, Opinion.OTHER)
        key = finding.opinion.said.zh if finding.opinion and is_usual else finding.rule
        about.setdefault(key, []).append(finding)
    for key, held in about.items():
        said = held[0].message.zh if key == held[0].rule else key
        named = list(dict.fromkeys(each.indicator for each in held if each.indicator))
        more = f"等{len(named)}项" if len(named) > _NAMED else ""
        yield f"{said}：{'、'.join(named[:_NAMED])}{more}" if named else said


def _points(points: Decimal) -> str:
    return f"{points.normalize():f}"


def _with_look(cell: Cell, items: Sequence[Reviewed]) -> Cell:
    if cell.entry is None or cell.name not in _MARKS:
        return cell
    return replace(cell, look=_LOOKS.get(items[cell.entry].standing, Look.VALUE))
