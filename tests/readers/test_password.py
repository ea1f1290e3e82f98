"""Files behind a password: opened with theirs, refused in two ways without."""

from __future__ import annotations

import hashlib
import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from jixiao import api
from jixiao.model.errors import EncryptedFile, FileError
from jixiao.model.table import Document
from jixiao.readers.limits import Limits
from jixiao.readers.open import files_in
from jixiao.readers.refusals import encrypted, wrong_password
from jixiao.readers.unlocked import unlocked

FOLDER = Path(__file__).parents[1] / "corpus/password"
PASSWORD = "jixiao-2024"  # noqa: S105 -- of files made for these tests
OFFICE = pytest.mark.skipif(
    not importlib.util.find_spec("msoffcrypto"), reason="the password extra is not installed"
)
FILES = ["aes-256.pdf", "rc4-128.pdf", "zipcrypto.zip", pytest.param("agile.xlsx", marks=OFFICE)]


def found(source, password):
    (file,) = files_in(source, "文件", Limits(), password)
    return file


@pytest.mark.parametrize("name", FILES)
def test_the_password_opens_the_file(name):
    (document,) = api.read_many([FOLDER / name], password=PASSWORD)

    assert isinstance(document, Document)


@OFFICE
def test_a_workbook_is_read_as_without_its_password():
    plain = api.read(FOLDER.parent / "xlsx_chongqing_yuzhong_2021_self_eval.xlsx")

    assert plain.tables == api.read(FOLDER / "agile.xlsx", password=PASSWORD).tables


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("password", "said"), [(None, encrypted()), ("jixiao-2025", wrong_password())])
def test_no_password_and_a_wrong_one_are_told_apart(name, password, said):
    (error,) = api.read_many([FOLDER / name], password=password)

    assert isinstance(error, EncryptedFile)
    assert said.message == error.message


def test_the_hash_is_of_the_file_as_it_came():
    data = (FOLDER / "aes-256.pdf").read_bytes()

    assert hashlib.sha256(data).hexdigest() == found(data, PASSWORD).sha256
    assert hashlib.sha256(data).hexdigest() == found(_zip(data), PASSWORD).sha256


@pytest.mark.parametrize("password", [None, PASSWORD, "other"])
def test_what_asks_for_no_password_is_left_alone(password):
    """So is a PDF file whose password only keeps people from printing it."""
    for data in (
        (FOLDER / "owner.pdf").read_bytes(),
        (FOLDER.parent / "neutral.xls").read_bytes(),
        b"%PDF-/Encrypt",
    ):
        assert data == unlocked(data, password)


def test_a_file_in_an_archive_is_opened_with_the_same_password():
    data = _zip((FOLDER / "rc4-128.pdf").read_bytes())

    assert not isinstance(found(data, PASSWORD), FileError)
    assert isinstance(api.originals([("甲.zip", data)], password=PASSWORD).__next__().document, Document)


def test_archives_of_another_encryption_are_refused_with_and_without():
    data = (FOLDER / "aes.zip").read_bytes()

    assert found(data, None).message == found(data, PASSWORD).message
    assert "AES" in found(data, PASSWORD).message.zh


@OFFICE
@pytest.mark.parametrize(
    "change", [(b'spinCount="100000"', b'spinCount="9999999"'), (b"saltValue=", b"saltvalue=")]
)
def test_crooked_encryption_is_refused_at_once(change):
    data = (FOLDER / "agile.xlsx").read_bytes()
    assert change[0] in data

    assert isinstance(found(data.replace(*change)[: len(data)], PASSWORD), FileError)


def _zip(data):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("表.pdf", data)
    return file.getvalue()
