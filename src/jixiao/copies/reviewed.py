"""The review forms (审核表) of documents' target tables, in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jixiao.copies.official import Official
from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding
from jixiao.model.message import Language, Message
from jixiao.model.table import Document
from jixiao.scoring.review import Review, Way
from jixiao.writers.official import drawn
from jixiao.writers.official.layout import REVIEW, Layout, layouts
from jixiao.writers.official.review import fill_review, review_layout
from jixiao.writers.official.sheet import Sheet

#: Reviews a document in points, or in grades alone.
MakeReviews = Callable[[Document, Way], Iterable[Review]]


def review_layouts(name: str, own: Path | None) -> tuple[Layout, ...]:
    """The layouts of reviews that a name asks for: all of them, the one of that name, or none."""
    known = tuple(each for each in layouts(own) if each.form == REVIEW)
    return known if name == REVIEW else tuple(each for each in known if each.name == name)


def reviewed(
    documents: Iterable[Document],
    kind: str,
    known: tuple[Layout, ...],
    make: MakeReviews,
    language: Language,
) -> Official:
    """One file with the reviews of all target tables. Raises `UsageError` where there is none."""
    way = Way.POINTS if any("score" in each.row_names for each in known) else Way.GRADES
    sheets: list[Sheet] = []
    findings: list[tuple[Document, Finding]] = []
    for document in documents:
        for review in make(document, way):
            sheets.append(fill_review(review_layout(review, known), review))
            findings += ((document, each) for each in review.findings)
    if not sheets:
        raise UsageError(
            Message("没有读到绩效目标表，无表可审核", "no target table was read; there is nothing to review")
        )
    return Official(drawn(kind, sheets, language), tuple(findings))
