from __future__ import annotations

import io
from dataclasses import dataclass, replace

import pytest

from jixiao import api
from jixiao.cli import app
from jixiao.grid.original import Original
from jixiao.model.errors import DamagedFile, FileError
from jixiao.model.message import Message
from tests import factories


@dataclass
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def files(monkeypatch):
    """What reading finds, by name: a document, a failure, or several; any other name is an empty document."""
    found = {}

    def originals(sources, **_):
        for source in sources:
            name, key = (source[0], source[1].decode()) if isinstance(source, tuple) else (str(source),) * 2
            known = found.get(key, factories.document(tables=(), findings=()))
            for each in known if isinstance(known, list) else [known]:
                if isinstance(each, FileError):
                    each.name = name if isinstance(source, tuple) else each.name or name
                yield each if isinstance(each, FileError) else Original(replace(each, name=name))

    monkeypatch.setattr(api, "originals", originals)
    return found


@pytest.fixture
def jixiao(capsys, monkeypatch, files):  # noqa: ARG001  reading is faked for every call
    """Runs the command line in this process, in English unless told otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments, stdin=b"", lang="", columns=None):
        monkeypatch.setenv("LANG", lang)
        if columns:
            monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = app.run([str(each) for each in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def damaged():
    error = DamagedFile(Message("文件中途断开", "the file breaks off"))
    error.name = "b.docx"
    return error
