"""A version judged by its items: what was found and what a person marks, put through the score sheet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.source import Source
from jixiao.model.table import TARGETS, Document, Form, Table
from jixiao.regulations.dated import nearest
from jixiao.regulations.load import regulations
from jixiao.regulations.place import region_of
from jixiao.regulations.reviews import ReviewForm
from jixiao.scoring.review import Grade, Mark, Review, Reviewed, Way, review_table
from jixiao.scoring.score import Standing
from jixiao.web.reviews.remarks import place_of
from jixiao.web.targets.found import Found

Marks = Mapping[str, Mark]


def is_judged(form: str) -> bool:
    """Whether a form is a target table; others have no score sheet."""
    return Form(form) in TARGETS


def review_form(table: Table, place: str, year: int) -> ReviewForm:
    """How the region of ``place`` reviewed in the table's year; ``year`` stands for one it does not print."""
    known = regulations()
    region = region_of(Document(place, "filing", "", (table,)), known)
    return nearest(known.reviews, table.year or year, region)


def judged(
    table: Table, found: tuple[Found, ...], form: ReviewForm, marks: Marks, way: Way = Way.POINTS
) -> Review:
    findings = tuple(_finding(each, table) for each in found)
    return review_table(table, findings, regulations(), form=form, way=way, marks=dict(marks))


def _finding(found: Found, table: Table) -> Finding:
    """As the rules gave it; findings on one row have one source, by which rows are counted."""
    place = place_of(found)
    return Finding(
        found.rule,
        found.level,
        Message(found.zh, found.en),
        table=table.subject,
        indicator=found.indicator,
        source=None if place is None else Source(0, place + 1, 1, ""),
        basis=found.cited if found.basis else None,
        suggestion=Message(found.advice_zh, found.advice_en) if found.advice_zh else None,
        opinion=Opinion(found.opinion) if found.opinion else None,
    )


def kept_proposals(review: Review) -> dict[str, Any]:
    """What the findings propose, with them, as a sheet keeps it.

    The review has no marks: a mark would stand before what is proposed.
    """
    return {each.item.key: _kept(each) for each in review.items}


def _kept(reviewed: Reviewed) -> dict[str, Any]:
    is_proposed = reviewed.standing is Standing.COMPUTED
    return {
        "points": str(reviewed.least) if is_proposed else None,
        "grade": reviewed.grade.value if reviewed.grade else "",
        "findings": [
            {
                "rule": each.rule,
                "level": each.level.value,
                "zh": each.message.zh,
                "en": each.message.en,
                "indicator": each.indicator,
            }
            for each in reviewed.evidence
        ],
    }


def marks_kept(
    marks: Mapping[str, str], proposals: Mapping[str, Any], way: Way = Way.POINTS
) -> dict[str, Mark]:
    """The marks of a sheet that was saved: the person's, and where there are none what was proposed then."""
    name = "points" if way is Way.POINTS else "grade"
    proposed = {key: each[name] for key, each in proposals.items() if each[name]}
    return {key: mark_in(mark) for key, mark in {**proposed, **marks}.items()}


def mark_in(text: str) -> Mark:
    """As it is kept: a grade by its name, or points."""
    return Grade(text) if text in set(Grade) else Decimal(text)
