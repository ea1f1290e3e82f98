"""A cell's value as its number format prints it.

A workbook stores 0.88 and the format ``0%``; the table on paper says 88%. This
file turns the one into the other, after the rules of Excel and WPS. A format
that makes no sense prints the plain number, as they do.

Two liberties are taken: blanks that only align figures (``_ * #,##0.00_ ``)
are dropped at both ends, and General never hides the digits of a long whole
number behind an exponent, since how many fit depends on the column's width.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from jixiao.readers.date_format import date_printer
from jixiao.readers.numerals import chinese_number

Printer = Callable[[float], str]

# Chinese Excel and WPS print these numbers so; a file names only the number.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '"¥"#,##0;"¥"-#,##0;"¥-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)                 # "!" is how Chinese Excel types the backslash
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<end>;)
    | (?P<general>General|G/通用格式)
    | (?P<noon>AM/PM|A/P|上午/下午)
    | (?P<power>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|a{3,4})
    | (?P<digit>[0\#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<slash>/)
    | (?P<text>@)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d*)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # the largest float has 309 digits
_LONGEST_CODE = 1_000  # Excel allows 255


class Token(NamedTuple):
    """A piece of a format: a ``digit`` place, a ``date`` part, a ``literal`` ..."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the parts between semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    chinese: int  # [DBNum1] 一二三, [DBNum2] 壹贰叁

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)


@lru_cache(maxsize=1024)
def printer(code: str, *, since_1904: bool = False) -> Printer:
    """What prints numbers as the format ``code`` does. Never fails.

    >>> printer("0.00%")(0.95), printer('0!.0,"万"')(12345), printer("General")(0.1 + 0.2)
    ('95.00%', '1.2万', '0.3')
    """
    if code.strip().lower() in {"", "general", "@"}:
        return general
    sections = _sections(code)[:3]
    printers = [_section_printer(section, since_1904=since_1904) for section in sections]
    if len(sections) == 1 and sections[0].condition is None:
        return _careful(printers[0])

    def print_number(value: float) -> str:
        index, shown = _choose(sections, value)
        return printers[index](shown)

    return _careful(print_number)


def _careful(show: Printer) -> Printer:
    """Where a format cannot print a value, the plain number stands."""

    def print_number(value: float) -> str:
        try:
            return show(value).strip(" ")
        except (ArithmeticError, ValueError, LookupError):
            return general(value)

    return print_number


@lru_cache(maxsize=1024)
def text_printer(code: str) -> Callable[[str], str] | None:
    """What prints a text as the format does; None if that is the text itself, as nearly always."""
    *_, last = sections = _sections(code)
    if not last.has("text"):
        return (lambda _: _joined(last.tokens)) if len(sections) == 4 else None
    at = next(index for index, token in enumerate(last.tokens) if token.kind == "text")
    before, after = _joined(last.tokens[:at]).lstrip(" "), _joined(last.tokens[at + 1 :]).rstrip(" ")
    return (lambda text: f"{before}{text}{after}") if before or after else None


def general(value: float) -> str:
    """A number without a format: up to ten digits, as many as a wide column shows.

    >>> general(230.0), general(82800.920000000013), general(1 / 3), general(0.00001)
    ('230', '82800.92', '0.333333333', '1E-05')
    """
    if not math.isfinite(value):
        return "#NUM!"  # only damaged files hold such
    size = abs(value)
    if size < 1e15 and value == int(value):
        return str(int(value))
    if size < 1e-4 or size >= 1e15:
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}"
    decimals = max(10 - len(str(int(size))), 0)
    text = f"{_rounded(exact(value), decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: float) -> Decimal:
    """The number that a float stands for: its first 15 digits, which is what Excel keeps."""
    return Decimal(f"{value:.15g}")


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)


def _sections(code: str) -> list[Section]:
    found: list[Section] = []
    tokens: list[Token] = []
    condition, chinese = None, 0
    for match in _TOKEN.finditer(code[:_LONGEST_CODE]):
        kind = match.lastgroup or "literal"
        text = match[kind]
        if kind == "end":
            found.append(Section(tuple(tokens), condition, chinese))
            tokens, condition, chinese = [], None, 0
        elif kind != "bracket":
            tokens.append(_token(kind, text))
        elif compared := _CONDITION.match(text):
            condition = (compared[1], float(compared[2]))
        elif text.lower() in {"dbnum1", "dbnum2"}:
            chinese = int(text[-1])
        elif text.startswith("$"):  # [$¥-804]: a sign and the language of the names of months
            tokens.append(Token("literal", text[1:].partition("-")[0]))
        elif _ELAPSED.fullmatch(text):  # [h]: hours beyond a day; other brackets are colours
            tokens.append(Token("date", f"[{text.lower()}]"))
    return [*found, Section(tuple(tokens), condition, chinese)]


