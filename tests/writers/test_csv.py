"""Spreadsheets must not run what a document says."""

from __future__ import annotations

import csv
import io

import pytest

from jixiao.model.message import Language
from jixiao.writers.csv import guarded, write
from tests import factories


@pytest.mark.parametrize("harmless", ["≥90%", "-5", "+3.5%", "-", "=", "", "1,200", "规范", None, 2024])
def test_plain_values_stay_as_they_are(harmless):
    assert harmless == guarded(harmless)


@pytest.mark.parametrize(
    "formula", ["=1+1", "=100%", "+SUM(A1)", "-2+cmd|' /C calc'!A0", "@A1", "\t=1", "\r=1"]
)
def test_formulas_get_an_apostrophe(formula):
    assert f"'{formula}" == guarded(formula)


def test_every_row_is_as_long_as_its_heading():
    text = b"".join(write([factories.document()] * 2, Language.CHINESE)).decode("utf-8-sig")

    lengths = {len(row) for row in csv.reader(io.StringIO(text))}

    assert {25} == lengths
