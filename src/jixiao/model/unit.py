"""Units of targets: %, 万元, 万头（只、羽）, 元/人·月, 人数."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao.model.comparator import AFTER
from jixiao.model.measures import COUNTS, MEASURES, MULTIPLIERS, UnitFamily
from jixiao.model.number import half_width

_ONE = Decimal(1)
#: Spelling to (family, base unit, how many of the base, the unit's name).
_WORDS = {word: (UnitFamily.COUNT, word, _ONE, word) for word in COUNTS.split()} | {
    word: (family, base, Decimal(scale), spellings.split()[0])
    for family, base, scale, spellings in MEASURES
    for word in spellings.split()
}
_LONGEST = max(map(len, _WORDS))
_LINKS = "/·*每"
_MOST = 3  # multipliers in a row: 十万亿
_LINK = re.compile("[/·.*每]+")
# A short word with which the text ends, but none that begins like 以上, 余, 左右, 的, 为.
_UNKNOWN = re.compile(
    r"((?:(?![每余多几约左右上下以之及其或含内前后至到和与的为是])[^\W\d_]{1,6}?)?(?:/[^\W\d_]{1,8}?)*)"
    rf"(?:{AFTER})*$"
)
_LETTERS = re.compile("[A-Za-z]{2}")  # in the middle of a Latin word no unit ends
_LISTED = re.compile(r"\(([^()\d]{1,12})\)")
_SEPARATOR = re.compile("[、/,或和]")
_BRACKETED = re.compile(r"[(\[（［【〔]([^()\[\]（）［］【】〔〕]*)[)\]）］】〕]")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts or measures. Made by :func:`parse_unit`.

    ``printed`` is the unit as it stands. ``canonical`` is the one name of all
    its spellings, in the base unit: 百分比 is %, 万元 is 元, 个月 is 月, 元/人·月
    is 元/人/月. A value times ``scale`` is the amount in that base; a ratio's
    base is the plain fraction, so that 95% and 0.95比例 are equal.
    """

    printed: str
    canonical: str
    family: UnitFamily
    scale: Decimal


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """The unit that a text is. Any text is one; a stranger's family is UNKNOWN.

    >>> parse_unit("万人次").canonical, parse_unit("万人次").scale
    ('人次', Decimal('10000'))
    >>> parse_unit("（元/人·月）").printed, parse_unit("元每人每月").canonical
    ('元/人·月', '元/人/月')
    """
    printed = "".join(text.split())
    if found := _BRACKETED.fullmatch(printed):
        printed = found[1]
    plain = half_width(printed)
    if plain in _WORDS:
        family, base, scale, _ = _WORDS[plain]
        return Unit(printed, base, family, scale)
    over, *under = _LINK.split(_LISTED.sub("", plain))
    family, base, scale, _ = _measure(over)
    if not under:
        return Unit(printed, base, family, scale)
    return Unit(printed, "/".join([base, *map(_name, under)]), UnitFamily.RATE, scale)


def unit_end(text: str, start: int = 0) -> int:
    """Where the unit that begins at ``start`` ends; ``start`` when none begins there.

    Text in half width. Inside a sentence only known words are units.

    >>> text = "1000元/人给补助对象"
    >>> text[4 : unit_end(text, 4)]
    '元/人'
    """
    if text[start:] in _WORDS:
        return len(text)
    end = _scaled_end(text, start)
    while end < len(text) and _links(text, start, end):
        link = end + (2 if text[end + 1 : end + 2] == "每" else 1)
        after = _scaled_end(text, link)
        if after == link:
            return unknown_unit_end(text, end) if text[end] == "/" else end
        end = after
    return _listed_end(text, end) if end > start else start


def unknown_unit_end(text: str, start: int) -> int:
    """The same for a stranger: a short word with which the text ends.

    >>> unknown_unit_end("≥5驿站以上", 2)
    4
    """
    found = _UNKNOWN.match(text, start)
    return found.end(1) if found else start


def _links(text: str, start: int, place: int) -> bool:
    """Whether one more unit follows; a stop is a link only in 元/人.月."""
    if place == start:
        return text[place] == "/"
    return text[place] in _LINKS or (text[place] == "." and "/" in text[start:place])


def _scaled_end(text: str, start: int) -> int:
    after = start
    while text[after : after + 1] in MULTIPLIERS and after < start + _MOST:
        after += 1
    if after == start:
        return _word_end(text, start)
    return max(_word_end(text, place) for place in range(start, after + 1))


def _word_end(text: str, start: int) -> int:
    for end in range(min(start + _LONGEST, len(text)), start, -1):
        if text[start:end] in _WORDS and not _LETTERS.match(text, end - 1):
            return end
    return start


def _listed_end(text: str, end: int) -> int:
    """Past a bracket of further units: 万头(只、羽)."""
    if text[end : end + 1] == "(" and (found := _LISTED.match(text, end)):
        words = _SEPARATOR.split(found[1])
        if all(word and _scaled_end(word, 0) == len(word) for word in words):
            return found.end()
    return end


def _measure(word: str) -> tuple[UnitFamily, str, Decimal, str]:
    if not word:
        return UnitFamily.NONE, "", _ONE, ""
    power = cut = 0
    while word[cut:] not in _WORDS and word[cut : cut + 1] in MULTIPLIERS and cut < _MOST:
        power, cut = power + MULTIPLIERS[word[cut]], cut + 1
    if cut == len(word):
        return UnitFamily.COUNT, "", Decimal(10**power), ""
    if word[cut:] not in _WORDS:
        return UnitFamily.UNKNOWN, word, _ONE, word
    family, base, scale, name = _WORDS[word[cut:]]
    return family, base, scale * 10**power, name


def _name(word: str) -> str:
    """The name below the stroke: there units are not converted, 元/公里 is not 元/米."""
    return _measure(word)[3] or word
