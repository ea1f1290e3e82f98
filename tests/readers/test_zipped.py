"""Zip files are opened within bounds, and every kind of broken one is told apart."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile, FileTooLarge, UnknownFormat
from jixiao.readers.limits import Limits
from jixiao.readers.zipped import _name, open_zip
from tests.readers.build import packed

FILE = packed({"a.xml": "甲" * 100, "b/c.xml": "乙"})


def test_names_and_contents():
    zipped = open_zip(FILE, Limits())

    assert ("a.xml", "b/c.xml") == zipped.names()
    assert "乙".encode() == zipped.read("b/c.xml")
    assert 300 == zipped.size("a.xml")


def test_folders_are_left_out():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        file.mkdir("folder")

    assert () == open_zip(buffer.getvalue(), Limits()).names()


@pytest.mark.parametrize("name", ["b/c.xml", "B/C.XML", "b\\c.xml", "/b/c.xml"])
def test_a_name_is_found_however_it_is_written(name):
    assert "b/c.xml" == open_zip(FILE, Limits()).find(name)


def test_a_name_that_is_not_there():
    zipped = open_zip(FILE, Limits())

    assert zipped.find("d.xml") is None
    with pytest.raises(KeyError):
        zipped.read("d.xml")


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names_without_a_mark(encoding):
    buffer = BytesIO()
    stored = "绩效目标表.docx".encode(encoding)
    with ZipFile(buffer, "w") as file:
        file.writestr("x" * len(stored), b"")
    data = buffer.getvalue().replace(b"x" * len(stored), stored)

    assert ("绩效目标表.docx",) == open_zip(data, Limits()).names()


def test_names_in_no_charset():
    assert "\xa0\xa0" == _name(ZipInfo("\xa0\xa0"))
    assert "绩效" == _name(ZipInfo("绩效"))  # as a field of its own may say, beside the name in bytes


def test_an_empty_file():
    with pytest.raises(EmptyFile):
        open_zip(b"", Limits())


@pytest.mark.parametrize("length", range(1, len(FILE), 7))
def test_a_file_cut_off(length):
    with pytest.raises(DamagedFile):
        open_zip(FILE[:length], Limits())


def test_a_wrong_checksum():
    at = FILE.index(b"PK\x01\x02") + 16
    with pytest.raises(DamagedFile):
        open_zip(FILE[:at] + b"\0\0\0\0" + FILE[at + 4 :], Limits()).read("a.xml")


@pytest.mark.parametrize("claimed", [0, 10, 299, 301])
def test_a_size_that_lies(claimed):
    at = FILE.index(b"PK\x01\x02") + 24
    data = FILE[:at] + struct.pack("<L", claimed) + FILE[at + 4 :]

    with pytest.raises(DamagedFile):
        open_zip(data, Limits()).read("a.xml")


def test_an_encrypted_member():
    at = FILE.index(b"PK\x01\x02") + 8
    data = FILE[:at] + b"\1" + FILE[at + 1 :]

    with pytest.raises(EncryptedFile):
        open_zip(data, Limits()).read("a.xml")


def test_a_method_that_we_do_not_have():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_LZMA) as file:
        file.writestr("a.xml", b"x")

    with pytest.raises(UnknownFormat):
        open_zip(buffer.getvalue(), Limits()).read("a.xml")


def test_a_bomb():
    data = packed({"a.xml": b"\0" * 3 * 2**20})

    with pytest.raises(FileTooLarge):
        open_zip(data, Limits()).read("a.xml")
    assert 3 * 2**20 == len(open_zip(data, Limits(compression_ratio=2000)).read("a.xml"))


def test_the_members_share_one_budget():
    zipped = open_zip(packed({"a": b"x" * 60, "b": b"x" * 60}), Limits(unpacked_size=100))

    assert zipped.read("a")
    with pytest.raises(FileTooLarge):
        zipped.read("b")


def test_too_many_members():
    data = packed({str(number): b"" for number in range(20)})

    assert 20 == len(open_zip(data, Limits(members=20)).names())
    with pytest.raises(FileTooLarge):
        open_zip(data, Limits(members=19))


def test_a_comment_behind_the_directory():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        file.comment = b"made by hand"
        file.writestr("a", b"x")

    assert ("a",) == open_zip(buffer.getvalue(), Limits(members=1)).names()


def test_a_zip_in_a_zip_does_not_count_as_many_members():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as file:
        file.writestr(ZipInfo("inner.zip"), packed({str(number): b"" for number in range(20)}))

    assert ("inner.zip",) == open_zip(buffer.getvalue(), Limits(members=1)).names()


def test_a_file_beyond_the_limit():
    with pytest.raises(FileTooLarge):
        open_zip(FILE, Limits(file_size=10))
