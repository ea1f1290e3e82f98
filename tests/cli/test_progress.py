from __future__ import annotations

import pytest

from jixiao.cli import progress
from jixiao.model.message import Language
from jixiao.readers.watched import page_begins


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_on_a_terminal_and_nothing_in_a_pipe(capsys, monkeypatch, is_terminal):
    monkeypatch.setattr(progress, "PATIENCE", -1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)
    monkeypatch.setenv("TERM", "xterm")

    got = list(progress.followed([1, 2, 3], Language.ENGLISH))

    assert [1, 2, 3] == got
    assert ("Reading" in capsys.readouterr().err) is is_terminal


def test_short_work_has_no_bar(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert [1, 2, 3] == list(progress.followed([1, 2, 3], Language.ENGLISH))
    assert "" == capsys.readouterr().err


@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_page_of_a_scan_is_told_on_a_terminal_and_wiped_away(capsys, monkeypatch, is_terminal):
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)

    with progress.pages_followed(Language.ENGLISH) as wipe:
        page_begins(3)
        page_begins(4)
        wipe()
    page_begins(5)

    clear = "\r\x1b[2K"
    told = f"{clear}Recognising page 3{clear}Recognising page 4{clear}" if is_terminal else ""
    assert told == capsys.readouterr().err
