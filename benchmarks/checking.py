"""How long the rules take over one indicator."""

from __future__ import annotations

import time
from datetime import date
from statistics import median

import jixiao
from jixiao.checks.run import check
from jixiao.regulations.load import regulations

TODAY = date(2024, 7, 1)


def microseconds(files: list[bytes], rounds: int) -> tuple[float, int]:
    """All rules over the tables of these files: the median an indicator, and how many there are."""
    documents = [jixiao.read(data) for data in files]
    indicators = sum(len(table.indicators) for each in documents for table in each.tables)
    known = regulations()
    taken = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        for each in documents:
            check(each, known, TODAY)
        taken.append(time.perf_counter() - start)
    return median(taken[1:]) / indicators * 1e6, indicators  # the first round makes patterns and words
