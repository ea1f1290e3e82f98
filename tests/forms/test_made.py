"""Made documents in every layout and rendering: how the reading generalises beyond real samples."""

from __future__ import annotations

from collections import Counter

import pytest

from jixiao import read
from jixiao.model.table import Table
from tests.generator.__main__ import LAYOUTS, RENDERINGS, made, negative
from tests.generator.document import truth
from tests.generator.negatives import KINDS
from tests.truth import differences, norm

SEED = "generalising"
DRAWN = ("docx", "html", "xlsx", "markdown")

#: The share of indicators read exactly where columns are lost. May only rise.
SHARES = {
    "tab": 0.985,
    "pipes": 0.985,
    "pipes-middle": 0.97,
    "cells": 0.97,
    "paragraphs": 0.94,
    "spaces": 0.92,
    "pieces": 0.86,
    "glued": 0.80,
}


def pairs(rendering):
    return [layout for layout, entry in LAYOUTS.items() if rendering in entry.renderings]


def read_made(layout, rendering, number):
    document, data = made(layout, rendering, f"{SEED}/{layout}/{rendering}/{number}")
    name = f"made.{RENDERINGS[rendering].ending}"
    return truth(document, name), read(data, name=name)


@pytest.mark.parametrize("rendering", DRAWN)
def test_tables_with_cells_are_read_exactly(rendering):
    wrong = {}
    for layout in pairs(rendering):
        want, got = read_made(layout, rendering, 1)
        if layout.startswith("prose"):
            continue  # no cells there, whatever the file: guessed, and counted below
        found = differences(want, got.tables)
        if found:
            wrong[layout] = found

    assert wrong == {}


@pytest.mark.parametrize(("rendering", "share"), SHARES.items())
def test_lost_columns_are_found_again(rendering, share):
    wanted, exact = 0, 0
    for layout in pairs(rendering):
        for number in (1, 2):
            want, got = read_made(layout, rendering, number)
            rows = Counter(row for table in want["tables"] for row in map(_key, table["indicators"]))
            wanted += sum(rows.values())
            exact += sum((rows & _rows(got.tables)).values())

    assert exact / wanted >= share


@pytest.mark.parametrize("rendering", sorted(RENDERINGS))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_is_made_up(kind, rendering):
    _, data = negative(kind, rendering, f"{SEED}/{kind}/{rendering}")

    assert read(data, name=f"negative.{RENDERINGS[rendering].ending}").tables == ()


def _key(row: dict) -> tuple[str, ...]:
    return tuple(norm(row[k]) for k in ("level1", "level2", "level3", "target"))


def _rows(tables: tuple[Table, ...]) -> Counter:
    return Counter(
        (norm(i.level1), norm(i.level2), norm(i.level3), norm(i.printed))
        for t in tables
        for i in t.indicators
    )
