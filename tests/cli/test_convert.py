from __future__ import annotations

import json

import pytest

from tests import factories


@pytest.fixture
def folder(tmp_path):
    """Five files to read, and four that folders do not mean."""
    here = tmp_path / "in"
    for name in ("附件10.docx", "附件2.docx", "附件2.xlsx", "b/c.docx", "B.DOCX"):
        (here / name).parent.mkdir(exist_ok=True, parents=True)
        (here / name).touch()
    for name in ("~$附件2.docx", ".hidden.docx", "notes.exe", ".git/a.docx"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).touch()
    return here


def test_a_folder_is_read_in_natural_order(jixiao, folder):
    got = json.loads(jixiao("read", folder, "--to", "json").out)

    names = [document["source"]["name"].removeprefix(f"{folder}/") for document in got["documents"]]

    assert ["B.DOCX", "附件2.docx", "附件2.xlsx", "附件10.docx", "b/c.docx"] == names


def test_all_into_one_file(jixiao, files, tmp_path):
    files |= {"a.docx": factories.document(findings=()), "b.docx": factories.document(findings=())}

    assert 0 == jixiao("convert", "a.docx", "b.docx", tmp_path / "all.json").code

    assert 2 == len(json.loads((tmp_path / "all.json").read_text())["documents"])


def test_each_into_a_file_of_its_own(jixiao, folder, tmp_path):
    result = jixiao("convert", folder, f"{tmp_path}/out/", "--to", "markdown")

    out = tmp_path / "out"
    assert (0, "", "") == (result.code, result.out, result.err)
    assert {"B.md", "附件2.docx.md", "附件2.xlsx.md", "附件10.md", "b/c.md"} == {
        str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()
    }


def test_what_cannot_be_read_leaves_no_file(jixiao, files, damaged, tmp_path):
    files["b.docx"] = damaged

    result = jixiao("convert", "a.docx", "b.docx", tmp_path)

    assert (3, "cannot read b.docx: the file breaks off\n") == (result.code, result.err)
    assert ["a.json"] == [path.name for path in tmp_path.iterdir()]


def test_an_input_is_never_overwritten(jixiao, tmp_path):
    note = tmp_path / "a.md"
    note.write_text("mine")

    results = [jixiao("convert", note, note), jixiao("convert", note, tmp_path, "--to", "markdown")]

    assert [2, 2] == [result.code for result in results]
    assert {f"jixiao: {note} is read as well; it will not be overwritten\n"} == {r.err for r in results}
    assert "mine" == note.read_text()


def test_a_folder_with_nothing_to_read_is_said(jixiao, tmp_path):
    result = jixiao("read", tmp_path)

    assert (2, f"jixiao: nothing to read in {tmp_path}\n") == (result.code, result.err)
