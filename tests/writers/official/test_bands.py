"""A sheet cut into what stands above its heads, the heads, and what stands below."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from jixiao.writers.official.bands import bands_of
from jixiao.writers.official.sheet import Cell, Sheet
from tests.writers.official.sheets import covers, form


def places(cells):
    return sorted(
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    )


def test_a_form_without_heads_is_one_band_and_an_empty_one_none():
    sheet = form(repeated=None)

    assert [(1, 34, False)] == [(band.first, band.last, band.is_head) for band in bands_of(sheet)]
    assert () == bands_of(replace(sheet, cells=()))


def test_a_word_beside_heads_and_indicators_stands_beside_the_indicators():
    _, heads, indicators = bands_of(form(indicators=30))

    (above,) = (piece for piece in heads.pieces if piece.cell.column == 1)
    (below,) = (piece for piece in indicators.pieces if piece.cell.column == 1)

    assert ("", 1, False, True) == (above.cell.text, above.cell.rowspan, above.comes_from, above.goes_on)
    assert ("绩效指标", 30, True, False) == (
        below.cell.text,
        below.cell.rowspan,
        below.comes_from,
        below.goes_on,
    )


def test_a_text_that_stands_in_heads_alone_stays_there():
    sheet = Sheet("", (), (1,), (Cell(1, 1, "指标", rowspan=2), Cell(3, 1, "人数")), repeated=(1, 2))

    assert [["指标"], ["人数"]] == [[piece.cell.text for piece in band.pieces] for band in bands_of(sheet)]


@given(covers())
def test_bands_cover_the_same_places_and_say_each_text_once(sheet):
    pieces = [piece for band in bands_of(sheet) for piece in band.pieces]

    assert places(sheet.cells) == places(piece.cell for piece in pieces)
    assert sorted(cell.text for cell in sheet.cells if cell.text) == sorted(
        piece.cell.text for piece in pieces if piece.cell.text
    )


@given(covers())
def test_no_piece_reaches_beyond_its_band(sheet):
    for band in bands_of(sheet):
        for row, _ in places(piece.cell for piece in band.pieces):
            assert band.first <= row <= band.last