def _token(kind: str, text: str) -> Token:
    if kind in {"quoted", "escaped"}:
        return Token("literal", text)
    if kind in {"space", "fill"}:
        return Token("literal", " " if kind == "space" or text == " " else "")
    return Token(kind, text.lower() if kind == "date" else text)


def _joined(tokens: Iterable[Token]) -> str:
    return "".join(token.text for token in tokens if token.kind not in {"digit", "comma"})


def _choose(sections: list[Section], value: float) -> tuple[int, float]:
    """The section for a value, and the value without its sign where the section implies that."""
    implied = [(">" if len(sections) > 2 else ">=", 0.0), ("<", 0.0)]
    for index, section in enumerate(sections):
        condition = section.condition
        if condition is None and index < len(implied) and sections[0].condition is None:
            condition = implied[index]
        if condition is None:
            return index, value
        sign, limit = condition
        if _COMPARE[sign](value, limit):
            return index, abs(value) if sign in {"<", "<="} and limit <= 0 else value
    raise LookupError("no section for it")


def _section_printer(section: Section, *, since_1904: bool) -> Printer:
    tokens = section.tokens
    if section.has("date"):
        return date_printer(tokens, since_1904=since_1904, chinese=section.chinese == 1)
    if section.has("general", "text"):
        return lambda value: _with_general(section, value)
    if not section.has("digit"):
        literal = _joined(tokens)
        return lambda value: f"-{literal}" if value < 0 and literal else literal
    if section.has("power"):
        return lambda value: _scientific(tokens, value)
    if section.has("slash"):
        return lambda value: _fraction(tokens, value)
    return _decimal_printer(tokens)


def _with_general(section: Section, value: float) -> str:
    number = general(abs(value))
    if section.chinese:
        number = chinese_number(number, formal=section.chinese == 2)
    shown = {"general": number, "text": number}
    text = "".join(shown.get(token.kind, token.text) for token in section.tokens)
    return f"-{text}" if value < 0 else text


class _Decimal(NamedTuple):
    """``"约"#,##0.00,"万元"``: what stands before the digits, whole, decimals, and behind them."""

    front: str
    places: list[Token]  # digits, and literals between them
    point: str
    decimals: list[str]
    end: str
    shift: int  # powers of ten
    grouped: bool

    @property
    def is_usual(self) -> bool:
        """Whether Python's own formats print it: ``#,##0.00``, but neither ``000`` nor ``#.##``."""
        *others, last = [token.text for token in self.places] or [""]
        return last == "0" and set(others) <= {"#", "?"} and set(self.decimals) <= {"0"}


def _decimal(tokens: tuple[Token, ...]) -> _Decimal:
    core = [index for index, token in enumerate(tokens) if token.kind in {"digit", "point"}]
    front, digits, end = tokens[: core[0]], tokens[core[0] : core[-1] + 1], tokens[core[-1] + 1 :]
    points = [index for index, token in enumerate(digits) if token.kind == "point"]
    point = points[0] if points else len(digits)
    whole = digits[:point]
    # A comma behind the last whole digit divides by a thousand, one between digits groups them.
    dividing = _leading_commas(whole[::-1])
    grouped = sum(token.kind == "comma" for token in whole) > dividing
    percents = sum(token.kind == "percent" for token in tokens)
    return _Decimal(
        front=_joined(front),
        places=[token for token in whole if token.kind != "comma"],
        point="." if points else "",
        decimals=[token.text for token in digits[point:] if token.kind == "digit"],
        end=_joined(end),
        shift=2 * percents - 3 * (dividing + _leading_commas(end)),
        grouped=grouped,
    )


