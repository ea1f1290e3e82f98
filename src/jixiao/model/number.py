"""Numbers as targets print them: 95, 13459.00, 1,234.5, １２, 二十余."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_WIDE = "≧⩾≮≦⩽≯﹥˃﹤˂﹦﹪﹣−‐‑‒–—―─〜∼•・‧∙⋅〔〕【】"
_HALF = "≥≥≥≤≤≤>><<=%---------~~·····[][]"
_FOLD = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, **str.maketrans(_WIDE, _HALF)}
_FOLDED = re.compile(f"[！-～{_WIDE}]")

#: Without separators, and not in the middle of another number.
NUMBER = r"(?<![\d.])\d+(?:\.\d+)?"
NUMERALS = "零〇一二两三四五六七八九十百千万亿"

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_PRINTED = re.compile(rf"(约?)\+?(-?(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{NUMBER}))([余多]?)", re.ASCII)
_NUMERAL = re.compile(f"(约?)([{NUMERALS}]{{1,20}})([余多]?)")
_SHORTENED = re.compile("[百千万亿][一二两三四五六七八九]$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the digits it was printed with: 13459.00 is not 13459.

    ``digits`` has no separators and half width. ``value`` is exact and knows
    nothing of the unit: 2.2万人次 has the value 2.2. ``approximate`` numbers
    were printed with 约, 余 or 左右.

    >>> Number("13459.00").value
    Decimal('13459.00')
    """

    digits: str
    approximate: bool = False

    @property
    def value(self) -> Decimal:
        return Decimal(self.digits)


def half_width(text: str) -> str:
    """The text with one spelling for each sign, character by character.

    >>> half_width("≧９０％（含）")
    '≥90%(含)'
    """
    return text.translate(_FOLD) if _FOLDED.search(text) else text


def plain(text: str) -> str:
    """In half width and without white space: how printed texts are compared.

    >>> plain("≧ ９０ ％")
    '≥90%'
    """
    return half_width("".join(text.split()))


def parse_number(text: str) -> Number | None:
    """The number that the text is, or nothing when it is something else or more.

    >>> parse_number("1,234.50"), parse_number("二十余"), parse_number("95%")
    (Number(digits='1234.50', approximate=False), Number(digits='20', approximate=True), None)
    """
    printed = plain(text)
    if found := _PRINTED.fullmatch(printed):
        return Number(found[2].replace(",", ""), bool(found[1] or found[3]))
    if (found := _NUMERAL.fullmatch(printed)) and (digits := arabic(found[2])):
        return Number(digits, bool(found[1] or found[3]))
    return None


def print_number(number: Number) -> str:
    """The digits, with 约 before an approximate number.

    >>> print_number(Number("20", approximate=True))
    '约20'
    """
    return "约" + number.digits if number.approximate else number.digits


def arabic(numeral: str) -> str | None:
    """Digits for a Chinese numeral; nothing for what is spoken short (一万二) or no number.

    >>> arabic("三百零五"), arabic("一万二千"), arabic("二〇二四"), arabic("一万二")
    ('305', '12000', '2024', None)
    """
    if all(char in _DIGITS for char in numeral):
        return "".join(str(_DIGITS[char]) for char in numeral) or None
    if _SHORTENED.search(numeral) or numeral[0] in "百千万亿":
        return None
    return str(_counted(numeral))


def _counted(numeral: str) -> int:
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        elif char == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        else:
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    return total + section + digit
