"""Dates and times as a spreadsheet's format prints them: 45413 is 2024年5月1日."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from jixiao.readers.numerals import chinese_digits, chinese_number

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_CHINESE_DAYS = "一二三四五六日"
_DAY = 86_400_000  # milliseconds
_LAST_DAY = 2_958_465  # 9999-12-31


class _Moment(NamedTuple):
    day: date
    milliseconds: int  # of the day
    elapsed: int  # seconds since day 0
    shift: int = 0  # of the day, for the two days that Excel believes in: 1900-01-00 and 1900-02-29

    @property
    def hour(self) -> int:
        return self.milliseconds // 3_600_000

    @property
    def minute(self) -> int:
        return self.milliseconds // 60_000 % 60

    @property
    def second(self) -> int:
        return self.milliseconds // 1_000 % 60


_Part = Callable[[_Moment], str]
_PARTS: dict[str, _Part] = {
    "y": lambda at: f"{at.day.year % 100:02}",
    "yy": lambda at: f"{at.day.year % 100:02}",
    "yyy": lambda at: str(at.day.year),
    "yyyy": lambda at: str(at.day.year),
    "e": lambda at: str(at.day.year),
    "g": lambda _: "",  # the era of Japanese and Taiwanese dates
    "m": lambda at: str(at.day.month),
    "mm": lambda at: f"{at.day.month:02}",
    "mmm": lambda at: _MONTHS[at.day.month - 1][:3],
    "mmmm": lambda at: _MONTHS[at.day.month - 1],
    "mmmmm": lambda at: _MONTHS[at.day.month - 1][0],
    "d": lambda at: str(at.day.day + at.shift),
    "dd": lambda at: f"{at.day.day + at.shift:02}",
    "ddd": lambda at: _DAYS[at.day.weekday()][:3],
    "dddd": lambda at: _DAYS[at.day.weekday()],
    "aaa": lambda at: _CHINESE_DAYS[at.day.weekday()],
    "aaaa": lambda at: f"星期{_CHINESE_DAYS[at.day.weekday()]}",
    "h": lambda at: str(at.hour),
    "hh": lambda at: f"{at.hour:02}",
    "h of 12": lambda at: str((at.hour - 1) % 12 + 1),
    "hh of 12": lambda at: f"{(at.hour - 1) % 12 + 1:02}",
    "minute": lambda at: str(at.minute),
    "minutes": lambda at: f"{at.minute:02}",
    "s": lambda at: str(at.second),
    "ss": lambda at: f"{at.second:02}",
    "[h]": lambda at: str(at.elapsed // 3600),
    "[m]": lambda at: str(at.elapsed // 60),
    "[s]": lambda at: str(at.elapsed),
    "AM/PM": lambda at: "AM" if at.hour < 12 else "PM",
    "A/P": lambda at: "A" if at.hour < 12 else "P",
    "上午/下午": lambda at: "上午" if at.hour < 12 else "下午",
}
_LONGEST = {"y": 4, "e": 1, "g": 1, "m": 5, "d": 4, "a": 4, "h": 2, "s": 2}


def date_printer(
    tokens: Sequence[tuple[str, str]], *, since_1904: bool = False, chinese: bool = False
) -> Callable[[float], str]:
    """What prints serial numbers after the tokens of a format (see `number_format`).

    Numbers that are no date (below 0, beyond 9999) raise `ValueError`.
    """
    parts = _parts(tokens)
    decimals = min(sum(kind == "digit" for kind, _ in tokens), 3)  # of the second, as by ss.000

    def print_date(value: float) -> str:
        at = _moment(value, decimals, since_1904=since_1904)
        texts = [part if isinstance(part, str) else part(at) for part in parts]
        return "".join(map(_in_chinese, texts) if chinese else texts)

    return print_date


def _moment(value: float, decimals: int, *, since_1904: bool) -> _Moment:
    step = 1000 // 10**decimals
    total = int(value * _DAY / step + 0.5) * step
    days, milliseconds = divmod(total, _DAY)
    if value < 0 or days > _LAST_DAY:
        raise ValueError(value)
    elapsed = total // 1000
    if since_1904:
        return _Moment(date(1904, 1, 1) + timedelta(days), milliseconds, elapsed)
    shift = {0: -1, 60: 1}.get(days, 0)
    start = date(1899, 12, 30) if days > 60 else date(1899, 12, 31)
    return _Moment(start + timedelta(days - shift), milliseconds, elapsed, shift)


def _parts(tokens: Sequence[tuple[str, str]]) -> list[str | _Part]:
    halves = any(kind == "noon" for kind, _ in tokens)
    dates = [text for kind, text in tokens if kind == "date"]
    around = zip(["", *dates], dates, [*dates[1:], ""], strict=False)
    names = iter([_part_name(text, before, after, halves=halves) for before, text, after in around])
    parts: list[str | _Part] = []
    decimals = 0
    for kind, text in tokens:
        if kind == "date":
            parts.append(_PARTS[next(names)])
        elif kind == "noon":
            parts.append(_PARTS[text.upper()])
        elif kind == "digit":
            parts.append(partial(_decimal, place=decimals))
            decimals += 1
        else:
            parts.append(text)
    return parts


def _part_name(text: str, before: str, after: str, *, halves: bool) -> str:
    """The key into `_PARTS`: ``m`` behind hours or before seconds means minutes."""
    if text.startswith("["):
        return f"[{text[1]}]"
    if text in {"m", "mm"} and ("h" in before or "s" in after):
        return "minute" if text == "m" else "minutes"
    text = text[: _LONGEST[text[0]]]
    return f"{text} of 12" if halves and text[0] == "h" else text


def _decimal(at: _Moment, place: int) -> str:
    return f"{at.milliseconds % 1000:03}000"[min(place, 3)]


def _in_chinese(text: str) -> str:
    """[DBNum1]: years by digits, 二〇二四; other numbers by value, 十二."""
    if not text.isdecimal():
        return text
    if len(text) == 4:
        return chinese_digits(text)
    return chinese_number(text).replace("一十", "十")
