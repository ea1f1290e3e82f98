"""Official forms from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao import api, read
from jixiao.model.table import Closing, Form
from jixiao.writers.official import KINDS
from tests import factories

CORPUS = Path(__file__).parents[1] / "corpus"
SEED = "甘肃.docx"


@pytest.fixture
def seed(files):
    files[SEED] = read(CORPUS / "gansu-2024.docx")
    return files


def facts(table):
    """What a table says, without where it was printed."""
    return (
        table.form,
        table.title,
        table.year,
        table.subject,
        table.unit,
        table.department,
        [(each.text, each.span) for each in table.goals],
        [(each.item, each.column, each.yuan) for each in table.funds],
        [(each.level1, each.level2, each.level3, each.printed) for each in table.indicators],
        table.closing,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_real_disclosure_is_written_and_read_back(jixiao, seed, tmp_path, monkeypatch, kind):
    given = seed[SEED]
    out = tmp_path / f"out.{kind}"

    result = jixiao("convert", SEED, out)

    monkeypatch.undo()
    back = read(out)
    assert (0, "", "") == (result.code, result.out, result.err)
    assert 97 == sum(len(table.indicators) for table in back.tables)
    assert {Closing.PROVEN} == {table.closing for table in back.tables}
    assert [facts(table) for table in given.tables] == [facts(table) for table in back.tables]


def test_a_folder_gets_a_form_each_and_a_document_without_tables_none(jixiao, seed, tmp_path):
    seed["b.docx"] = factories.document(tables=(), findings=())

    assert 0 == jixiao("convert", SEED, "b.docx", f"{tmp_path}/out/", "--to", "docx").code

    assert ["甘肃.docx"] == [path.name for path in (tmp_path / "out").iterdir()]


@pytest.mark.usefixtures("seed")
def test_a_form_that_follows_is_begun_and_what_cannot_become_it_is_said(jixiao, tmp_path, monkeypatch):
    out = tmp_path / "evaluation.xlsx"

    result = jixiao("convert", SEED, out, "--as", "project-self-evaluation")

    monkeypatch.undo()
    back = read(out)
    assert (0, 1) == (result.code, result.err.count("form-does-not-follow"))
    assert ([Form.PROJECT_SELF_EVALUATION] * 5, ()) == ([table.form for table in back.tables], back.findings)
    assert {None} == {each.actual for table in back.tables for each in table.indicators}


def test_nothing_that_follows_is_refused(jixiao, files, tmp_path):
    files["a.docx"] = factories.document(tables=(factories.unit_table(),), findings=())
    out = tmp_path / "a.xlsx"

    result = jixiao("convert", "a.docx", out, "--as", "project-monitoring")

    assert (2, False) == (result.code, out.exists())
    assert "unit-targets, which cannot become project-monitoring" in result.err


def test_no_tables_no_form(jixiao, tmp_path):
    result = jixiao("convert", "a.docx", tmp_path / "a.pdf")

    assert 2 == result.code
    assert "no performance-target table was read" in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.pdf", "--as", "x"), "there is no form or layout “x”; there are: project-targets,"),
        (("a.json", "--as", "unit-targets"), "json is data; --as unit-targets needs .docx .xlsx .pdf .html"),
        (("a.docx", "--as", "data"), "there is no data as docx; there is json"),
        (("a.pdf", "--layouts", "nowhere"), "there is no layout (*.toml) in nowhere"),
    ],
)
@pytest.mark.usefixtures("seed")
def test_what_cannot_be_asked_for(jixiao, tmp_path, arguments, said):
    name, *options = arguments

    result = jixiao("convert", SEED, tmp_path / name, *options)

    assert (2, []) == (result.code, list(tmp_path.iterdir()))
    assert said in result.err


@pytest.mark.usefixtures("seed")
def test_data_is_still_had_as_a_workbook(jixiao, tmp_path, monkeypatch):
    out = tmp_path / "data.xlsx"

    assert 0 == jixiao("convert", SEED, out, "--as", "data").code

    monkeypatch.undo()
    (original,) = api.originals([out])
    assert {"Indicators", "Funds", "Tables", "Findings"} == {block.sheet for block in original.blocks}
