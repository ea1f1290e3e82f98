"""Target values (指标值): what an indicator shall reach, as a closed set of shapes.

- `Bound`      ≥90%, 280人次, 提升30%: one number, with a comparator or without
- `Range`      10-20个, 80%-90%: two numbers of one unit
- `DateBound`  2024年12月底前, 1月-12月: a time
- `Graded`     及时, 有效提升, 良好, 无: a word that is graded instead of measured
- `FreeText`   在预算范围内: anything else
- `Blank`      nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.model.comparator import SIGNS, Comparator, comparator_around
from jixiao.model.date import DATE, DateBound, print_date, read_date
from jixiao.model.grade import is_graded
from jixiao.model.measures import UnitFamily
from jixiao.model.number import NUMBER, NUMERALS, Number, arabic, half_width, print_number
from jixiao.model.unit import Unit, parse_unit, unit_end, unknown_unit_end

__all__ = [
    "Blank",
    "Bound",
    "DateBound",
    "FreeText",
    "Graded",
    "Range",
    "Target",
    "facts",
    "join_target",
    "parse_target",
    "print_target",
    "quantities",
]


@dataclass(frozen=True, slots=True)
class Bound:
    """One number to hold the achieved value against; without a comparator as printed, 280人次."""

    comparator: Comparator | None
    number: Number
    unit: Unit

    @property
    def amount(self) -> Decimal:
        """In the unit's base: 2.2万人次 is 22000.

        >>> parse_target("=2.2万人次").amount
        Decimal('22000.0')
        """
        return self.number.value * self.unit.scale


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both allowed."""

    low: Number
    high: Number
    unit: Unit


@dataclass(frozen=True, slots=True)
class Graded:
    """A word that is graded instead of measured."""

    word: str


