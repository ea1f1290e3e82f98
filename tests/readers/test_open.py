"""From bytes to a reading, or to the reason why not."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

import pytest

from jixiao.grid.grid import Grid, Paragraph, Reading
from jixiao.model.errors import DamagedFile, EmptyFile, FileError, FileTooLarge, UnknownFormat
from jixiao.readers import archive, spreadsheet
from jixiao.readers.limits import Limits
from jixiao.readers.open import READERS, open_reading
from tests.readers.build import docx, packed, par
from tests.readers.workbooks import neutral

CORPUS = Path(__file__).parent.parent / "corpus"


def only(data: bytes, name: str = "", limits: Limits | None = None) -> Reading | FileError:
    (found,) = open_reading(data, name, limits)
    return found


def test_a_reading_says_what_was_read() -> None:
    data = docx(par("绩效目标"))
    reading = only(data, "夹/附件.xls")

    assert reading == Reading(
        "夹/附件.xls", "docx", hashlib.sha256(data).hexdigest(), (Paragraph("绩效目标"),), ()
    )


def test_findings_come_beside_the_blocks() -> None:
    reading = only(neutral(), "表.xlsx")

    assert isinstance(reading, Reading)
    assert [type(block) for block in reading.blocks] == [Paragraph, Grid]
    assert [finding.rule for finding in reading.findings] == [
        "hidden-rows-read",
        "error-in-cell",
        "hidden-sheet-skipped",
    ]


def test_an_archive_gives_each_of_its_files() -> None:
    data = packed({"一.txt": "一", "图.gif": b"GIF89a" + bytes(20), "夹/二.csv": "a,b"})
    found = list(open_reading(data, "附件.zip"))

    assert [each.name for each in found] == ["附件.zip/一.txt", "附件.zip/图.gif", "附件.zip/夹/二.csv"]
    assert [type(each) for each in found] == [Reading, UnknownFormat, Reading]
    assert isinstance(only(packed({"__MACOSX/x": ""}), "附件.zip"), EmptyFile)


@pytest.mark.parametrize(
    ("data", "name", "kind", "said"),
    [
        (b"", "空.docx", EmptyFile, "空"),
        (b"GIF89a" + bytes(20), "附件.docx", UnknownFormat, "GIF 图片（文件名却以 .docx 结尾）"),
        (neutral()[:2000], "附件.xlsx", DamagedFile, "损坏"),
        (b"x" * 100, "附件.txt", FileTooLarge, "100"),
    ],
)
def test_what_cannot_be_read_comes_as_its_error(data: bytes, name: str, kind: type, said: str) -> None:
    error = only(data, name, Limits(file_size=99) if kind is FileTooLarge else None)

    assert isinstance(error, FileError)
    assert type(error) is kind
    assert said in error.message.zh
    assert error.name == name


def test_mistakes_of_a_reader_do_not_end_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for failure in (ValueError("x"), RecursionError(), MemoryError(), KeyError("x"), OSError("x")):

        def fail(*_: object, failure: Exception = failure) -> None:
            raise failure

        monkeypatch.setattr(spreadsheet, "read", fail)
        error = only(neutral(), "表.xlsx")
        assert isinstance(error, DamagedFile)
        assert type(failure).__name__ in error.message.en
        assert error.__cause__ is failure


def test_every_format_has_its_reader_and_every_reader_its_format() -> None:
    for name, module in READERS.items():
        assert name in import_module(f"jixiao.readers.{module}").FORMATS
    assert not set(READERS) & set(archive.FORMATS)
