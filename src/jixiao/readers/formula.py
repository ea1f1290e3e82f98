"""The value of formulas that were saved without one.

Excel stores with each formula the value it last showed. Programs that write
workbooks do not: their ``=SUM(C5:C6)`` gets its value when Excel opens the
file. The simple formulas of official tables are worked out here; the others
(other sheets, IF, VLOOKUP ...) are reported by the reader, never guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.readers.number_format import exact, general

Place = tuple[int, int]  # row and column, from 1
Value = float | str | bool

# A quantifier with a second + gives nothing back, so that a hostile formula takes no longer than its length.
_NUMBER = r"(?:\d++(?:\.\d*+)?|\.\d++)(?:[Ee][+-]?\d++)?"
_LITERAL = re.compile(rf'\s*+(?:[-+]?\s*+{_NUMBER}\s*+%?|"(?:[^"]|"")*+")\s*+')
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number>{_NUMBER})
    | "(?P<string>(?:[^"]|"")*)"
    | (?P<function>[A-Za-z][A-Za-z.]*)\(
    | (?P<cell>\$?[A-Za-z]{{1,3}}\$?[1-9]\d{{0,6}}(?::\$?[A-Za-z]{{1,3}}\$?[1-9]\d{{0,6}})?)(?![\w.!(:])
    | (?P<sign>[-+*/%&(),])
    )\s*""",
    re.VERBOSE,
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d+)")
_LONGEST = 8_192  # characters; Excel's own limit
_DEEPEST = 48  # parentheses and formulas within each other
_MOST_STEPS = 2_000_000  # cells looked at for one sheet; honest sheets need a thousandth
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)


class Formula(NamedTuple):
    """A formula's text, without the equals sign.

    A formula that was filled down is stored once, and how far down (and to
    the right) each copy stands.
    """

    text: str
    down: int = 0
    right: int = 0


class NotSimple(ValueError):
    """The formula is beyond what is worked out here, or has no value at all."""


def typed_literal(formula: str) -> str | None:
    """What stands on paper for a formula that is only a number or a text.

    Officers type ``=100%`` and mean "equal to 100%"; the program takes it for
    a formula. So the equals sign is kept before numbers. ``="≥95%"`` is how
    some keep the program from guessing; there, the text alone counts.

    >>> typed_literal("100%"), typed_literal('"≥95%"'), typed_literal("C5+C6")
    ('=100%', '≥95%', None)
    """
    if not _LITERAL.fullmatch(formula[:_LONGEST]):
        return None
    text = formula.strip()
    return text[1:-1].replace('""', '"') if text[0] == '"' else f"={text}"


@lru_cache(maxsize=1024)
@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