@dataclass(frozen=True, slots=True)
class FreeText:
    """What is said and is none of the other shapes, as printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """No target value."""


Target = Bound | Range | DateBound | Graded | FreeText | Blank

_BLANK = Blank()
_INVISIBLE = re.compile("[\0\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DIGIT = re.compile("[0-9０-９]")
_TO = re.compile("(?:[-~至到]{1,2}|[≤<][^\\W\\d_]{0,6}[≤<])(?:约|大约|近|将近)?")
_MOST = 4  # numbers in one value; more are prose

_SIGNED = rf"(?:(?<![^{SIGNS}~约])-)?{NUMBER}"
# Most numbers are followed by nothing that could make them a date or an ordinal: they come first.
# Then digits that count nothing: dates, ordinals, document numbers, names (5G, PM2.5), counters.
_TOKEN = re.compile(
    rf"""(?=[-\d第附表图\[(A-Za-z])(?:
    (?P<plain>(?!20\d{{6}}(?!\d)){_SIGNED}(?![\d./~至到年月日号季热平AGKD)、-]))
    | {DATE}
    | 第\d+(?:[-~至到]第?\d+)? | (?:附件|附?表|图)\d+
    | [\[(](?:19|20)\d\d[\])]第?\d*号? | (?<![\d.])\d+(?:-\d+)?号
    | (?<![A-Za-z])[A-Za-z]+[-.]?\d[\d.]* | (?<![\d.])(?:[1-5]A|[2-6]G|[248]K|[23]D)(?![A-Za-z])
    | (?<![^;。,:])\(?\d{{1,2}}[.、)](?=[^\d%‰)]|20\d\d年) | (?<![\d.])1[12]\d(?:\d\d)?(?=热线|平台|联动)
    | (?P<number>{_SIGNED}))""",
    re.ASCII | re.VERBOSE,
)

_UNUSUAL = re.compile(r"\d[,，]\d{3}|\d[十百千万亿]{0,2}[余多]|\d[(（]|[百千]分之")
_SEPARATED = re.compile(r"(?<![\d.,，．])\d{1,3}(?:[,，]\d{3})+(?!\d)")
_MORE = re.compile(r"(\d[\d.．]*[十百千万亿]{0,2})[余多](?!\d)")
_BRACKETED = re.compile(r"(?<=\d)[(（]([^()（）\d]{1,12})[)）]")
_OF = re.compile(rf"([百千])分之(?:([{NUMERALS}]{{1,12}})|(\d[\d.]*))")
_NUMERAL = re.compile(f"[{NUMERALS}]{{1,12}}")
_ORDINALS = "级等类星期届号"  # 三级 is the third, not three
_FREQUENCY = re.compile("(?:每.{1,3})?")
_SILENT = frozenset(["", "无", "空", "/", "\\", "-", "--", "~"])
_KINDS = frozenset(["定性", "定量", "正向", "反向", "负向", "逆向", "中性"])


@lru_cache(maxsize=1 << 14)
def parse_target(text: str) -> Target:
    """What a target text means; every text means something.

    One clear number in a sentence is the target: of 每月举办1次 it is 1次. What
    else the sentence says stays in the indicator's printed text.

    >>> print_target(parse_target("不低于50人次的个体心理咨询辅导"))
    '≥50人次'
    >>> parse_target("≥90%").comparator, parse_target("及时"), parse_target(" ")
    (<Comparator.AT_LEAST: '>='>, Graded(word='及时'), Blank())
    """
    printed = "".join(text.split())
    if _INVISIBLE.search(printed):
        printed = _INVISIBLE.sub("", printed)
    if not printed:
        return _BLANK
    target = _with_digits(printed) if _DIGIT.search(printed) else _without_digits(printed)
    return target or FreeText(text.strip())


def print_target(target: Target) -> str:
    """The one way to write a target; read again it is the same target.

    >>> print_target(parse_target(" >= 95.00 (%)")), print_target(parse_target("10个—20个"))
    ('≥95.00%', '10~20个')
    """
    match target:
        case Bound(comparator, number, unit):
            return f"{comparator.sign if comparator else ''}{print_number(number)}{unit.printed}"
        case Range(low, high, unit):
            return f"{print_number(low)}~{print_number(high)}{unit.printed}"
        case DateBound():
            return print_date(target)
        case Graded(text) | FreeText(text):
            return text
        case Blank():
            return ""


def facts(target: Target) -> tuple[str, str | None, str | None]:
    """Comparator, value and unit as ``jixiao read --to json`` gives them.

    >>> facts(parse_target("≥191.2万头（只、羽）")), facts(parse_target("610—671人"))
    (('>=', '191.2', '万头（只、羽）'), ('range', '610~671', '人'))
    >>> facts(parse_target("12月底到位")), facts(parse_target(""))
    (('text', None, None), ('none', None, None))
    """
    match target:
        case Bound(comparator, number, unit):
            return (comparator.value if comparator else "none"), number.digits, unit.printed
        case Range(low, high, unit):
            return "range", f"{low.digits}~{high.digits}", unit.printed
        case Blank():
            return "none", None, None
        case _:
            return "text", None, None


def join_target(comparator: str, value: str, unit: str) -> str:
    """The target of a form that gives comparator, number and unit a column each.

    >>> join_target("大于等于", "98", "%"), join_target("≥", "95%", "%"), join_target("定性", "及时", "无")
    ('大于等于98%', '≥95%', '及时')
    """
    comparator, value, unit = comparator.strip(), value.strip(), unit.strip()
    if not value or (comparator == "定性" and not _DIGIT.search(value)):
        return value
    if half_width(comparator) in _SILENT or comparator.removesuffix("指标") in _KINDS:
        comparator = ""
    held = parse_target(value)
    if isinstance(held, Bound) and held.comparator is not None:
        comparator = ""
    if isinstance(held, Bound) and held.unit.printed and held.unit.canonical == parse_unit(unit).canonical:
        unit = ""
    if half_width(unit) in _SILENT or half_width(value).endswith(half_width(unit)):
        unit = ""
    return comparator + value + unit


def quantities(text: str) -> tuple[Bound, ...]:
    """Every quantity that a text states, in its order; dates, ordinals and names count nothing.

    >>> [print_target(each) for each in quantities("2024年培训3期，不少于120人")]
    ['3期', '≥120人']
    """
    printed = _usual("".join(text.split()))
    plain = half_width(printed)
    return tuple(
        _quantity(printed, plain, token).bound for token in _TOKEN.finditer(plain) if token.lastgroup
    )


class _Quantity(NamedTuple):
    """A number found in a text, from ``start`` to the end of its unit."""

    bound: Bound
    start: int
    end: int
    clear: bool


def _without_digits(printed: str) -> Target | None:
    plain = half_width(printed)
    if is_graded(plain):
        return Graded(printed)
    if usual := _in_digits(printed, plain):
        return _with_digits(usual)
    return read_date(plain) if "年" in plain or "季" in plain else None


def _with_digits(printed: str) -> Target | None:
    if _UNUSUAL.search(printed):
        printed = _usual(printed)
    plain = half_width(printed)
    found: list[_Quantity] = []
    for token in _TOKEN.finditer(plain):
        if token.lastgroup:
            if len(found) == _MOST:
                return None
            found.append(_quantity(printed, plain, token))
    return _settled(found, plain) if found else read_date(plain)


def _quantity(printed: str, plain: str, token: re.Match[str]) -> _Quantity:
    start, end = token.span(token.lastgroup or 0)
    close = unit_end(plain, end)
    if close == end and is_graded(plain[end : (close := unknown_unit_end(plain, end))]):
        close = end
    unit = parse_unit(printed[end:close])
    timed = unit.family in (UnitFamily.TIME, UnitFamily.LENGTH)
    comparator, about, last = comparator_around(plain, start, close, within=timed)
    bound = Bound(comparator, Number(plain[start:end], about), unit)
    clear = close > end or comparator is not None or not plain[last:].strip("。;,.)")
    return _Quantity(bound, start, close, clear)


def _settled(found: list[_Quantity], plain: str) -> Target | None:
    """One quantity, however often it is said, is a bound; two can be a range."""
    if not found[-1].clear:
        return None
    if len(found) == 1:
        return found[0].bound
    bounds = [each.bound for each in found]
    if len({(bound.number.digits, bound.unit.canonical, bound.unit.scale) for bound in bounds}) == 1:
        return next((bound for bound in bounds if bound.comparator), bounds[0])
    if len(found) == 2 and _TO.fullmatch(plain, found[0].end, found[1].start):
        return _range(*bounds)
    return None


def _range(low: Bound, high: Bound) -> Range | None:
    if low.unit.printed not in ("", high.unit.printed) or low.number.value >= high.number.value:
        return None
    target = Range(low.number, high.number, high.unit)
    if high.unit.printed[:1] not in "年月日季":
        return target
    token = _TOKEN.search(print_target(target))  # 2024~2025 and 3~5月 are times
    return target if token and token.lastgroup else None


def _usual(printed: str) -> str:
    """Odd ways of writing put into the usual one: 1,000人, 5万余人, 95(%)."""
    printed = _SEPARATED.sub(lambda found: found[0].replace(",", "").replace("，", ""), printed)
    return _OF.sub(_percent, _BRACKETED.sub(_without_brackets, _MORE.sub(r"约\1", printed)))


def _without_brackets(found: re.Match[str]) -> str:
    inner = half_width(found[1])
    if unit_end(inner) == len(inner):
        return found[1]
    ends = found.end() == len(found.string)
    return found[1] if ends and unknown_unit_end(inner, 0) == len(inner) else found[0]


def _percent(found: re.Match[str]) -> str:
    digits = found[3] or ("100" if found[2] == "百" else arabic(found[2]))
    return digits + ("%" if found[1] == "百" else "‰") if digits else found[0]


def _in_digits(printed: str, plain: str) -> str | None:
    """A target that is all of it a Chinese numeral with its unit: 不少于二十次."""
    if "分之" in plain and (usual := _OF.sub(_percent, printed)) != printed:
        return usual
    found = _NUMERAL.search(plain)
    numeral = found[0].rstrip("万亿") if found else ""
    digits = arabic(numeral) if numeral and plain != "十分" else None
    if found is None or digits is None:
        return None
    start, end = found.start(), found.start() + len(numeral)
    usual = _usual(f"{printed[:start]}{digits}{printed[end:]}")
    return usual if _counts(half_width(usual), usual.index(digits), len(digits)) else None


def _counts(plain: str, start: int, length: int) -> bool:
    """Whether a numeral at this place counts: 一次 does, 统一, 一般 and 三级 do not."""
    unit = start + length
    close = unit_end(plain, unit)
    if close == unit or plain[unit] in _ORDINALS:
        return False
    comparator, about, last = comparator_around(plain, start, close, within=True)
    compared = comparator is not None or about or _FREQUENCY.fullmatch(plain, 0, start)
    return last == len(plain) and bool(compared)
