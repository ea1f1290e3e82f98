"""How a document spells: brackets, comparators, labels, amounts. Chosen once, kept through the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

from .content import Measure
from .document import Cell, Parsed


@dataclass(frozen=True)
class Traits:
    """What a rendering can show, so that no document is made whose truth a careful human could not tell."""

    blanks: bool = True  # blank cells are kept
    borders: bool = True  # cell ends are marked
    breaks: bool = True  # labels may hold line breaks
    spaced: bool = True  # labels and values may hold blanks
    sentences: bool = True  # values may be sentences
    ticks: bool = True  # columns told apart only by place


class Printed(NamedTuple):
    """A value as it stands in one cell, and what it says."""

    name: str
    text: str
    parsed: Parsed
    number: float | None = None
    format: str = "General"

    def cell(self, cols: int = 1) -> Cell:
        return Cell(self.text, cols, number=self.number, format=self.format)


class Parts(NamedTuple):
    """A value in separate columns."""

    sign: str
    number: str
    unit: str
    text: str
    parsed: Parsed


SIGNS = {
    "sign": {"+": "≥", "-": "≤", "=": "="},
    "wide": {"+": "≥", "-": "≤", "=": "＝"},
    "double": {"+": "≧", "-": "≦", "=": "="},
    "ascii": {"+": ">=", "-": "<=", "=": "="},
}
WORDS = {
    "+": ["不低于", "不少于", "大于等于", "大于", "超过"],
    "-": ["不超过", "不高于", "小于等于", "小于", "低于"],
    "=": ["等于"],
}
MEANING = {
    **dict.fromkeys(("≥", "≧", ">=", "不低于", "不少于", "大于等于"), ">="),
    **dict.fromkeys(("≤", "≦", "<=", "不超过", "不高于", "小于等于"), "<="),
    **dict.fromkeys((">", "＞", "大于", "超过"), ">"),
    **dict.fromkeys(("<", "＜", "小于", "低于"), "<"),
    **dict.fromkeys(("=", "＝", "等于"), "="),
}


class Voice:
    def __init__(self, rng: Random, traits: Traits) -> None:
        self.rng = rng
        self.traits = traits
        self.half = rng.random() < 0.35  # brackets and colons of the narrow kind
        self.comparators = rng.choice(
            ["sign", "sign", "sign", "wide", "double", "ascii", "words", "bare", "mixed"]
        )
        self.unit_in_name = rng.choice(["no", "no", "no", "both", "only"])
        self.thousands = rng.random() < 0.4
        self.digits = rng.choice([2, 2, 2, -1])  # -1: as many as needed
        self.level_break = rng.choice(["no", "no", "break", "spaced"])
        self.suffix = not traits.borders or rng.random() < 0.85  # 数量指标 rather than 数量
        self.merge = rng.choice(["merged", "merged", "merged", "repeated", "blank"])
        self.counter = rng.random() < 0.15
        self.zero = rng.choice(["0.00", "0.00", "0", "blank", "blank"])
        self.platform = False  # ≥90.00(%), as the platform of Shanghai prints
        self.percent = "%"  # or 百分比
        self.long_numbers = rng.random() < 0.08  # ≥12,000人
        self.heads_broken = self.level_break == "break" and rng.random() < 0.5
        self.bare_actual = rng.random() < 0.5  # where the unit has a column, what was achieved goes without
        self.value_space = traits.spaced and rng.random() < 0.08

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def say(self, text: str) -> str:
        """Text written here with wide brackets and colons, as this document writes them."""
        if not self.half:
            return text
        return text.translate(str.maketrans("（）：", "():"))

    def label(self, *spellings: str) -> str:
        """One of several spellings of a label; a line break in it only where the rendering can show it."""
        text = self.rng.choice(spellings)
        if not self.traits.breaks:
            text = text.replace("\n", "")
        if self.traits.spaced and len(text) == 4 and self.chance(0.06):
            text = " ".join(text)
        return self.say(text)

    def head(self, text: str) -> str:
        """The head of a column; at times broken where the levels are."""
        if self.heads_broken and self.traits.breaks and len(text) == 4 and text.endswith("指标"):
            text = f"{text[:2]}\n{text[2:]}"
        return self.label(text)

    def level(self, text: str) -> str:
        if len(text) < 3:
            return text
        if self.level_break == "break" and self.traits.breaks:
            cut = -2 if text.endswith("指标") else len(text) // 2
            return f"{text[:cut]}\n{text[cut:]}"
        if self.level_break == "spaced" and self.traits.spaced and len(text) <= 4:
            return " ".join(text)
        return text

    # ---- amounts

    def amount(self, yuan: Decimal | None, cols: int = 1, *, in_yuan: bool = False, mark: str = "") -> Cell:
        """An amount cell; None is a cell left empty."""
        if yuan is None:
            return Cell("", cols)
        value = yuan if in_yuan else yuan / 10000
        if mark:
            return Cell(self._digits(value) + mark, cols)
        shape = "#,##0.00" if self.thousands else "0.00"
        if self.digits < 0:
            shape = "General"
        return Cell(self._digits(value), cols, number=float(value), format=shape)

    def _digits(self, value: Decimal) -> str:
        if self.digits < 0:
            text = f"{value:.2f}".rstrip("0").rstrip(".")
            return text or "0"
        return f"{value:,.2f}" if self.thousands else f"{value:.2f}"

    # ---- values

    def value(self, m: Measure) -> Printed:
        """The value in one cell: comparator, number and unit together."""
        if m.kind == "silent":
            return Printed(m.name, "", Parsed())
        if m.kind != "number":
            word = self.rng.choice(["无", "/"]) if self.traits.blanks and self.chance(0.02) else m.word
            return Printed(m.name, word, Parsed("text"))
        if self.platform:
            return self._platform(m)
        if m.unit == "%" and self.percent != "%":
            m = replace(m, unit=self.percent)
        return self._odd(m) or self._usual(m)

    def _odd(self, m: Measure) -> Printed | None:
        """At times a range or a sentence."""
        if self.chance(0.04) and m.number != m.other and m.sign != "=":
            return self._range(m)
        sentences = self.traits.sentences and self.percent == "%"
        if sentences and m.number != "0" and self.chance(0.04) and (m.sign != "-" or "元/" in m.unit):
            return self._sentence(m)
        return None

    def _usual(self, m: Measure) -> Printed:
        name, unit = self._name_and_unit(m)
        style = self._style()
        if style == "words" and m.number == "0":
            style = "sign"
        if style == "bare":
            return self._bare(name, m.number, unit)
        if style == "words":
            return self._worded(m, name, m.number, unit)
        sign = self._sign(m, style)
        gap = " " if self.value_space else ""
        shown = f"{int(m.number):,}" if self.long_numbers and "." not in m.number else m.number
        return Printed(name, f"{sign}{gap}{shown}{unit}", Parsed(MEANING[sign], m.number, unit))

    def _platform(self, m: Measure) -> Printed:
        sign = SIGNS["sign"][m.sign]
        number = f"{float(m.number):.2f}"
        return Printed(m.name, f"{sign}{number}({m.unit})", Parsed(MEANING[sign], number, m.unit))

    def _style(self) -> str:
        if self.comparators == "mixed":
            return self.rng.choice(["sign", "sign", "words", "bare", "ascii"])
        if self.chance(0.07):
            return "bare"
        return self.comparators

    def _sign(self, m: Measure, style: str) -> str:
        if style == "sign" and m.sign != "=" and m.number != "0" and self.chance(0.06):
            return {"+": ">", "-": "<"}[m.sign] if self.half else {"+": "＞", "-": "＜"}[m.sign]
        return SIGNS[style][m.sign]

    def _name_and_unit(self, m: Measure) -> tuple[str, str]:
        if self.unit_in_name == "no" or not m.unit or self.chance(0.2):
            return m.name, m.unit
        name = m.name + self.say(f"（{m.unit}）")
        return name, m.unit if self.unit_in_name == "both" else ""

    def _bare(self, name: str, number: str, unit: str) -> Printed:
        parsed = Parsed("none", number, unit)
        if unit == "%":
            places = len(number.partition(".")[2])
            shape = "0." + "0" * places + "%" if places else "0%"
            return Printed(name, f"{number}%", parsed, float(number) / 100, shape)
        if not unit:
            return Printed(name, number, parsed, float(number))
        return Printed(name, number + unit, parsed)

    def _worded(self, m: Measure, name: str, number: str, unit: str) -> Printed:
        if m.sign == "=" and self.chance(0.7):
            return self._bare(name, number, unit)
        if unit and m.sign == "+" and self.chance(0.35):
            text = self.rng.choice([f"达到{number}{unit}以上", f"{number}{unit}以上"])
            return Printed(name, text, Parsed(">=", number, unit))
        if unit and m.sign == "-" and self.chance(0.35):
            text = self.rng.choice([f"控制在{number}{unit}以内", f"{number}{unit}以内"])
            return Printed(name, text, Parsed("<=", number, unit))
        return self._before(m, name, number, unit)

    def _before(self, m: Measure, name: str, number: str, unit: str) -> Printed:
        words = [w for w in WORDS[m.sign] if not (unit == "%" and w in ("不少于", "超过", "不超过"))]
        word = self.rng.choice(words)
        return Printed(name, f"{word}{number}{unit}", Parsed(MEANING[word], number, unit))

    def _range(self, m: Measure) -> Printed:
        mark = self.rng.choice(["-", "~", "—", "～"])
        text = f"{m.number}{mark}{m.other}{m.unit}"
        return Printed(m.name, text, Parsed("range", f"{m.number}~{m.other}", m.unit))

    def _sentence(self, m: Measure) -> Printed:
        plain = Parsed("none", m.number, m.unit)
        if m.unit.startswith(("元/", "万元/")):
            return Printed(m.name, f"按照{m.number}{m.unit}的标准执行", plain)
        if m.unit == "%":
            return Printed(m.name, f"保持{m.number}%", plain)
        if m.number != m.other and self.chance(0.4):
            text = f"上半年{m.number}{m.unit}，全年{m.other}{m.unit}"
            return Printed(m.name, text, Parsed("text"))
        return Printed(m.name, f"全年完成{m.number}{m.unit}", plain)

    def parts(self, m: Measure, style: str = "sign", qualitative: str = "定性", no_unit: str = "") -> Parts:
        """The value in separate columns; ``qualitative`` stands where a sign would."""
        if m.kind == "silent":
            return Parts(qualitative, "", no_unit, "", Parsed())
        if m.kind != "number":
            return Parts(qualitative, m.word, no_unit, m.word, Parsed("text"))
        sign = (
            {"+": "大于等于", "-": "小于等于", "=": "等于"}[m.sign]
            if style == "words"
            else SIGNS[style][m.sign]
        )
        unit = m.unit
        return Parts(sign, m.number, unit, f"{sign}{m.number}{unit}", Parsed(MEANING[sign], m.number, unit))

    def actual(self, m: Measure, *, reached: bool, bare: bool = False) -> str:
        """What was achieved, as printed."""
        if m.kind == "silent":
            return ""
        if m.kind == "date":
            return self.rng.choice(["已完成", "按时完成", m.word])
        if m.kind == "word":
            return m.word if reached else self.rng.choice(["基本达标", "部分完成"])
        number = m.number
        if not reached:
            value = float(number) * (1.1 if m.sign == "-" else 0.9)
            number = (
                f"{value:.1f}".rstrip("0").rstrip(".")
                if "." in number or m.unit == "%"
                else str(round(value))
            )
        return number if bare else number + m.unit