def _decimal_printer(tokens: tuple[Token, ...]) -> Printer:
    form = _decimal(tokens)
    front, places, point, decimals, end, shift, grouped = form
    spec = f"{',' if grouped else ''}.{len(decimals)}f"
    factor, steps = 10.0**shift, 10.0 ** (shift + len(decimals))

    def rounded(size: float) -> Decimal:
        return _rounded(exact(size).scaleb(shift, context=_WIDE), len(decimals))

    def print_usual(value: float) -> str:
        size = abs(value)
        # Floats round as decimals do, unless they are about in the middle between two steps.
        between = size * steps
        is_clear = between < 1e11 and abs(between % 1 - 0.5) > 1e-3
        text = f"{size * factor:{spec}}" if is_clear else f"{rounded(size):{spec}}"
        return f"{'-' if value < 0 else ''}{front}{text}{end}"

    def print_any(value: float) -> str:
        text, _, rest = f"{rounded(abs(value)):f}".partition(".")
        text = _placed(places, text.lstrip("0"), grouped=grouped)
        return f"{'-' if value < 0 else ''}{front}{text}{point}{_trimmed(decimals, rest)}{end}"

    return print_usual if form.is_usual and bool(point) == bool(decimals) else print_any


def _leading_commas(tokens: tuple[Token, ...]) -> int:
    return next((index for index, token in enumerate(tokens) if token.kind != "comma"), len(tokens))


def _placed(places: list[Token], digits: str, *, grouped: bool) -> str:
    """Digits into their places from the right; the first place takes all that are left."""
    least = sum(token.text == "0" for token in places if token.kind == "digit")
    digits = digits.rjust(least, "0")
    if all(token.kind == "digit" for token in places):
        return f"{int(digits):0{_with_commas(len(digits))},}" if grouped and digits else digits
    shown: list[str] = []
    left = sum(token.kind == "digit" for token in places)
    for token in reversed(places):
        if token.kind != "digit":
            shown.append(token.text)
            continue
        left -= 1
        taken = digits[-1:] if left else digits
        digits = digits[: len(digits) - len(taken)]
        shown.append(taken)
    return "".join(reversed(shown))


def _with_commas(digits: int) -> int:
    return digits + (digits - 1) // 3


def _trimmed(decimals: list[str], digits: str) -> str:
    """Without the trailing zeros for which the format has no 0."""
    least = max((index + 1 for index, place in enumerate(decimals) if place == "0"), default=0)
    return digits[:least] + digits[least:].rstrip("0")


def _scientific(tokens: tuple[Token, ...], value: float) -> str:
    at = next(index for index, token in enumerate(tokens) if token.kind == "power")
    number = exact(abs(value))
    step = max(sum(token.kind == "digit" for token in tokens[:at]) - _decimals(tokens[:at]), 1)
    power = number.adjusted() // step * step if number else 0
    mantissa = _decimal_printer(tokens[:at])(float(number.scaleb(-power)))
    if mantissa.startswith("10") and step == 1:  # 9.99 rounded up
        power, mantissa = power + 1, _decimal_printer(tokens[:at])(1.0)
    width = sum(token.kind == "digit" for token in tokens[at:])
    sign = "-" if power < 0 else "+" * tokens[at].text.endswith("+")
    return f"{'-' if value < 0 else ''}{mantissa}E{sign}{abs(power):0{width}}{_joined(tokens[at + 1 :])}"


def _decimals(tokens: tuple[Token, ...]) -> int:
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    return sum(token.kind == "digit" for token in tokens[point:])


def _fraction(tokens: tuple[Token, ...], value: float) -> str:
    """``# ?/?``: 2.5 prints 2 1/2."""
    at = next(index for index, token in enumerate(tokens) if token.kind == "slash")
    below = "".join(token.text for token in tokens[at + 1 :]).strip()
    width = sum(token.kind == "digit" for token in tokens[at:])
    number = Fraction(exact(abs(value)))
    is_mixed = Token("digit", "#") in tokens[:at]
    whole = int(number) if is_mixed else 0
    if below.isdigit() and int(below):
        part, bottom = math.floor((number - whole) * int(below) + Fraction(1, 2)), int(below)
    else:
        part, bottom = (number - whole).limit_denominator(10 ** min(width, 7) - 1).as_integer_ratio()
    if part == bottom and is_mixed:
        whole, part = whole + 1, 0
    text = f"{whole or ''} {part}/{bottom}".strip() if part else str(whole)
    return f"-{text}" if value < 0 else text
