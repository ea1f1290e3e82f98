"""Web pages in one file."""

from __future__ import annotations

import base64
import quopri

import pytest

from jixiao.model.errors import DamagedFile, EmptyFile
from jixiao.readers import mht as reader
from tests.readers.build import blocks, grids, shown

HEAD = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="==x"\r\n\r\nThis is MIME.\r\n'
PAGE = "<table><tr><td>项目名称<td>甲</table>"


def part(content, kind="text/html", encoding="quoted-printable", charset="gb2312", real="gb18030"):
    data = content.encode(real)
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(data)
    head = (
        f"--==x\r\nContent-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n"
        "Content-Location: file:///C:/x.htm\r\n\r\n"
    )
    return head.encode() + body + b"\r\n"


def message(*parts):
    return HEAD.encode() + b"".join(parts) + b"--==x--\r\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit", "nonsense"])
@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "nonsense"])
def test_the_page_is_found(encoding, charset):
    style = part("p{}", "text/css")

    assert [[["项目名称", "甲"]]] == shown(reader, message(style, part(PAGE, "text/html", encoding, charset)))


def test_a_workbook_saved_by_excel_has_a_page_per_sheet():
    data = message(part("<frameset><frame></frameset>"), part(PAGE), part(PAGE))

    assert [1, 2] == [grid.number for grid in grids(reader, data)]


def test_parts_in_parts():
    inner = b"--==x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n"
    page = part(PAGE).replace(b"--==x", b"--y", 1)

    assert [[["项目名称", "甲"]]] == shown(reader, message(inner + page + b"--y--\r\n"))


def test_a_page_without_parts():
    data = b"From: x\nContent-Type: text/html; charset=utf-8\n\n" + PAGE.encode()

    assert [[["项目名称", "甲"]]] == shown(reader, data)


def test_base64_that_is_none():
    data = message(part(PAGE, encoding="8bit", real="utf-8").replace(b"8bit", b"base64"))

    assert all(isinstance(each, str | list) for each in shown(reader, data))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"x", DamagedFile),
        (message(), DamagedFile),
        (message(part("p{}", "text/css")), DamagedFile),
        (HEAD.encode() * 50, DamagedFile),
    ],
)
def test_what_is_no_page(data, error):
    with pytest.raises(error):
        blocks(reader, data)
