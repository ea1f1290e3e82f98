"""Texts as overlapping pairs of characters, so that any two of Chinese are found as a word is. Pure.

What is searched and what is sought are folded alike: full width to half width,
capitals to small letters, all but letters and numbers left out. A text ends
with its last character alone, so that one character is always the beginning
of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

_LEXEME = re.compile(r"'(\w+)':([\d,]+)")
_LONGEST = 10_000  # pairs of a row: PostgreSQL counts places up to 16,383
_MOST = 10  # words sought at once; more narrow nothing that a person could want


@lru_cache(maxsize=65_536)
def _folded(character: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", character).lower()))


def folded(text: str) -> str:
    """A text as it is compared.

    >>> folded("“三公经费”控制率 ≤１００％")
    '三公经费控制率100'
    """
    return "".join(map(_folded, text))


def pairs_of(*texts: str) -> str:
    """The pairs of each text in turn; none reaches from one text into the next.

    >>> pairs_of("采购率", "≥95%")
    '采购 购率 率 95 5'
    """
    pairs = (pair for text in texts for pair in _pairs(folded(text)))
    return " ".join(islice(pairs, _LONGEST))


def _pairs(text: str) -> Iterator[str]:
    yield from (first + second for first, second in pairwise(text))
    if text:
        yield text[-1]


def words_of(sought: str) -> tuple[str, ...]:
    """What is sought, word by word; all of them are to be found.

    >>> words_of("政府采购  GDP %")
    ('政府采购', 'gdp')
    """
    words = filter(None, map(folded, sought.split()))
    return tuple(dict.fromkeys(words))[:_MOST]


def fts5_query(sought: str) -> str:
    """For SQLite: a phrase of pairs for each word.

    >>> fts5_query("采购率 水")
    '"采购 购率" "水" *'
    """
    return " ".join(
        f'"{word}" *' if len(word) == 1 else f'"{_phrase(word, " ")}"' for word in words_of(sought)
    )


def tsquery(sought: str) -> str:
    """For PostgreSQL. Nothing in it needs to be quoted: words are letters and numbers.

    >>> tsquery("采购率 水")
    "'采购' <-> '购率' & '水':*"
    """
    return " & ".join(
        f"'{word}':*" if len(word) == 1 else _phrase(f"{word}", "' <-> '").join("''")
        for word in words_of(sought)
    )


def _phrase(word: str, between: str) -> str:
    return between.join(first + second for first, second in pairwise(word))


def tsvector(pairs: str) -> str:
    """Pairs with their places, as PostgreSQL reads them. Its own parser would take words apart.

    >>> tsvector("采购 购率 率")
    "'采购':1 '购率':2 '率':3"
    """
    return " ".join(f"'{pair}':{place}" for place, pair in enumerate(pairs.split(), start=1))


def pairs_in(vector: str) -> str:
    """The pairs again, in their order.

    >>> pairs_in("'率':3,5 '采购':1 '购率':2,4")
    '采购 购率 率 购率 率'
    """
    placed = [(int(place), pair) for pair, places in _LEXEME.findall(vector) for place in places.split(",")]
    return " ".join(pair for _, pair in sorted(placed))


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, and whether each is one of the words.

    >>> marked("完成“三公”经费", ["三公经"])
    [('完成“', False), ('三公”经', True), ('费', False)]
    """
    owners = [place for place, character in enumerate(text) for _ in _folded(character)]
    flat = folded(text)
    is_in = [False] * len(text)
    for word in words:
        start = flat.find(word) if word else -1
        while start >= 0:
            first, last = owners[start], owners[start + len(word) - 1]
            is_in[first : last + 1] = [True] * (last + 1 - first)
            start = flat.find(word, start + len(word))
    return list(_pieces(text, is_in))


def _pieces(text: str, is_in: Sequence[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or is_in[place] != is_in[start]:
            yield text[start:place], is_in[start]
            start = place


def around(text: str, words: Sequence[str], most: int) -> str:
    """So much of a long text that the first of the words is in it.

    >>> around("一二三四五六七八九十", ["七"], 4)
    '…六七八九…'
    """
    if len(text) <= most:
        return text
    pieces = marked(text, words)
    at = len(pieces[0][0]) if len(pieces) > 1 and not pieces[0][1] else 0
    start = max(0, min(at - most // 4, len(text) - most))
    return f"{'…' * (start > 0)}{text[start : start + most]}{'…' * (start + most < len(text))}"
