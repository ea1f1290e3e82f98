from __future__ import annotations

import pytest

from jixiao.cli import progress
from jixiao.model.message import Language


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
