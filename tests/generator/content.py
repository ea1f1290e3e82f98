"""Invented content of a document: who, which projects, and what is measured."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

CLASSES = [
    "quantity",
    "quality",
    "time",
    "cost",
    "society_cost",
    "ecology_cost",
    "economy",
    "society",
    "ecology",
    "lasting",
    "satisfaction",
]
PLACES = [
    "临溪县",
    "云陵市",
    "东岭区",
    "安宁岭县",
    "清江口区",
    "石桥湾县",
    "北屏市",
    "白杨旗",
    "双河坪县",
    "望川区",
]
PEOPLE = "×××"
PHONE = "000-0000000"


@dataclass(frozen=True)
class Measure:
    """What an indicator measures and asks for, before it is printed."""

    name: str
    kind: str  # number, word, date; silent: the table prints no value
    number: str = ""
    unit: str = ""
    sign: str = ""  # + at least, - at most, = exactly
    word: str = ""
    other: str = ""  # a second number of the same kind, above the first


@cache
def _fields() -> dict[str, dict[str, list[str] | str]]:
    with Path(__file__).with_name("fields.toml").open("rb") as file:
        return tomllib.load(file)


def topics() -> list[str]:
    return [name for name in _fields() if name != "common"]


@dataclass
class Content:
    """One field of government in one place and year; never gives the same measure twice in a table."""

    rng: Random
    topic: str
    year: int
    place: str = ""
    bureau: str = ""
    _code: int = 0
    _used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.place = self.rng.choice(PLACES)
        self._code = self.rng.randint(101, 899)
        self.bureau = self.place + self.rng.choice(self._list("bureau"))

    def _list(self, key: str) -> list[str]:
        return list(_fields()[self.topic].get(key, []))

    def body(self) -> str:
        """A unit below the bureau, or the bureau itself."""
        return self.bureau if self.rng.random() < 0.4 else self.place + self.rng.choice(self._list("body"))

    def code(self) -> str:
        """The bureau's number."""
        return str(self._code)

    def long_code(self) -> str:
        """The number of a unit below it."""
        return f"{self._code}{self._code % 17 + 1:03d}"

    def projects(self, count: int) -> list[str]:
        names = self.rng.sample(self._list("projects"), min(count, len(self._list("projects"))))
        return [self._dressed(n) for n in names]

    def _dressed(self, name: str) -> str:
        tail = self.rng.choice(["", "", "项目", "专项资金", "经费"]) if not name.endswith("经费") else ""
        head = self.rng.choice(["", "", "", f"{self.year}年", f"{self.year}年度"])
        bracket = self.rng.choice([""] * 6 + ["（本级）", "（第一批）", "（市级配套）"])
        return head + name + tail + bracket

    def goals(self, count: int) -> list[str]:
        pool = self._list("goals")
        return self.rng.sample(pool, min(count, len(pool)))

    def fresh(self) -> None:
        """A new table may measure the same again."""
        self._used.clear()

    def measures(self, cls: str, count: int, budget: Decimal) -> list[Measure]:
        pool = [s for s in self._list(cls) + _common(cls) if s.split("|")[0] not in self._used]
        chosen = self.rng.sample(pool, min(count, len(pool)))
        self._used |= {s.split("|")[0] for s in chosen}
        return [self._measure(s, budget) for s in chosen]

    def _measure(self, line: str, budget: Decimal) -> Measure:
        name, *rest = line.split("|")
        if len(rest) == 1:
            if rest[0] == "@date":
                return Measure(name, "date", word=self._date())
            return Measure(name, "word", word=self.rng.choice(rest[0].split("/")))
        unit, span, sign = rest
        if span == "@budget":
            return Measure(
                name, "number", _plain(budget / 10000), unit, sign, other=_plain(budget / 10000 + 10)
            )
        low, high = (Decimal(x) for x in span.split("~"))
        number, other = sorted((self._between(low, high), self._between(low, high)))
        return Measure(name, "number", str(number), unit, sign, other=str(other))

    def _between(self, low: Decimal, high: Decimal) -> Decimal:
        if low != int(low):
            return Decimal(self.rng.randint(int(low * 10), int(high * 10))) / 10
        step = 10 if high - low > 400 else 1
        return Decimal(self.rng.randint(int(low), int(high)) // step * step)

    def _date(self) -> str:
        y, m = self.year, self.rng.randint(6, 12)
        forms = [
            f"{y}年{m}月底前",
            f"{m}月底前完成",
            f"{y}年12月31日前",
            f"{y}年{m}月",
            f"{y}年1月-12月",
            f"{y}年{m - 3}月至{m}月",
            f"{y}年底",
            "全年",
        ]
        return self.rng.choice(forms)

    def amount(self, low: int = 5, high: int = 900) -> Decimal:
        """Yuan, whole hundreds: two digits after the point in 万元."""
        return Decimal(self.rng.randint(low * 100, high * 100) * 100)


def _common(cls: str) -> list[str]:
    return list(_fields()["common"].get(cls, []))


def _plain(value: Decimal) -> str:
    """12.50 as 12.5, 40.00 as 40."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text or "0"
