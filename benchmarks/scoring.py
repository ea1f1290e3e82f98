"""How long scoring takes over one indicator: points, total, grade and findings; trails are made on demand."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from statistics import median

import jixiao
from jixiao.model.table import EVALUATIONS, Document, Table
from jixiao.regulations.load import regulations
from jixiao.scoring.engine import score_document

TODAY = date(2024, 7, 1)
MANY = 100_000  # indicators scored in one go, which is what the budget is about


def document_of(files: list[bytes]) -> Document:
    """One document of so many indicators: the evaluations of these files, again and again."""
    read = [jixiao.read(data, name=f"{place}.md") for place, data in enumerate(files)]
    tables = [table for each in read for table in each.tables if table.form in EVALUATIONS]
    indicators = sum(len(table.indicators) for table in tables)
    return replace(read[0], tables=tuple(_renamed(tables, MANY // indicators)))


def _renamed(tables: list[Table], times: int) -> list[Table]:
    return [replace(table, subject=f"{table.subject}{time}") for time in range(times) for table in tables]


def microseconds(files: list[bytes], rounds: int) -> tuple[float, int]:
    """The median an indicator, and how many there are."""
    document, known = document_of(files), regulations()
    indicators = sum(len(table.indicators) for table in document.tables)
    taken = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        score_document(document, known, today=TODAY)
        taken.append(time.perf_counter() - start)
    return median(taken[1:]) / indicators * 1e6, indicators  # the first round fills what is remembered
