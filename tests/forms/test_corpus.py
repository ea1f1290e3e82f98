"""Real documents against what a careful reader wrote down of them."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import which

import pytest

import jixiao
from jixiao.readers import scan
from tests.truth import differences

CORPUS = Path(__file__).parents[1] / "corpus"
TRUTHS = sorted(CORPUS.rglob("*.truth.json"))

#: What is read otherwise than the truth file says, and why. The list may only shrink.
KNOWN = {
    # Guesses between glued words that no word decides.
    "gansu_jiayuguan_museum_2023_provincial_target.txt": ["table 1: missing indicator"],
    "ningxia_tongxin_grape_2023_prose_target.txt": ["table 1: missing indicator", "table 1: made up"],
}


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.name.removesuffix(".truth.json"))
def test_is_read_as_a_careful_reader_would(path):
    truth = json.loads(path.read_text("utf-8"))
    document = path.parent / truth["document"]
    if document.suffix == ".doc" and not (which("soffice") or which("libreoffice")):
        pytest.skip("LibreOffice reads .doc; it is not installed")

    if document.name.startswith("scan") and not scan.can_read():
        pytest.skip("the ocr extra is not installed")

    found = differences(truth, jixiao.read(document).tables)

    known = KNOWN.get(truth["document"], [])
    assert [line for line in found if not line.startswith(tuple(known))] == []
    assert all(any(line.startswith(k) for line in found) for k in known), "a known difference is gone"


@pytest.mark.parametrize("path", sorted((CORPUS / "glued").glob("*.txt")), ids=lambda p: p.stem)
def test_what_was_cut_by_words_alone_is_marked(path):
    document = jixiao.read(path)
    guessed = [f.indicator for f in document.findings if f.rule == "borders-guessed"]

    names = [i.level3 for table in document.tables for i in table.indicators]

    # One of them still shows its borders as pipes; nothing in it is guessed.
    assert sorted(guessed) == ([] if "forestry" in path.stem else sorted(names))
