"""One document in several formats reads as the same tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.grid.grid import Grid, Paragraph
from jixiao.grid.text import compact
from jixiao.readers import docx, html, odf, office
from jixiao.readers.limits import Limits

CORPUS = Path(__file__).parents[1] / "corpus"
without_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not on this machine")


def read(reader, name):
    data = (CORPUS / name).read_bytes()
    return list(reader.read(data, name.rpartition(".")[2], Limits()))


def printed(blocks):
    """Texts of paragraphs, and of grids the text at every place, without white space."""
    return [
        compact(block.text)
        if isinstance(block, Paragraph)
        else {place: compact(cell.text) for place, cell in block.places.items()}
        for block in blocks
    ]


@pytest.fixture(scope="module")
def word():
    return read(docx, "gansu-2024.docx")


def test_the_sample_has_six_tables(word):
    grids = [block for block in word if isinstance(block, Grid)]

    assert [(42, 115), (24, 63), (21, 57), (19, 53), (17, 49), (23, 65)] == [
        (len(grid.rows), len(grid.cells)) for grid in grids
    ]
    assert ["附件2", "单位整体支出绩效目标表", "（2024年度）"] == [block.text for block in word[:3]]


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        (odf, "gansu-2024.odt"),
        (html, "gansu-2024.html"),
        pytest.param(office, "gansu-2024.doc", marks=[pytest.mark.office, without_office]),
    ],
    ids=["odt", "html", "doc"],
)
def test_the_same_places_hold_the_same_texts(reader, name, word):
    assert printed(word) == printed(read(reader, name))
