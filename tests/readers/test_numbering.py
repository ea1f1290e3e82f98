"""The numbers of lists as Word and OpenDocument print them."""

from __future__ import annotations

import pytest

from jixiao.readers.numbering import Numbering, written
from jixiao.readers.xml import parse
from tests.readers.build import WORD


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("chineseCounting", {0: "〇", 1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {110: "一百一十", 1024: "一千〇二十四"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("ideographDigital", {12: "一二"}),
        ("ideographTraditional", {1: "甲", 11: "甲", 0: "0"}),
        ("ideographZodiac", {12: "亥"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 0: "0", 9999: "9999"}),
        ("lowerLetter", {2: "b"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("decimalFullWidth", {12: "１２"}),
        ("hebrew1", {3: "3"}),
    ],
)
def test_styles(style, numbers):
    assert numbers == {number: written(number, style) for number in numbers}


def numbering(inside):
    return Numbering(parse(f'<w:numbering xmlns:w="{WORD}">{inside}</w:numbering>'.encode()))


LEVEL = (
    '<w:lvl w:ilvl="{0}"><w:start w:val="{1}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{2}"/></w:lvl>'
)
LEVELS = LEVEL.format(0, 3, "%1.") + LEVEL.format(1, 1, "%1.%2")
LIST = f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
USE = '<w:num w:numId="{0}"><w:abstractNumId w:val="7"/>{1}</w:num>'


def test_levels_begin_anew_below_the_next_of_a_higher_level():
    lists = numbering(LIST + USE.format(1, ""))

    assert ["3. ", "3.1 ", "3.2 ", "4. ", "4.1 "] == [lists.label("1", level) for level in (0, 1, 1, 0, 1)]


def test_a_deeper_level_first():
    assert "3.1 " == numbering(LIST + USE.format(1, "")).label("1", 1)


def test_two_uses_of_a_list_count_on():
    lists = numbering(LIST + USE.format(1, "") + USE.format(2, ""))

    assert ["3. ", "4. "] == [lists.label("1", 0), lists.label("2", 0)]


def test_a_use_may_change_a_level():
    changed = f'<w:lvlOverride w:ilvl="0">{LEVEL.format(0, 5, "第%1项")}</w:lvlOverride>'

    assert "第5项 " == numbering(LIST + USE.format(1, changed)).label("1", 0)


def test_a_list_named_by_its_style():
    real = LIST.replace("</w:abstractNum>", '<w:styleLink w:val="条"/></w:abstractNum>')
    link = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="条"/></w:abstractNum>'
    use = '<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>'

    assert "3. " == numbering(real + link + use).label("1", 0)


@pytest.mark.parametrize(
    "inside",
    ["", '<w:num w:numId="1"/>', USE.format(1, ""), LIST, LIST.replace("%1.", "") + USE.format(1, "")],
)
def test_lists_without_a_number(inside):
    assert "" == numbering(inside).label("1", 0)


@pytest.mark.parametrize("level", [-1, 2, 9, 10**9])
def test_levels_that_are_not_there(level):
    assert "" == numbering(LIST + USE.format(1, "")).label("1", level)


def test_nonsense_where_numbers_belong():
    lists = numbering(LIST.replace('w:val="3"', 'w:val="x"') + USE.format(1, ""))

    assert "0. " == lists.label("1", 0)
