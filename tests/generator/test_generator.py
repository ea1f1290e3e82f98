"""The generator keeps its word: the same seed gives the same bytes, and what the truth says is printed."""

import io
import re
import zipfile

import pytest

from .__main__ import made, negative
from .document import Document, squeezed, truth
from .layouts import LAYOUTS
from .negatives import KINDS
from .render import RENDERINGS

PAIRS = [(layout, rendering) for layout, entry in LAYOUTS.items() for rendering in entry.renderings]
TEXTS = [(layout, rendering) for layout, rendering in PAIRS if RENDERINGS[rendering].ending in ("txt", "md")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_same_seed_same_bytes(layout):
    for rendering in LAYOUTS[layout].renderings:
        assert made(layout, rendering, "1")[1] == made(layout, rendering, "1")[1]


def plain(data: bytes) -> str:
    """The text without what renderings put between and into cells."""
    text = re.sub(r"<br>|\|", "", data.decode())
    return squeezed(text)


def expected(document: Document) -> list[str]:
    out = []
    for table in truth(document, "")["tables"]:
        out += [table[k] for k in ("title", "subject", "unit", "department") if table[k]]
        out += table["goals"] + [f["label"] for f in table["funds"]]
        for i in table["indicators"]:
            out += [
                i[k] for k in ("level1", "level2", "level3", "weight", "actual", "score", "reason") if i[k]
            ]
    return out


@pytest.mark.parametrize(("layout", "rendering"), TEXTS)
def test_what_the_truth_says_is_printed(layout, rendering):
    document, data = made(layout, rendering, f"2/{layout}/{rendering}")
    text = plain(data)
    assert [e for e in expected(document) if squeezed(e) not in text] == []


@pytest.mark.parametrize(("layout", "rendering"), TEXTS)
def test_every_amount_is_printed(layout, rendering):
    for n in range(5):
        document, data = made(layout, rendering, f"5/{layout}/{rendering}/{n}")
        text = plain(data).replace(",", "")
        for fund in (f for t in document.tables for f in t.funds):
            forms = [f"{x:.2f}" for x in (fund.yuan, fund.yuan / 10000)]
            forms += [x.rstrip("0").rstrip(".") for x in forms if fund.yuan]
            assert any(x in text for x in forms) or (not fund.yuan and "0" in text), fund


@pytest.mark.parametrize("layout", LAYOUTS)
def test_documents_hold_tables_with_indicators(layout):
    document, _ = made(layout, LAYOUTS[layout].renderings[0], "3")
    assert document.tables
    assert all(t.subject and t.title and t.indicators for t in document.tables)


def test_a_label_in_the_middle_row_leaves_the_rows_above_without_level_1():
    for seed in range(20):
        document, _ = made("hubei-approval", "pipes-middle", str(seed))
        levels = [i.level1 for i in document.tables[0].indicators]
        if "" in levels:
            first = levels.index("产出指标")
            assert set(levels[:first]) == {""}
            assert "" not in levels[first:]
            return
    pytest.fail("no label was moved")


@pytest.mark.parametrize("kind", KINDS)
def test_negatives_hold_no_table(kind):
    document, data = negative(kind, "docx", "4")
    assert truth(document, "x")["tables"] == []
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
