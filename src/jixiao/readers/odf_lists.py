"""The list numbers of OpenDocument texts: printed, and written nowhere in the text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jixiao.readers.numbering import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.readers.odf import Package
    from jixiao.readers.xml import Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LIST, _ITEM, _NUMBER = f"{_TEXT}list", f"{_TEXT}list-item", f"{_TEXT}number"
_DEEPEST = 10  # levels of a list style
_LONGEST = 100  # characters around a number, which every item repeats
# What OpenDocument calls by its first members, by Word's name.
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth",
}


class _Level(NamedTuple):
    """How one level of a list is written; ``shown`` levels of it together."""

    form: str
    prefix: str
    suffix: str
    start: int
    shown: int


class Lists:
    """The lists that are open, and how far each has counted."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._open: list[str] = []  # styles of the lists around
        self._counts: dict[str, dict[int, int]] = {}
        self._label = ""

    def handlers(self, event: str) -> dict[str, Callable[[Element], None]]:
        """What to call at the start or the end of which element."""
        if event == "start":
            return {_LIST: self._start_list, _ITEM: self._start_item, _NUMBER: self._printed}
        return {_LIST: self._end_list, _ITEM: self._end_item}

    def _start_list(self, element: Element) -> None:
        style = element.get(f"{_TEXT}style-name") or (self._open[-1] if self._open else "")
        goes_on = element.get(f"{_TEXT}continue-numbering") == "true"
        if not self._open and not goes_on and element.get(f"{_TEXT}continue-list") is None:
            self._counts.pop(style, None)
        self._open.append(style)

    def _end_list(self, _: Element) -> None:
        self._open.pop()

    def _start_item(self, element: Element) -> None:
        self._label = self._next(element)

    def _end_item(self, _: Element) -> None:
        self._label = ""

    def _printed(self, element: Element) -> None:
        """The number as printed, for programs that cannot count."""
        self._label = f"{element.text} " if element.text else ""

    def label(self) -> str:
        """The number before the paragraph that begins, with a blank behind; may be empty."""
        label, self._label = self._label, ""
        return label

    def _next(self, item: Element) -> str:
        style, depth = (self._open[-1], len(self._open)) if self._open else ("", 0)
        level = self._levels.get((style, depth))
        if level is None:
            return ""
        counts = self._counts.setdefault(style, {})
        start = item.get(f"{_TEXT}start-value")
        counts[depth] = _count(start) if start else counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _DEEPEST + 1):
            counts.pop(deeper, None)
        shown = [
            written(counts.get(at, 1), self._levels[style, at].form)
            for at in range(max(1, depth - level.shown + 1), depth + 1)
            if (style, at) in self._levels
        ]
        return f"{level.prefix}{'.'.join(shown)}{level.suffix} "

    @cached_property
    def _levels(self) -> dict[tuple[str, int], _Level]:
        """By the style's name and the depth; bullets are left out."""
        found = {}
        for root in (self._package.styles, self._package.content):
            for style in root.iter(f"{_TEXT}list-style"):
                for level in style.iter(f"{_TEXT}list-level-style-number"):
                    name = style.get(f"{_STYLE}name", "")
                    if form := _FORMATS.get(level.get(f"{_STYLE}num-format", "")):
                        found[name, _count(level.get(f"{_TEXT}level"))] = _level(level, form)
        return found


def _level(element: Element, form: str) -> _Level:
    return _Level(
        form,
        element.get(f"{_STYLE}num-prefix", "")[:_LONGEST],
        element.get(f"{_STYLE}num-suffix", "")[:_LONGEST],
        _count(element.get(f"{_TEXT}start-value")),
        min(_count(element.get(f"{_TEXT}display-levels")), _DEEPEST),
    )


def _count(text: str | None) -> int:
    try:
        return max(0, min(int(text or 1), 2**31 - 1))
    except ValueError:
        return 1
