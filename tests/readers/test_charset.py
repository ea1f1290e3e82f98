"""The charset is what the bytes are."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.charset import decode

SIMPLIFIED = "项目支出绩效目标表\n（2024年度）\n数量指标\t培训人次\t≥120人次\n"
TRADITIONAL = "項目支出績效目標表\n（2024年度）\n數量指標\t培訓人次\t120人次\n"


@pytest.mark.parametrize(
    "charset", ["utf-8", "gbk", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"]
)
@pytest.mark.parametrize(
    "declared", [None, "utf-8", "gb2312", "big5", "iso-8859-1", "no such charset", "hex"]
)
def test_simplified_text_whatever_is_declared(charset: str, declared: str | None) -> None:
    assert decode(SIMPLIFIED.encode(charset), declared) == SIMPLIFIED


@pytest.mark.parametrize("charset", ["utf-8", "big5", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5"])
def test_traditional_text_whatever_is_declared(charset: str, declared: str | None) -> None:
    assert decode(TRADITIONAL.encode(charset), declared) == TRADITIONAL


@pytest.mark.parametrize("word", ["是", "绩效", "100%", "≥95%", "满意度", "一", "Σ", "王喆", "及时"])
def test_a_single_word(word: str) -> None:
    assert decode(word.encode("gb18030")) == word
    assert decode(word.encode("utf-8")) == word


def test_characters_beyond_gbk() -> None:
    assert decode("䶮川县𠮷镇人民政府".encode("gb18030")) == "䶮川县𠮷镇人民政府"


def test_latin_text() -> None:
    assert decode(b"Bush hid the facts") == "Bush hid the facts"
    assert decode("Open Data\n1,2\n".encode("utf-16-le")) == "Open Data\n1,2\n"
    assert decode("café à la carte, naïveté".encode("latin-1"), "latin-1") == "café à la carte, naïveté"


def test_utf8_that_was_cut_or_broken_stays_utf8() -> None:
    data = SIMPLIFIED.encode()
    assert decode(data[:-5]).startswith(SIMPLIFIED[:30])
    assert decode(data * 3 + b"\xff" + data) == SIMPLIFIED * 3 + "\ufffd" + SIMPLIFIED


def test_a_mark_of_utf8_before_gbk_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 + SIMPLIFIED.encode("gbk")) == SIMPLIFIED


def test_nuls_are_removed() -> None:
    assert decode(b"a\0b") == "ab"
    assert decode(SIMPLIFIED.encode() + b"\0" * 64) == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("gbk") + b"\0" * 64) == SIMPLIFIED


@given(st.binary(max_size=200), st.none() | st.text(max_size=12))
def test_never_raises(data: bytes, declared: str | None) -> None:
    decode(data, declared).encode()  # and there are no lone surrogates in it
