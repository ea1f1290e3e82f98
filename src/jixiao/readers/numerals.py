"""Numbers in Chinese characters, as spreadsheets print them: 一百二十, 壹佰贰拾."""

from __future__ import annotations

_PLAIN = ("〇一二三四五六七八九", ("", "十", "百", "千"))
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
_MYRIADS = ("", "万", "亿", "万亿")


def chinese_number(number: str, *, formal: bool = False) -> str:
    """A plain decimal number in characters; whatever else comes is given back.

    >>> chinese_number("10203.5"), chinese_number("120", formal=True)
    ('一万〇二百〇三.五', '壹佰贰拾')
    """
    whole, point, decimals = number.partition(".")
    if not whole.isdecimal() or len(whole) > 4 * len(_MYRIADS):
        return number
    return f"{_whole(whole.lstrip('0'), formal=formal)}{point}{chinese_digits(decimals, formal=formal)}"


def chinese_digits(digits: str, *, formal: bool = False) -> str:
    """Digit by digit, as years are written: 二〇二四."""
    names, _ = _FORMAL if formal else _PLAIN
    return "".join(names[int(digit)] if digit.isdecimal() else digit for digit in digits)


def _whole(digits: str, *, formal: bool) -> str:
    names, units = _FORMAL if formal else _PLAIN
    text, pending = "", False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit == "0":
            pending = True
        else:
            text += names[0] * (pending and bool(text)) + names[int(digit)] + units[place % 4]
            pending = False
        group = digits[: len(digits) - place][-4:]
        if place % 4 == 0 and place and int(group):
            text += _MYRIADS[place // 4]
    return text or names[0]
