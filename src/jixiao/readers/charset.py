"""From bytes to text: the charset is what the bytes are, not what the file claims.

Chinese offices write GBK, GB18030 and UTF-8, Windows tools UTF-16, and pages
from Taiwan, Hong Kong and Macau Big5; declarations are wrong about once in
ten pages, since templates are copied. Of the few candidates, each is tried
and the text that consists of everyday characters wins. That is faster and, on
texts of a few words, surer than a general detector.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# These may stand before a text in another charset, where pages are glued
# together from parts; so they are removed and prove nothing.
_WEAK_BOMS = (codecs.BOM_UTF8, b"\x84\x31\x95\x33")
_SAMPLE = 1 << 16  # bytes; enough to judge by, few enough to be quick
_ERROR = "\ufffd"
# UTF-8 by accident: D2 BB is 一 in GBK and һ in UTF-8. Six such pairs are no accident.
_FEW_PAIRS = re.compile(rb"(?:[\x00-\x7f]*+[\xc2-\xdf][\x80-\xbf]){1,5}[\x00-\x7f]*+")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``; what cannot be decoded becomes U+FFFD, NULs are removed.

    ``declared`` is the charset that a header or the file itself names. It
    decides only between readings that are equally good.

    >>> decode("绩效目标".encode("gbk"), declared="utf-8")
    '绩效目标'
    """
    for bom in _WEAK_BOMS:
        data = data.removeprefix(bom)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _text(data[len(bom) :], name)
    return _text(data, charset_of(data, declared))


def charset_of(data: bytes, declared: str | None = None) -> str:
    """The name of the charset that bytes without a byte order mark are written in."""
    wide = _wide_charset(data) if b"\0" in data else ""
    if wide:
        return wide
    claimed = _known(declared)
    candidates = ["gb18030", "big5hkscs"]
    if _is_utf8(data):
        if claimed == "utf-8" or not _FEW_PAIRS.fullmatch(data):
            return "utf-8"
        candidates.insert(0, "utf-8")
    if claimed in candidates:  # max() keeps the first of equals
        candidates.sort(key=claimed.__ne__)
    elif claimed and claimed != "utf-8":
        candidates.append(claimed)
    sample = data[:_SAMPLE]
    return max(candidates, key=lambda name: _everyday_share(_text(sample, name)))


def _text(data: bytes, charset: str) -> str:
    return data.decode(charset, "replace").replace("\0", "")


def _wide_charset(data: bytes) -> str:
    """UTF-16 without a mark has NULs: in every digit, blank and line end."""
    sample = data[: _SAMPLE & ~1]
    halves = {"utf-16-le": sample[1::2].count(0), "utf-16-be": sample[0::2].count(0)}
    likely = max(halves, key=halves.__getitem__)
    if _is_utf8(sample):  # Latin text: as UTF-16 it has a NUL in every other byte, else stray ones
        return likely if halves[likely] > 0.4 * len(sample) else ""
    # The NUL of 一 and of the wide blank is the low byte, so the halves do not tell apart for sure.
    shares = {name: _everyday_share(_text(sample, name), ascii_counts=True) for name in halves}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > 0.8 else ""


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, perhaps cut off at the end or with a few broken characters."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    else:
        return True
    errors = text.count(_ERROR) - data.count(_ERROR.encode())
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii > 20 * errors


def _known(declared: str | None) -> str:
    """The declared charset by the name of the codec to use for it; empty when there is none."""
    try:
        name = codecs.lookup((declared or "").strip("\"' ;")).name
        "".encode(name)  # refuses codecs from bytes to bytes, such as "hex"
    except (LookupError, ValueError, TypeError):
        return ""
    if name in {"gb2312", "gbk", "hz"}:
        return "gb18030"
    return "big5hkscs" if name in {"big5", "cp950"} else name


def _everyday_share(text: str, *, ascii_counts: bool = False) -> float:
    """How much of the text is everyday Chinese; errors weigh against it."""
    judged = text if ascii_counts else [char for char in text if char > "\x7f"]
    if not judged:
        return 0.0
    everyday = _everyday_characters()
    good = sum(char in everyday for char in judged)
    return (good - 2 * text.count(_ERROR)) / len(judged)


@cache
def _everyday_characters() -> frozenset[str]:
    """The first levels of GB 2312 and Big5, their punctuation, and Latin letters."""
    leads = {"gb2312": (0xA1, 0xA2, 0xA3, 0xA6, *range(0xB0, 0xD8)), "big5": (0xA1, 0xA3, *range(0xA4, 0xC7))}
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    found = {chr(code) for code in range(0x20, 0x7F)} | set("\t\r\n")
    for charset, firsts in leads.items():
        codes = bytes(byte for lead in firsts for trail in trails for byte in (lead, trail))
        found.update(codes.decode(charset, "ignore"))
    return frozenset(found)
