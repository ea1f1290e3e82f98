"""The sheet of a review: what is proposed, what is judged, and what waits for a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import Form
from jixiao.regulations.load import regulations
from jixiao.regulations.reviews import Grade
from jixiao.scoring.review import Way, review_table
from jixiao.writers.official.layout import layouts
from jixiao.writers.official.review import fill_review, review_layout
from jixiao.writers.official.sheet import Look
from tests.factories import unit_table

TABLE = replace(unit_table(), form=Form.PROJECT_TARGETS)


def finding(rule, indicator="", opinion=None):
    said = Message("目标太短", "the goal is too short")
    return Finding(rule, Level.WARNING, said, TABLE.subject, indicator, opinion=opinion)


def sheet_for(way, *, findings=(), marks=()):
    review = review_table(TABLE, findings, regulations(), way=way, marks=dict(marks))
    return fill_review(review_layout(review, layouts()), review)


def column(sheet, name):
    return [(cell.text, cell.look) for cell in sheet.cells if cell.name == name and cell.entry is not None]


@pytest.mark.parametrize(("way", "name"), [(Way.POINTS, "score"), (Way.GRADES, "grade")])
def test_the_eight_items_stand_under_their_four_dimensions(way, name):
    sheet = sheet_for(way)

    assert 8 == len(column(sheet, name))
    dimensions = [(cell.text, cell.rowspan) for cell in sheet.cells if cell.name == "dimension"]
    assert [("完整性", 2), ("相关性", 2), ("适当性", 2), ("可行性", 2)] == dimensions


def test_a_mark_is_settled_a_proposal_is_to_be_confirmed_and_the_rest_is_to_be_filled_in():
    sheet = sheet_for(Way.POINTS, marks={"form": Grade.EXCELLENT})

    assert [
        ("10", Look.VALUE),
        ("10", Look.PROPOSED),
        ("", Look.ENTRY),
        ("15", Look.PROPOSED),
        *[("", Look.ENTRY)] * 4,
    ] == column(sheet, "score")
    assert "" == next(cell.text for cell in sheet.cells if cell.name == "review.score")


def test_evidence_is_the_reviewers_opinions_with_the_indicators_they_are_about():
    found = [
        finding("ungraded-word", "及时性", Opinion.UNQUANTIFIED),
        finding("vague-quantity", "人数", Opinion.UNQUANTIFIED),
        finding("goal-too-short"),
    ]

    evidence = [text for text, _ in column(sheet_for(Way.POINTS, findings=found), "evidence") if text]

    assert ["目标太短", "指标不够细化、量化：及时性、人数"] == evidence


def test_a_review_that_is_settled_has_its_total_its_grade_and_what_follows():
    marks = dict.fromkeys(
        ("form", "clear", "related", "scientific", "reasonable", "matched", "attainable", "prepared"),
        Grade.EXCELLENT,
    )

    sheet = sheet_for(Way.POINTS, marks=marks)

    said = {cell.name: cell.text for cell in sheet.cells if cell.name.startswith("review.")}
    assert {"review.score": "100", "review.grade": "优", "review.handling": "进入下一步预算安排"} == said


def test_notes_stand_beside_open_items_only_and_of_many_indicators_five_are_named():
    notes = [
        replace(finding("zero-target", f"指标{n}", Opinion.MISMATCH), level=Level.NOTE) for n in range(1, 8)
    ]
    serials = [replace(finding("serial-in-name"), level=Level.NOTE)]

    sheet = sheet_for(Way.POINTS, findings=(*notes, *serials))

    told = [text for text, _ in column(sheet, "evidence")]
    names = "指标1、指标2、指标3、指标4、指标5等7项"
    assert ["", "", "", "", f"{Opinion.MISMATCH.said.zh}：{names}", "", "", ""] == told
