"""Scores as a workbook: the totals of the tables, their rows, and the findings, a sheet each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from jixiao.model.message import Language, Message
from jixiao.model.table import Document, Table
from jixiao.regulations.reviews import Grade
from jixiao.scoring.monitoring import Light
from jixiao.scoring.score import Standing
from jixiao.writers.printed import valid
from jixiao.writers.scores.rows import ScoredRow, scored_rows
from jixiao.writers.scores.scored import Scored
from jixiao.writers.scores.words import STANDINGS, plain_points, span_of
from jixiao.writers.words import FORMS
from jixiao.writers.xlsx import BORN, FINDINGS, Column, Sheets, finding_cells

ROWS = (
    Column("document", 20, "line"),
    Column("table", 6, "count"),
    Column("subject", 24),
    Column("level1", 14, may_lack=True),
    Column("level2", 16, may_lack=True),
    Column("row", 30),
    Column("target", 16, "strong", may_lack=True),
    Column("actual", 16, may_lack=True),
    Column("weight", 8, "number", may_lack=True),
    Column("due", 10, "number", may_lack=True),
    Column("printed", 10, "number", may_lack=True),
    Column("standing", 14, may_lack=True),
    Column("light", 8, may_lack=True),
    Column("grade", 10, may_lack=True),
    Column("steps", 30, may_lack=True),
    Column("remarks", 40, may_lack=True),
    Column("method", 18, "faint"),
)
TOTALS = (
    Column("document", 20, "line"),
    Column("form", 20, "line"),
    Column("year", 7, "count"),
    Column("subject", 30),
    Column("due", 12, "number", may_lack=True),
    Column("printed", 10, "number", may_lack=True),
    Column("grade", 10, may_lack=True),
    Column("light", 8, may_lack=True),
    Column("what_follows", 34, may_lack=True),
    Column("method", 18, "faint"),
)


def write(scored: Iterable[Scored], language: Language) -> Iterator[bytes]:
    from xlsxwriter import Workbook

    every = list(scored)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": BORN})
        sheets = Sheets(book, language)
        sheets.add("totals", TOTALS, (row for each in every for row in _totals(each, language)))
        rows = (row for each in every for row in scored_rows(each, language))
        sheets.add("scores", ROWS, (_cells(row, language) for row in rows))
        sheets.add("findings", FINDINGS, _findings([each.document for each in every], language))
    yield out.getvalue()


def _cells(row: ScoredRow, language: Language) -> list[object]:
    standing = STANDINGS[Standing(row.standing)].said_in(language) if row.standing else None
    due = row.least if row.least == row.most else f"{row.least}–{row.most}"
    return [
        *(row.document, row.table, row.subject, row.level1, row.level2, row.row, row.target, row.actual),
        *(row.weight, due, row.printed, standing),
        Light(row.light).said.said_in(language) if row.light else None,
        Grade(row.grade).said.said_in(language) if row.grade else None,
        *(row.steps, row.remarks, row.method),
    ]


def _totals(scored: Scored, language: Language) -> Iterator[list[object]]:
    for score in scored.scores:
        head = _head(scored, score.table, score.year, language)
        due, grade = span_of(score.least, score.most), _said(score.grade, language)
        yield [*head, due, plain_points(score.printed), grade, None, None, score.method]
    for watch in scored.watches:
        light = _said(watch.worst.said if watch.worst else None, language)
        follows = _said(watch.disposition.said if watch.disposition else None, language)
        head = _head(scored, watch.table, watch.year, language)
        yield [*head, None, None, None, light, follows, watch.method]
    for review in scored.reviews:
        head = _head(scored, review.table, review.table.year, language)
        due = span_of(review.least, review.most)
        grade = _said(review.grade.said if review.grade else None, language)
        follows = _said(review.handling, language)
        yield [*head, due, None, grade, None, follows, review.form.key]


def _head(scored: Scored, table: Table, year: int | None, language: Language) -> list[object]:
    return [valid(scored.document.name), FORMS[table.form].said_in(language), year, table.subject]


def _said(message: Message | None, language: Language) -> str | None:
    return message.said_in(language) if message else None


def _findings(documents: Iterable[Document], language: Language) -> Iterator[list[object]]:
    return (finding_cells(document, each, language) for document in documents for each in document.findings)
