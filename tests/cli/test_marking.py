"""Reviews finished by a person: marks from a file, on the terminal and in the official form."""

from __future__ import annotations

import zipfile

import pytest

from tests import factories

MARKS = """
[[mark]]
item = "目标相关性"
grade = "良"
note = "个别任务未列"

[[mark]]
table = "见义勇为专项"
item = "attainable"
points = "9.5"

[[mark]]
table = "别的项目"
item = "prepared"
grade = "good"
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "marks.toml").write_text(MARKS, "utf-8")
    return tmp_path


@pytest.fixture
def targets(files):
    table = factories.unit_table(subject="见义勇为专项")
    files["目标.docx"] = factories.document(tables=(table,), findings=())


def test_marks_settle_their_items_and_notes_stand_beside_them(jixiao, place, targets):  # noqa: ARG001  files
    result = jixiao("score", "目标.docx", "--marks", "marks.toml", lang="en_US", columns=140)

    rows = {line.split("  ")[1]: line.split() for line in result.out.splitlines() if line.startswith("  ")}
    assert ["15", "12.75", "good", "judged;", "个别任务未列"] == rows["related goal"][2:7]
    assert ["10", "9.5", "excellent", "judged"] == rows["attainable"][1:]
    assert "the mark “别的项目 prepared” fits no target table; it was not used\n" == result.err


def test_the_official_form_holds_the_marks_and_the_notes(jixiao, place, targets):  # noqa: ARG001  files
    result = jixiao("convert", "目标.docx", "review.docx", "--as", "review", "--marks", "marks.toml")

    written = zipfile.ZipFile(place / "review.docx").read("word/document.xml").decode()
    assert all(said in written for said in ("审核表", "12.75", "个别任务未列"))
    assert (0, "the mark “别的项目 prepared” fits no target table; it was not used\n") == (
        result.code,
        result.err,
    )


def test_marks_are_for_reviews(jixiao, place, targets):  # noqa: ARG001  files
    result = jixiao("convert", "目标.docx", "out.docx", "--marks", "marks.toml")

    assert (2, "jixiao: --marks goes with --as review\n") == (result.code, result.err)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("mark = 1", "it holds [[mark]] and nothing else"),
        ('[[mark]]\ngrade = "优"', "[[mark]] 1: give the item"),
        ('[[mark]]\nitem = "form"', "[[mark]] 1: give grade (优 良 中 差) or points"),
        ('[[mark]]\nitem = "form"\ngrade = "好"', "[[mark]] 1: give grade (优 良 中 差) or points"),
        ('[[mark]]\nitem = "form"\ngrade = "优"\npoints = 9', "[[mark]] 1: give grade or points, not both"),
        ('[[mark]]\nitem = "form"\nmark = "优"', "[[mark]] 1: mark is not known"),
    ],
)
def test_a_file_of_marks_that_cannot_be_meant(jixiao, place, targets, text, fault):  # noqa: ARG001  files
    (place / "marks.toml").write_text(text, "utf-8")

    result = jixiao("score", "目标.docx", "--marks", "marks.toml")

    said = f"jixiao: marks.toml: {fault}"
    assert (2, said) == (result.code, result.err[: len(said)])


def test_a_mark_that_fits_two_tables_is_refused(jixiao, files, place):  # noqa: ARG001  paths beside the test
    files["目标.docx"] = factories.document(
        tables=(factories.unit_table(subject="甲"), factories.unit_table(subject="乙"))
    )

    result = jixiao("score", "目标.docx", "--marks", "marks.toml")

    assert (2, "jixiao: the mark “目标相关性” fits several tables; give table\n") == (result.code, result.err)
