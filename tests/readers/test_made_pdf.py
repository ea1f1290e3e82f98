"""Made PDFs of every kind, and scans of them, read and held against their truth."""

from __future__ import annotations

from collections import Counter

import pytest

from jixiao import read
from tests.generator.document import truth
from tests.generator.pdf_set import Written, books, born, negatives, scans
from tests.generator.render.pdf import office
from tests.generator.render.pdf.typeset import has_fonts
from tests.truth import differences, norm

SEED = "generalising"

#: What can be read so far: "pdf", "scan". Add a word here, and its tests run.
READ: tuple[str, ...] = ("pdf", "scan")

#: The share of indicators read exactly from scans, by resolution. May only rise.
SHARES = {
    "scan-200": 0.92,
    "scan-straight": 0.98,
    "scan-150": 0.95,
    "scan-png": 0.95,
    "scan-jpeg": 0.95,
    "scan-tiff": 0.95,
}

#: The share read exactly from tables that lack the rulings between columns, or all. May only rise.
WITHOUT_RULINGS = {
    "borderless": 1.0,
    "rows": 1.0,
    "three": 1.0,
    "borderless-narrow": 1.0,
    "borderless-middle": 1.0,
    "rows-middle": 1.0,
    "borderless-close": 1.0,
}

pytestmark = pytest.mark.skipif(not has_fonts(), reason="the CJK fonts are missing (Debian: fonts-noto-cjk)")
needs_pdf = pytest.mark.skipif("pdf" not in READ, reason="there is no reader of PDF yet")
needs_scan = pytest.mark.skipif("scan" not in READ, reason="there is no reader of scans yet")


def read_made(made: Written):
    name = f"{made.name}.{made.ending}"
    return truth(made.document, name), read(made.data, name=name)


def wrong(documents) -> dict[str, list[str]]:
    """What differs from the truth, by document; it says what is to be seen there."""
    out = {}
    for made in documents:
        want, got = read_made(made)
        found = differences(want, got.tables)
        if found:
            out[f"{made.name}: {made.kind} {sorted(made.cases)}"] = found
    return out


@needs_pdf
def test_every_kind_is_read_exactly():
    ruled = born(SEED, 2, by_office=False, wanted=lambda kind: kind not in WITHOUT_RULINGS)

    assert wrong(ruled) == {}


@needs_pdf
@pytest.mark.parametrize(("kind", "share"), WITHOUT_RULINGS.items())
def test_tables_without_rulings_are_read(kind, share):
    assert _exact(born(SEED, 2, by_office=False, wanted=kind.__eq__)) >= share


@needs_pdf
@pytest.mark.office
@pytest.mark.skipif(not office.is_there(), reason="LibreOffice is not on this machine")
def test_what_libreoffice_prints_is_read_exactly():
    assert wrong(born(SEED, 1, by_office=True, wanted="office".__eq__)) == {}


@needs_pdf
def test_tables_are_found_in_books():
    assert wrong(books(SEED, 2)) == {}


@needs_pdf
def test_nothing_is_made_up():
    invented = {made.name: len(read_made(made)[1].tables) for made in negatives(SEED)}

    assert {name: count for name, count in invented.items() if count} == {}


@needs_scan
@pytest.mark.parametrize(("kind", "share"), SHARES.items())
def test_scans_are_read(kind, share):
    assert _exact(scans(SEED, 1, wanted=kind.__eq__)) >= share


def _exact(documents) -> float:
    wanted, exact = 0, 0
    for made in documents:
        want, got = read_made(made)
        rows = Counter(_key(row) for table in want["tables"] for row in table["indicators"])
        wanted += sum(rows.values())
        exact += sum((rows & _rows(got.tables)).values())
    return exact / wanted


def _key(row: dict) -> tuple[str, ...]:
    return tuple(norm(row[k]) for k in ("level1", "level2", "level3", "target"))


def _rows(tables) -> Counter:
    return Counter(
        (norm(i.level1), norm(i.level2), norm(i.level3), norm(i.printed))
        for t in tables
        for i in t.indicators
    )
