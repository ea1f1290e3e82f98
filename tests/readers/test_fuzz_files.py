"""Broken and hostile files: an answer in kind, and quickly, for whatever bytes come."""

from __future__ import annotations

import tarfile
import time
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.grid.grid import Reading
from jixiao.model.errors import FileError
from jixiao.readers.limits import Limits
from jixiao.readers.open import open_reading
from tests.readers.build import packed
from tests.readers.test_spreadsheet import XML_2003
from tests.readers.workbooks import biff, openpyxl_book, raw_xlsx, xlsb

CORPUS = Path(__file__).parent.parent / "corpus"
LIMITS = Limits(unpacked_size=2**24, cells=10_000)
# What only a mistake of ours raises, never a broken file.
MISTAKES = (AttributeError, NameError, TypeError, AssertionError)


def seeds() -> dict[str, bytes]:
    """A small valid file of each format."""
    cells = {"A1": "指标", "B1": 0.95, "C1": "=SUM(B1:B2)", "D1": True, "A3": "及时\n完成"}
    xlsx = openpyxl_book(cells, {"B1": "0.0%", "C1": 'yyyy"年"'})
    tar = BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as file:
        info = tarfile.TarInfo("目标.csv")
        info.size = 7
        file.addfile(info, BytesIO(b"a,b\nc,d"))
    sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData><mergeCells>'
    return {
        "xlsx": xlsx,
        "xlsx by hand": raw_xlsx(
            f'{sheet}<mergeCell ref="A1:C2"/></mergeCells></worksheet>',
            sharedStrings="<sst><si><r><t>目</t></r><r><t>标</t></r></si></sst>",
        ),
        "xls": (CORPUS / "neutral.xls").read_bytes()[:12_288],
        "xls without container": biff(
            (0x204, b"\0\0\0\0\0\0\x02\0\x01\x0a\x4e\x0b\x4e"), (0xE5, b"\1\0\0\0\1\0\0\0\2\0")
        ),
        "xlsb": xlsb(),
        "spreadsheetml": XML_2003.encode("gb18030"),
        "csv": '指标,"目标\n值",≥95%\n'.encode("gbk"),
        "zip": packed({"目标.xlsx": xlsx, "夹/说明.txt": "及时", "里.zip": packed({"a.csv": "1,2"})}),
        "tar": tar.getvalue(),
    }


SEEDS = seeds()
Edit = tuple[float, int, bytes]
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 12), st.binary(max_size=6) | st.just(b"\xff" * 4) | st.just(bytes(4))
    ),
    min_size=1,
    max_size=4,
)


def edited(data: bytes, edits: list[Edit]) -> bytes:
    """At some places, some bytes replaced by others."""
    for place, removed, added in edits:
        at = int(place * len(data))
        data = data[:at] + added + data[at + removed :]
    return data


def edited_inside(data: bytes, edits: list[Edit]) -> bytes:
    """The same in the members of a zip, which stays whole around them."""
    try:
        with ZipFile(BytesIO(data)) as file:
            members = {name: file.read(name) for name in file.namelist()}
    except BadZipFile:
        return edited(data, edits)
    names = sorted(members)
    for place, removed, added in edits:
        name = names[int(place * 997) % len(names)]
        members[name] = edited(members[name], [(place * 131 % 1, removed, added)])
    return packed(members)


def answers(data: bytes) -> None:
    start = time.perf_counter()
    for found in open_reading(data, "附件.csv", LIMITS):
        assert isinstance(found, Reading | FileError)
        assert not isinstance(found, FileError) or found.message.zh
        if isinstance(found, FileError):
            assert not isinstance(found.__cause__, MISTAKES)
    assert time.perf_counter() - start < 5


def test_the_seeds_can_be_read() -> None:
    for name, data in SEEDS.items():
        if name != "xls":  # cut short, to be quick
            assert all(isinstance(found, Reading) for found in open_reading(data, "附件.csv")), name


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(SEEDS)), edits=EDITS)
def test_bytes_that_are_wrong(name: str, edits: list[Edit]) -> None:
    answers(edited(SEEDS[name], edits))


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(SEEDS)), edits=EDITS)
def test_bytes_that_are_wrong_within_a_whole_zip(name: str, edits: list[Edit]) -> None:
    answers(edited_inside(SEEDS[name], edits))


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_files_that_break_off_anywhere(name: str) -> None:
    data = SEEDS[name]
    for size in range(0, len(data), max(len(data) // 60, 1)):
        answers(data[:size])