class Calculator:
    """Works out formulas of one sheet from its values and its other formulas."""

    def __init__(self, values: Mapping[Place, Value], formulas: Mapping[Place, Formula]) -> None:
        self._values = dict(values)
        self._formulas = formulas
        self._open: set[Place] = set()
        self._depth = 0
        self._steps = 0

    def value(self, place: Place) -> Value | None:
        """The value of a cell, None if it is empty. Raises `NotSimple`."""
        self._spend(1)
        if place in self._values or place not in self._formulas:
            return self._values.get(place)
        if place in self._open:
            raise NotSimple("refers to itself")
        self._open.add(place)
        try:
            self._values[place] = _Evaluation(self, self._formulas[place]).result()
        finally:
            self._open.discard(place)
        return self._values[place]

    def area(self, first: Place, last: Place) -> Iterator[Value]:
        """The values in a rectangle; empty cells are left out."""
        rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        filled = len(self._values) + len(self._formulas)
        if len(rows) * len(columns) <= filled:
            places = [(row, column) for row in rows for column in columns]
        else:
            self._spend(filled)
            known = [*self._values, *self._formulas]
            places = sorted({place for place in known if place[0] in rows and place[1] in columns})
        for place in places:
            value = self.value(place)
            if value is not None:
                yield value

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Around whatever may contain itself: parentheses, formulas behind formulas."""
        if self._depth >= _DEEPEST:
            raise NotSimple("nested too deeply")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _spend(self, steps: int) -> None:
        self._steps += steps
        if self._steps > _MOST_STEPS:
            raise NotSimple("too much to work out")


class _Evaluation:
    """Reads one formula from left to right; the methods go down by precedence."""

    def __init__(self, calculator: Calculator, formula: Formula) -> None:
        self._calculator = calculator
        self._formula = formula
        self._tokens = _tokens(formula.text)
        self._at = 0

    def result(self) -> Value:
        value = self._concatenation()
        finite = not isinstance(value, float) or math.isfinite(value)
        if self._at < len(self._tokens) or not finite:
            raise NotSimple(self._formula.text)
        return value

    def _concatenation(self) -> Value:
        with self._calculator.deeper():
            value = self._sum()
            while self._taken("&"):
                value = _text(value) + _text(self._sum())
        return value

    def _sum(self) -> Value:
        value = self._product()
        while sign := self._taken("+") or self._taken("-"):
            left, right = _number(value), _number(self._product())
            value = left + right if sign == "+" else left - right
        return value

    def _product(self) -> Value:
        value = self._percent()
        while sign := self._taken("*") or self._taken("/"):
            left, right = _number(value), _number(self._percent())
            if sign == "/" and right == 0:
                raise NotSimple("#DIV/0!")
            value = left * right if sign == "*" else left / right
        return value

    def _percent(self) -> Value:
        signs = 0
        while sign := self._taken("-") or self._taken("+"):
            signs += sign == "-"
        value = self._operand()
        while self._taken("%"):
            value = float(exact(_number(value)) / 100)
        return -_number(value) if signs % 2 else value

    def _operand(self) -> Value:
        kind, text = self._next()
        if kind == "number":
            return float(text)
        if kind == "string":
            return text.replace('""', '"')
        if kind == "cell" and ":" not in text:
            value = self._calculator.value(self._place(text))
            return 0.0 if value is None else value
        if kind == "function":
            return self._function(text.upper())
        if text == "(":
            value = self._concatenation()
            self._expect(")")
            return value
        raise NotSimple(self._formula.text)

    def _function(self, name: str) -> Value:
        if name == "SUM":
            return sum(self._summands(), 0.0)
        if name == "ROUND":
            number = _number(self._concatenation())
            self._expect(",")
            digits = _number(self._concatenation())
            self._expect(")")
            return _rounded(number, digits)
        raise NotSimple(name)

    def _summands(self) -> Iterator[float]:
        while True:
            kind, text = self._peek()
            if kind == "cell" and (":" in text or self._peek(1)[1] in {",", ")"}):
                first, _, last = self._next()[1].partition(":")
                area = self._calculator.area(self._place(first), self._place(last or first))
                yield from (value for value in area if isinstance(value, float))
            else:
                yield _number(self._concatenation())
            if not self._taken(","):
                break
        self._expect(")")

    def _place(self, text: str) -> Place:
        fixed_column, letters, fixed_row, row = _CELL.findall(text)[0]
        return (
            int(row) + (0 if fixed_row else self._formula.down),
            column_number(letters) + (0 if fixed_column else self._formula.right),
        )

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _taken(self, sign: str) -> str:
        if self._peek() != ("sign", sign):
            return ""
        self._at += 1
        return sign

    def _expect(self, sign: str) -> None:
        if not self._taken(sign):
            raise NotSimple(self._formula.text)


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or len(text) > _LONGEST:
            raise NotSimple(text[:80])
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
        at = match.end()
    return tokens


def _number(value: Value) -> float:
    """A text that reads as a number counts as one, as in Excel."""
    if isinstance(value, str):
        match = re.fullmatch(rf"\s*+([-+]?{_NUMBER})(%?)\s*+", value)
        if match is None:
            raise NotSimple("#VALUE!")
        return float(match[1]) / (100 if match[2] else 1)
    return float(value)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) else general(value)


def _rounded(number: float, digits: float) -> float:
    if not math.isfinite(number) or not -30 <= digits <= 30:
        raise NotSimple("#NUM!")
    return float(exact(number).quantize(Decimal(1).scaleb(-int(digits)), context=_WIDE))
