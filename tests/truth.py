"""Compares what was read with a truth file: what is missing, what was made up.

White space, width, quotes and thousands separators do not count; everything
else does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.model.indicator import Indicator
from jixiao.model.table import Table
from jixiao.model.target import facts

_QUOTES = str.maketrans("“”„″「」『』‘’—–−", '""""""""\'\'---')


def norm(text: object) -> str:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or "")))
    plain = plain.translate(_QUOTES).replace(">=", "≥").replace("<=", "≤").replace("≧", "≥").replace("≦", "≤")
    return re.sub(r"(?<=\d),(?=\d{3})", "", plain)


def differences(truth: dict, tables: Sequence[Table]) -> list[str]:
    """Every difference, one a line; an empty list says that the document was read right."""
    wanted = truth["tables"]
    if len(wanted) != len(tables):
        return [f"{len(tables)} tables instead of {len(wanted)}: {[t.subject for t in tables]}"]
    found: list[str] = []
    for number, (want, got) in enumerate(zip(wanted, tables, strict=True), 1):
        found += [f"table {number}: {line}" for line in _of_table(want, got, complete=truth["complete"])]
    return found


def _of_table(want: dict, got: Table, *, complete: bool) -> Iterator[str]:
    yield from _fields(want, got)
    yield from _missing("goal", map(norm, want["goals"]), (norm(g.text) for g in got.goals))
    yield from _missing(
        "amount", map(_fund, want["funds"]), ((norm(f.label).rstrip(":"), f.yuan) for f in got.funds)
    )
    rows = [_row(i) for i in got.indicators]
    yield from _missing("indicator", map(_true_row, want["indicators"]), rows)
    if complete:
        yield from (f"made up {row}" for row in (Counter(rows) - Counter(map(_true_row, want["indicators"]))))
    yield from _cells(want["indicators"], got.indicators)


def _fields(want: dict, got: Table) -> Iterator[str]:
    for name in ("form", "title", "year", "subject", "unit", "department"):
        if want[name] is not None and norm(want[name]) != norm(getattr(got, name)):
            yield f"{name} {getattr(got, name)!r} instead of {want[name]!r}"


def _fund(fund: dict) -> tuple[str, Decimal]:
    return norm(fund["label"]).rstrip(":"), Decimal(fund["yuan"])


def _true_row(row: dict) -> tuple:
    p = row["parsed"]
    parsed = ("text",) if p["comparator"] == "text" else (p["comparator"], norm(p["value"]), norm(p["unit"]))
    return (*(norm(row[k]) for k in ("level1", "level2", "level3", "target")), *parsed)


def _row(row: Indicator) -> tuple:
    comparator, value, unit = facts(row.target)
    parsed = ("text",) if comparator == "text" else (comparator, norm(value), norm(unit))
    return (*map(norm, (row.level1, row.level2, row.level3, row.printed)), *parsed)


def _missing(what: str, wanted: object, got: object) -> Iterator[str]:
    yield from (f"missing {what} {item}" for item in (Counter(wanted) - Counter(got)))


def _cells(wanted: Sequence[dict], got: Sequence[Indicator]) -> Iterator[str]:
    """Points, achieved values and scores of the rows that have them."""
    for name in ("weight", "actual", "score"):
        for row in wanted:
            if row[name] not in (None, ""):
                values = [norm(getattr(i, name)) for i in got if norm(i.level3) == norm(row["level3"])]
                if norm(row[name]) not in values:
                    yield f"{name} of {row['level3']}: {values} instead of {row[name]}"
