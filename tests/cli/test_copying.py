"""Copies from the command line: ``annotate``, and ``check --fix`` and ``--diff``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import jixiao as library
from jixiao.cli import app

EXAMPLE = Path(__file__).parents[2] / "examples/gansu-2024.docx"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """The real command line in a folder of its own that holds ``a.docx``."""
    shutil.copy(EXAMPLE, tmp_path / "a.docx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    def call(*arguments):
        code = app.run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out.splitlines(), captured.err.splitlines()

    return call


def printed(path):
    return [each.printed for table in library.read(path).tables for each in table.indicators]


def test_diff_shows_and_writes_nothing(run, tmp_path):
    code, out, err = run("check", "a.docx", "--diff", "--select", "doubtful-unit")

    assert (0, []) == (code, err)
    assert ["a.docx: 1 change", "  - =18月", "  + =18个月"] == [out[0], *out[2:]]
    assert ["a.docx"] == [path.name for path in tmp_path.iterdir()]


def test_fix_writes_a_copy_and_leaves_the_file(run):
    before = Path("a.docx").read_bytes()
    code, _, err = run("check", "a.docx", "--fix", "-o", "made", "--select", "doubtful-unit,exact-time-limit")

    assert (0, ["wrote made/a.docx"]) == (code, err)
    assert before == Path("a.docx").read_bytes()
    assert {"=18月"} == set(printed("a.docx")) - set(printed("made/a.docx"))
    assert {"=18个月"} == set(printed("made/a.docx")) - set(printed("a.docx"))


def test_fix_with_unsafe_goes_on_to_what_follows(run):
    run("check", "a.docx", "--fix", "--unsafe", "-o", "made", "--select", "doubtful-unit,exact-time-limit")

    assert {"≤18个月", "≤24小时"} == set(printed("made/a.docx")) - set(printed("a.docx"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "a.docx", "--fix"), "jixiao: --fix needs a folder to write into: -o DIR"),
        (("check", "a.docx", "--fix", "-o", "a.docx"), "jixiao: --fix needs a folder to write into: -o DIR"),
        (
            ("check", "a.docx", "--fix", "-o", "."),
            "jixiao: a.docx is the file read; it will not be overwritten",
        ),
        (("annotate", "a.docx", "-o", "."), "jixiao: a.docx is the file read; it will not be overwritten"),
        (
            ("annotate", "-", "-o", "made"),
            "jixiao: copies are made of files, not of standard input",
        ),
    ],
)
def test_what_is_refused(run, arguments, said):
    before = Path("a.docx").read_bytes()

    assert (2, [said]) == run(*arguments)[::2]
    assert before == Path("a.docx").read_bytes()


def test_annotate_heeds_selection_and_suppressions(run):
    code, out, err = run("annotate", "a.docx", "-o", "made", "--select", "zero-target")
    assert (0, ["made/a.docx: 5 remarks"], []) == (code, out, err)

    run(
        *("check", "a.docx", "--suppress", "zero-target"),
        *("--indicator", "停电、停水次数", "--reason", "零为目标", "--expires", "2099-12-31"),
    )
    assert ["made/a.docx: 4 remarks"] == run("annotate", "a.docx", "-o", "made", "--select", "zero-target")[1]


def test_files_that_cannot_be_copied_are_named_and_the_others_are(run):
    Path("b.txt").write_text("项目支出绩效目标表", encoding="utf-8")
    code, out, err = run("annotate", "b.txt", "a.docx", "-o", "made", "--select", "zero-target")

    assert (3, ["made/a.docx: 5 remarks"]) == (code, out)
    assert err[0].startswith("cannot read b.txt: Nothing can be written into text files.")
