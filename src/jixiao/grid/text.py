"""White space and width of printed text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Between two of these a blank separates words; between anything else it was put
# there by a line end or by hand ("数 量", "2024 年") and says nothing.
_WORDS = re.compile(r"(?<=[A-Za-z0-9,.;:!?)])\s+(?=[A-Za-z])|(?<=[A-Za-z,.;:!?)])\s+(?=[A-Za-z0-9])")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08]")
_KEPT = "\ue000"


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """The text without any white space: the form in which labels are compared.

    >>> compact("数 量\\n指标")
    '数量指标'
    """
    return _visible("".join(text.split()))


@lru_cache(maxsize=8192)
def joined(text: str) -> str:
    """The text on one line: Chinese joins, Latin words keep one blank.

    >>> joined("完成2024\\n年度Open Data\\nportal建设")
    '完成2024年度Open Data portal建设'
    """
    pieces = text.split()
    if len(pieces) < 2:
        return _visible(pieces[0]) if pieces else ""
    return _visible("".join(_WORDS.sub(_KEPT, text.strip()).split()).replace(_KEPT, " "))


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Without white space and in half width: the key under which words are looked up.

    >>> folded("项目资金\\n（万元）")
    '项目资金(万元)'
    """
    return unicodedata.normalize("NFKC", _visible("".join(text.split())))


def _visible(text: str) -> str:
    """Without zero-width and soft characters, which web pages and Word strew into words."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)
