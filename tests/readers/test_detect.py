"""What a file is, by its content."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile, FileError, UnknownFormat
from jixiao.readers.detect import detect
from tests.readers.build import docx, flat_odf, ods, odt, packed, par
from tests.readers.workbooks import biff, neutral, xlsb

CORPUS = Path(__file__).parent.parent / "corpus"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
MHT = b"From: <Saved by Excel>\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x"
PAGE = "<div>附件</div><table><tr><td>绩效目标</td></tr></table>"
XML = '<?xml version="1.0"?>'
KINDS = {
    "docx": docx(par("绩效目标")),
    "odt": odt(""),
    "ofd": packed({"OFD.xml": ""}),
    "ods": ods(""),
    "xlsx": neutral(),
    "xlsb": xlsb(),
    "xls": biff(),
    "zip": packed({"一.txt": "一"}),
    "pdf": b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7\n" + b"x" * 99 + b"\n%%EOF",
    "rtf": b"\n{\\rtf1\\ansi x}",
    "png": PNG,
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(20),
    "tiff": b"II*\0" + bytes(20),
    "gif": b"GIF89a" + bytes(20),
    "bmp": b"BM\x99\0\0\0\0\0\0\0" + bytes(20),
    "webp": b"RIFF\x99\0\0\0WEBPVP8 ",
    "html": PAGE.encode("gbk"),
    "mht": MHT,
    "spreadsheetml": f'{XML}<?mso-application progid="Excel.Sheet"?><Workbook/>'.encode(),
    "wordml": f'{XML}<?mso-application progid="Word.Document"?><w:wordDocument/>'.encode(),
    "text": "绩效目标\n及时\n".encode("gb18030"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["", "附件.docx", "附件.xls", "附件.txt", "附件"])
def test_the_content_decides(kind: str, name: str) -> None:
    assert detect(KINDS[kind], name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("表.csv", "csv"),
        ("表.TSV", "tsv"),
        ("说明.md", "markdown"),
        ("表.txt", "text"),
        ("-", "text"),
        ("x.doc", "text"),
    ],
)
def test_the_suffix_decides_between_kinds_of_text(name: str, kind: str) -> None:
    assert detect("指标,目标值\n培训人次,≥120\n".encode(), name) == kind


def test_other_ways_to_be_of_a_kind() -> None:
    assert detect((CORPUS / "neutral.xls").read_bytes()) == "xls"
    assert detect((CORPUS / "gansu-2024.doc").read_bytes(), "gansu.wps") == "doc"
    assert detect(b"\xef\xbb\xbf \n<!DOCTYPE html><html></html>") == "html"
    assert detect(f"以下为附件：\n{PAGE}".encode()) == "html"
    assert detect(PAGE.encode("utf-16")) == "html"
    assert detect("目标\n".encode("utf-16-le")) == "text"
    assert (
        detect(
            flat_odf("text", "")
            .replace(
                "<office:document ",
                '<office:document office:mimetype="application/vnd.oasis.opendocument.text" ',
            )
            .encode()
        )
        == "odt"
    )
    kinds = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert detect(packed({"[Content_Types].xml": kinds, "elsewhere/book.xml": ""})) == "xlsx"


@pytest.mark.parametrize("data", [b"", b"\0" * 9, b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b" " * 100_000])
def test_nothing(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        detect(data, "空.docx")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x04\0\x43\xbe\xb7\xe8\x01\0\0\0", "gzip"),
        (packed({"ppt/presentation.xml": ""}), "PowerPoint"),
        (packed({"mimetype": "application/epub+zip"}), "EPUB"),
        (b"<?xml version='1.0'?><data/>", "XML"),
        (bytes(range(256)) * 20, ""),
    ],
)
def test_strangers_are_named(data: bytes, named: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        detect(data, "附件.docx")

    assert named in caught.value.message.zh
    assert named in caught.value.message.en


def test_an_archive_of_a_stored_pdf_file_is_an_archive() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.7\n%%EOF")

    assert "zip" == detect(file.getvalue())


@pytest.mark.parametrize(
    "piece", ["a:\r\n", "a:\r\n b\r\n", "<table", "<html", "<?xml ", "%PDF-", "&", "</td"]
)
def test_no_text_keeps_it_busy(piece: str) -> None:
    start = time.perf_counter()
    with suppress(FileError):
        detect((piece * 20_000).encode())
    assert time.perf_counter() - start < 1


def test_an_office_file_with_a_password() -> None:
    with pytest.raises(EncryptedFile):
        detect(CORPUS.joinpath("encrypted.xlsx").read_bytes())


def test_containers_that_break_off() -> None:
    for data in (
        neutral()[:500],
        (CORPUS / "neutral.xls").read_bytes()[:600],
        b"PK\x05\x06",
        b"\x1f\x8b\x08xx",
    ):
        with pytest.raises(DamagedFile):
            detect(data)


@given(st.binary(max_size=300), st.text(max_size=10))
def test_always_an_answer(data: bytes, name: str) -> None:
    with suppress(FileError):
        assert detect(data, name)
