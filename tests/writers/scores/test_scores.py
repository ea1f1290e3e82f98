"""Scores as data: valid by the published schema, a row for every result, no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import jsonschema
import openpyxl
import pytest

from jixiao.model.message import Language
from jixiao.writers.schema import score_schema
from jixiao.writers.scores import SCORE_FORMATS
from tests import factories
from tests.scored import scored


def written(*documents, name="json", language=Language.ENGLISH):
    return b"".join(SCORE_FORMATS[name].write(documents, language))


@pytest.mark.parametrize(("name", "language"), [("json", "zh"), ("csv", "en")])
def test_text_formats(golden, name, language):
    golden(f"{language}.{name}", written(scored(), name=name, language=Language(language)).decode())


@pytest.mark.parametrize("number", [0, 1, 2])
def test_any_number_of_documents_is_one_valid_object(number):
    got = json.loads(written(*[scored()] * number))

    jsonschema.validate(got, score_schema(), cls=jsonschema.Draft202012Validator)
    assert number == len(got["documents"])


def test_a_line_is_a_table_with_its_own_result():
    lines = [json.loads(line) for line in written(scored(), name="jsonl").splitlines()]

    for line in lines:
        jsonschema.validate(line, {**score_schema(), "$ref": "#/$defs/ScoredLine"})
    assert [
        ("见义勇为专项", None, None),
        (None, "见义勇为监控", None),
        (None, None, "中共甘肃省委政法委员会"),
    ] == [
        tuple(line[kind] and line[kind]["table"] for kind in ("score", "monitoring", "review"))
        for line in lines
    ]


def test_what_the_total_leaves_out_is_named_with_its_reason():
    (score,) = json.loads(written(scored()))["documents"][0]["scores"]

    assert [{"place": 3, "level3": "家属满意度", "why": "the actual “-” is no number"}] == score["left_out"]
    assert {"least": "35.72", "most": "40.22", "printed": "38"} == score["total"]
    assert None is score["grade"]


def test_a_text_that_would_be_a_formula_is_none():
    made = scored()
    row = replace(made.scores[0].rows[0], row=factories.indicator("产出指标", "", "=1+1", "=HYPERLINK(A1)"))
    score = replace(made.scores[0], rows=(row,), execution=None)

    text = written(replace(made, scores=(score,), watches=(), reviews=()), name="csv").decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text))

    assert ("'=1+1", "'=HYPERLINK(A1)") == (line["row"], line["target"])


def test_the_workbook_has_totals_rows_and_findings():
    book = openpyxl.load_workbook(io.BytesIO(written(scored(), name="xlsx", language=Language.CHINESE)))

    totals = list(book["得分汇总"].iter_rows(min_row=2, values_only=True))
    assert ["得分汇总", "得分明细", "问题"] == book.sheetnames
    assert [("35.72–40.22", 38), (None, None), ("12.75–27.75", None)] == [row[4:6] for row in totals]
    assert 1 + 5 + 1 + 3 + 2 == book["得分明细"].max_row - 1
