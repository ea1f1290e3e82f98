"""XML is parsed without trusting it."""

from __future__ import annotations

import pytest

from jixiao.model.errors import DamagedFile, FileTooLarge
from jixiao.readers import xml
from jixiao.readers.xml import parse

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b0 "哈">'
    + "".join(f'<!ENTITY b{level + 1} "{f"&b{level};" * 10}">' for level in range(9))
    + ']><a c="&b9;">&b9;</a>'
)


def test_comments_and_instructions_are_gone():
    root = parse("<a>甲<!-- x -->乙<?y z?>丙</a>".encode())

    assert "甲乙丙" == root.text
    assert 0 == len(root)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_declared_encodings(encoding):
    assert "绩效" == parse(f'<?xml version="1.0" encoding="{encoding}"?><a>绩效</a>'.encode(encoding)).text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"<a>",
        b"<a/><b/>",
        b"<a>\xff</a>",
        b"<a>&#xD800;</a>",
        b"<a>&nbsp;</a>",
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/x">%b;]><a/>',
    ],
)
def test_damaged_or_dangerous(data):
    with pytest.raises(DamagedFile):
        parse(data)


def test_a_billion_laughs():
    with pytest.raises((DamagedFile, FileTooLarge)):
        parse(LAUGHS.encode())


def test_a_billion_laughs_under_deep_elements():
    deep = "<a>" * 300 + "</a>" * 300
    dangerous = LAUGHS.replace("&b9;</a>", f"{deep}</a>")

    for encoding in ("utf-8", "utf-16", "utf-7"):
        with pytest.raises((DamagedFile, FileTooLarge)):
            parse(f'<?xml version="1.0" encoding="{encoding}"?>{dangerous}'.encode(encoding))


@pytest.mark.parametrize("depth", [300, 2000])
def test_deep_is_not_hostile(depth):
    assert "a" == parse(b"<a>" * depth + b"</a>" * depth).tag


@pytest.mark.parametrize("data", [b"<a>" * 3000 + b"</a>" * 3000, b"<a>" * 300 + b"</b>"])
def test_deeper_is(data):
    with pytest.raises((DamagedFile, FileTooLarge)):
        parse(data)


def test_an_endless_text():
    assert len(parse(b"<a>" + b"x" * 11_000_000 + b"</a>").text) == 11_000_000


def test_more_elements_than_memory_should_hold(monkeypatch):
    data = b"<a>" + b"<b/>" * 2_000_000 + b"</a>"
    monkeypatch.setattr(xml, "_MARKS", 1_000_000)

    with pytest.raises(FileTooLarge):
        parse(data)
