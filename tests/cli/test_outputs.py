"""Outputs are whole or not there."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from jixiao.cli.outputs import write_file
from jixiao.model.errors import UsageError
from tests import factories


def breaking():
    yield b"half"
    raise RuntimeError


def test_what_breaks_off_leaves_the_old_file_and_nothing_beside(tmp_path):
    place = tmp_path / "out.json"
    place.write_text("old")

    with pytest.raises(RuntimeError):
        write_file(place, breaking())

    assert "old" == place.read_text()
    assert [place] == list(tmp_path.iterdir())


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    link = tmp_path / "out.json"
    link.symlink_to(tmp_path / "real" / "data.json")

    write_file(link, [b"new"])

    assert link.is_symlink()
    assert "new" == (tmp_path / "real" / "data.json").read_text()


def test_a_device_is_written_to_and_stays():
    write_file(Path("/dev/null"), [b"gone"])

    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("place", ["missing/out.json", "file/out.json", "folder"])
def test_what_cannot_be_written_is_said(tmp_path, place):
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()

    with pytest.raises(UsageError, match=f"^cannot write {tmp_path / place}: "):
        write_file(tmp_path / place, [b""])

    assert {"file", "folder"} == {path.name for path in tmp_path.iterdir()}


def test_the_format_follows_from_the_suffix(jixiao, files, tmp_path):
    files["a.docx"] = factories.document(findings=())

    assert 0 == jixiao("read", "a.docx", "-o", tmp_path / "a.jsonl").code

    assert 2 == len((tmp_path / "a.jsonl").read_text().splitlines())


def test_a_table_in_a_file_has_no_colours(jixiao, files, tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    files["a.docx"] = factories.document(findings=())

    jixiao("read", "a.docx", "-o", tmp_path / "a.txt")

    assert "\x1b" not in (tmp_path / "a.txt").read_text()
    assert "单位整体支出绩效目标表" in (tmp_path / "a.txt").read_text()


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_bytes_are_not_thrown_at_a_terminal(jixiao, files, monkeypatch, name):
    files["a.docx"] = factories.document()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    result = jixiao("read", "a.docx", "--to", name)

    assert (2, "") == (result.code, result.out)
    assert f"jixiao: {name} is not text that a terminal can show; name a file with -o\n" == result.err


def test_findings_are_in_the_data_or_on_standard_error(jixiao, files):
    files["a.docx"] = factories.document()

    assert "" == jixiao("read", "a.docx", "--to", "json").err
    assert 2 == len(jixiao("read", "a.docx", "--to", "csv").err.splitlines())


def test_standard_input(jixiao, files):
    files["bytes"] = factories.document(findings=())

    got = json.loads(jixiao("read", "-", "--to", "json", stdin=b"bytes").out)

    assert ["-"] == [document["source"]["name"] for document in got["documents"]]


def test_standard_input_that_cannot_be_read(jixiao, files, damaged):
    files["bytes"] = damaged

    result = jixiao("read", "-", stdin=b"bytes")

    assert (3, "cannot read -: the file breaks off\n") == (result.code, result.err)
