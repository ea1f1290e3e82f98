"""The list numbers that Word computes and prints: （一）, 1., 1.2, ①.

They stand nowhere in the text, only as a reference to a list definition; a form
whose 序号 column numbers itself has empty cells without them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jixiao.readers.numerals import chinese_digits, chinese_number
from jixiao.readers.xml import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_LEVELS = 9  # Word knows nine
_LONGEST = 100  # characters of a number, which every paragraph repeats


class _Level(NamedTuple):
    """How one level of a list is written."""

    start: int
    form: str
    text: str
    legal: bool  # all levels in Arabic digits (w:isLgl)


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists = {} if root is None else _lists(root)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, number: str, level: int) -> str:
        """The number of the next paragraph of that list and level, with a blank behind; may be empty."""
        known = self._lists.get(number)
        if known is None or not 0 <= level < _LEVELS or level not in known.levels:
            return ""
        counts = self._counts.setdefault(known.identity, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for restarted in known.restarts:
                counts[restarted] = None
        before = counts[level]
        counts[level] = known.start(level) if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = None
        return _written(known, level, counts)


class _List(NamedTuple):
    """A list as paragraphs refer to it; lists of one ``identity`` count on from each other."""

    identity: str
    levels: dict[int, _Level]
    restarts: frozenset[int]

    def start(self, level: int) -> int:
        return self.levels[level].start if level in self.levels else 1


def _written(known: _List, level: int, counts: list[int | None]) -> str:
    form = known.levels[level]
    if form.form in ("bullet", "none"):  # a dot says nothing that a form would need
        return ""
    text = form.text
    for index in range(level + 1):
        if (mark := f"%{index + 1}") in text:
            count = counts[index]
            value = known.start(index) if count is None else count
            style = "decimal" if form.legal or index not in known.levels else known.levels[index].form
            text = text.replace(mark, written(value, style))
    return f"{text} " if text else ""


def _lists(root: Element) -> dict[str, _List]:
    abstract: dict[str, Element] = {}
    styled: dict[str, Element] = {}
    for element in root.iter(f"{_W}abstractNum"):
        abstract[element.get(f"{_W}abstractNumId", "")] = element
        if (link := element.find(f"{_W}styleLink")) is not None:
            styled[link.get(_VAL, "")] = element
    found: dict[str, _List] = {}
    for element in root.iter(f"{_W}num"):
        reference = element.find(f"{_W}abstractNumId")
        definition = None if reference is None else abstract.get(reference.get(_VAL, ""))
        if definition is None:
            continue
        if (link := definition.find(f"{_W}numStyleLink")) is not None:
            definition = styled.get(link.get(_VAL, ""), definition)
        found[element.get(f"{_W}numId", "")] = _list(element, definition)
    return found


def _list(number: Element, definition: Element) -> _List:
    levels = {_integer(level.get(f"{_W}ilvl")): _level(level) for level in definition.iter(f"{_W}lvl")}
    restarts = set()
    for override in number.iter(f"{_W}lvlOverride"):
        index = _integer(override.get(f"{_W}ilvl"))
        if (level := override.find(f"{_W}lvl")) is not None:
            levels[index] = _level(level)
        if (start := override.find(f"{_W}startOverride")) is not None and index in levels:
            levels[index] = levels[index]._replace(start=_integer(start.get(_VAL)))
            restarts.add(index)
    known = {index: level for index, level in levels.items() if 0 <= index < _LEVELS}
    return _List(definition.get(f"{_W}abstractNumId", ""), known, frozenset(restarts & known.keys()))


def _level(element: Element) -> _Level:
    def said(name: str, otherwise: str) -> str:
        child = element.find(f"{_W}{name}")
        return otherwise if child is None else str(child.get(_VAL, otherwise))

    legal = element.find(f"{_W}isLgl") is not None and said("isLgl", "1") not in ("0", "false", "off")
    return _Level(
        _integer(said("start", "0")), said("numFmt", "decimal"), said("lvlText", "")[:_LONGEST], legal
    )


def _integer(text: str | None) -> int:
    try:
        return max(0, min(int(text or 0), 2**31 - 1))
    except ValueError:
        return 0


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(value: int, style: str) -> str:
    """A number in one of Word's number formats; formats of other countries become Arabic digits.

    >>> written(21, "chineseCountingThousand"), written(3, "decimalEnclosedCircle")
    ('二十一', '③')
    """
    return _STYLES.get(style, str)(value)


def _chinese(value: int) -> str:
    text = chinese_number(str(value))
    return text[1:] if text.startswith("一十") else text


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


def _cycled(value: int, words: str) -> str:
    return words[(value - 1) % len(words)] if value > 0 else str(value)


def _letters(value: int, first: str) -> str:
    if not 0 < value <= 780:  # Word repeats the letter: aa, bb, …
        return str(value)
    return chr(ord(first) + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text


def _enclosed(value: int, first: str) -> str:
    return chr(ord(first) + value - 1) if 0 < value <= 20 else str(value)


_STYLES: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": lambda value: chinese_number(str(value), formal=True),
    "ideographLegalTraditional": lambda value: chinese_number(str(value), formal=True),
    "ideographDigital": lambda value: chinese_digits(str(value)),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "ideographTraditional": lambda value: _cycled(value, "甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": lambda value: _cycled(value, "子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": lambda value: _letters(value, "A"),
    "lowerLetter": lambda value: _letters(value, "a"),
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "decimalZero": lambda value: f"{value:02}",
    "decimalEnclosedCircle": lambda value: _enclosed(value, "①"),
    "decimalEnclosedCircleChinese": lambda value: _enclosed(value, "①"),
    "decimalEnclosedParen": lambda value: _enclosed(value, "⑴"),
    "decimalEnclosedFullstop": lambda value: _enclosed(value, "⒈"),
}
