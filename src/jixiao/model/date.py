"""Dates as targets name them: 2024年12月底前, 2021年1月-12月, 第三季度末."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = "[-~至到]{1,2}"

#: Digits that name a time and count nothing.
DATE = rf"""(?<![\d.])(?:
  {_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d)日?
| 20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d|\.\d)日?
| {_YEAR}[-/.]{_MONTH}月(?:份|{_DAY}[日号])?
| {_YEAR}[-/]{_MONTH}(?![\d.])(?=$|[底末前至到~])
| {_YEAR}{_TO}{_YEAR}(?:年度?|$)
| {_YEAR}年度?(?:{_MONTH}月份?(?:{_DAY}(?:[日号]|(?=以?之?前|$)))?)?
| {_MONTH}月?{_TO}{_MONTH}月(?!\d)
| {_MONTH}月{_DAY}(?:[日号]?{_TO}{_DAY})?[日号]
| {_MONTH}月(?=份|[底末初中]|[上下]旬|以?之?前|至|到|完成|开始)
| (?:(?<=月)|(?<=每月)){_DAY}[日号]
| {_DAY}[日号](?=以?之?前)
| [1-4]季度
)(?:{_TO}(?:{_YEAR}年|次年)?{_MONTH}月份?(?:{_DAY}[日号])?)?"""

_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_LAST_MONTH = {**dict(zip(_QUARTERS, (3, 6, 9, 12), strict=True)), "上半年": 6, "初": None, "中": None}
_OF_YEAR = ("底", "初", "中")


class Part(StrEnum):
    """The part of a year or month that is meant, where it is not the whole."""

    WHOLE = ""
    START = "初"
    MIDDLE = "中"
    END = "底"
    FIRST_TEN = "上旬"
    SECOND_TEN = "中旬"
    LAST_TEN = "下旬"
    FIRST_QUARTER = "第一季度"
    SECOND_QUARTER = "第二季度"
    THIRD_QUARTER = "第三季度"
    FOURTH_QUARTER = "第四季度"
    FIRST_HALF = "上半年"
    SECOND_HALF = "下半年"


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month or a year, or a part of one; what is left open is None.

    Without year and month it is a time of the budget year: 年底, 上半年, 年内.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part = Part.WHOLE

    @property
    def last_month(self) -> int | None:
        """The month in which it ends; not known of 年初 and 年中.

        >>> Date(2024, part=Part.THIRD_QUARTER).last_month
        9
        """
        return self.month or _LAST_MONTH.get(self.part, 12)


@dataclass(frozen=True, slots=True)
class DateBound:
    """A time as a target: up to ``last``, from ``first`` where one is named.

    ``before`` when the form says 前 or 不晚于, otherwise at or within that time.
    """

    last: Date
    first: Date | None = None
    before: bool = False


# Where a time may begin; that the digits are a date is known by then.
_WHEN = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d|\d\d?[月~至到-]|[1-4]季度)|[本当全今该]年度?|年度?[内底末终初中]|[上下]半年"
    "|第[1-4一二三四]季度|[一二三四]季度",
    re.ASCII,
)
_AT = re.compile(
    rf"""(?:(?P<year>{_YEAR})(?:年度?|(?={_TO}{_YEAR})|[-/.](?=\d)|$)|[本当全今该]年度?|年度?(?=[内底末终初中]))?
    (?:(?P<month>{_MONTH})(?:月份?|(?={_TO}{_MONTH}月)|[-/.](?=\d)|(?=$|[底末前至到~])))?
    (?:(?P<day>{_DAY})(?:[日号]|(?=$|以?之?前|{_TO})))?
    (?:(?P<part>[上中下]旬|[底末终初]|中(?=$|以?之?前)|[上下]半年)|第?(?P<quarter>[1-4一二三四])季度(?P<end>[底末])?|内)?
    """,
    re.ASCII | re.VERBOSE,
)
_SOLID = re.compile(r"(20\d\d)(\d\d)(\d\d)(?!\d|\.\d)", re.ASCII)
_BY = re.compile("(?:[≤<]=?|不晚于|不迟于|最迟于?|最晚于?|截至|截止到?)$")
_LEAD = re.compile("(?:(?:完成|实施)?时[间限])?[:=]?(?:预计|计划|力争|确保|应)?(?:完成)?[于在到至]?")
_NEXT = re.compile(_TO)
_BEFORE = re.compile("[之以]?前")
_DONE = re.compile(
    "(?:内|期间)?(?:按[时期]|全[部面]|基本|及时)*(?:完成|到位|实施|建成|竣工|交付|验收|发放|支付|结束|开始)?"
)
_REST = re.compile(r"[^\d;。]{0,30}", re.ASCII)


def read_date(text: str) -> DateBound | None:
    """The one time that a text in half width names as its target.

    >>> print_date(read_date("2022年11月30日前完成"))
    '2022年11月30日前'
    >>> print_date(read_date("2021年1-12月")), read_date("2024年度预算执行")
    ('2021年1月至12月', None)
    """
    text = _SOLID.sub(r"\1-\2-\3", text)
    found = _WHEN.search(text)
    if found is None or not _REST.fullmatch(text, 0, found.start()):
        return None
    bound, end = _bound(text, found.start())
    if bound is None or not _REST.fullmatch(text, end):
        return None
    lead = text[: found.start()]
    if _BY.search(lead):
        return DateBound(bound.last, bound.first, before=True)
    return bound if _is_clear(bound, lead, text[end:]) else None


def print_date(bound: DateBound) -> str:
    """The one way to write it; read again it is the same.

    >>> print_date(DateBound(Date(2024, part=Part.END), before=True))
    '2024年底前'
    """
    last, first = bound.last, bound.first
    begun = ""
    if first is not None:
        begun = _printed(first) + "至"
        last = Date(None if last.year == first.year and last.month else last.year, *_rest(last))
    if not begun and not bound.before and last == Date(month=last.month):
        return f"{last.month}月份" if last.month else "年内"  # 12月 alone would be twelve months
    return f"{begun}{_printed(last)}{'前' if bound.before else ''}"


def _bound(text: str, start: int) -> tuple[DateBound | None, int]:
    last, end = _date(text, start)
    first = None
    if last and (link := _NEXT.match(text, end)) and (ending := _date(text, link.end()))[0]:
        first, (last, end) = last, ending
        if last and first.year and not last.year:
            last = Date(first.year, *_rest(last))
    before = _BEFORE.match(text, end)
    return (DateBound(last, first, bool(before)) if last else None), before.end() if before else end


def _date(text: str, start: int) -> tuple[Date | None, int]:
    found = _AT.match(text, start)
    if not found or not found[0] or (found["day"] and not found["month"]):
        return None, start
    year, month, day = (int(found[name]) if found[name] else None for name in ("year", "month", "day"))
    if (quarter := found["quarter"]) is None:
        part = found["part"] or ""
        if part.endswith("旬") and not month:
            return None, start
        return Date(year, month, day, Part("底" if part in ("末", "终") else part)), found.end()
    part = _QUARTERS["一二三四1234".index(quarter) % 4]
    if found["end"]:
        return Date(year, _LAST_MONTH[part], None, Part.END), found.end()
    return Date(year, month, day, Part(part)), found.end()


def _rest(date: Date) -> tuple[int | None, int | None, Part]:
    return date.month, date.day, date.part


def _is_clear(bound: DateBound, lead: str, rest: str) -> bool:
    """Whether the time is the target: a year may only say what is spoken of (2024年度预算)."""
    if bound.before:
        return True
    if not _LEAD.fullmatch(lead):
        return False
    whole = bound.last.month is None and bound.last.part in (Part.WHOLE, Part.START, Part.MIDDLE, Part.END)
    return bound.first is not None or not whole or _DONE.fullmatch(rest) is not None


def _printed(date: Date) -> str:
    year = f"{date.year}年" if date.year else ""
    month = f"{date.month}月" if date.month else ""
    day = f"{date.day}日" if date.day else ""
    if not (year or month):
        return f"年{date.part}" if date.part in _OF_YEAR else date.part or "年内"
    return f"{year}{month}{day}{date.part}"
