"""How well a text fits under a head: the costs by which lost columns are found again.

Costs are comparable numbers: 0 fits as made for it, about 1 is plausible, 8
and more is as good as impossible.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from jixiao.forms import vocabulary
from jixiao.forms.rows import amount_in, name_of
from jixiao.forms.vocabulary import Head
from jixiao.grid.text import folded
from jixiao.model.measures import UnitFamily
from jixiao.model.target import Blank, Bound, FreeText, Range, parse_target
from jixiao.model.unit import parse_unit

NEVER = 9.0
_NUMBER = re.compile(r"^-?[\d,]+(\.\d+)?$")
_MARKS = frozenset("√✓☑○●√")
_DOTS = re.compile(r"^[.。…·]+$")
_COUNTER = re.compile(r"^(三级)?指标\d+[:、.]")
_POINTS = re.compile(r"^\d{1,3}(\.\d{1,2})?分?$")
_CHINESE = re.compile(r"[一-鿿]")
_OFFICE = re.compile(
    "(局|院|委|委员会|厅|政府|镇|乡|街道|办公室|中心|学校|大学|中学|小学|幼儿园|会|处|站|所|队|馆"
    r"|公司|办|部|团|社|台|库|场)(本级|机关)?$|^\d{3,}"
)
_ITEM = re.compile(r"^\d{1,2}[.、](?!\d)")
# What may stand before the number of a value, besides signs.
_LEADS = frozenset(
    word
    for words in (
        "不低 不少 不高 不超 不大 不小 大于 小于 等于 达到 至少",
        "低于 高于 超过 控制 每年 每月 提升 提高 降低 增长 下降",
    )
    for word in words.split()
)
_STRONG = ("指标", "目标")


class Traits:
    """What a text is, found once: every cost looks at these only."""

    __slots__ = (
        "blank",
        "bound",
        "chance",
        "chinese",
        "comparator",
        "counter",
        "level1",
        "level2",
        "long",
        "measured",
        "nature",
        "number",
        "strong",
        "text",
        "words",
    )

    def __init__(self, text: str) -> None:
        word = folded(text)
        target = parse_target(text)
        self.text = word
        self.blank = not word or bool(_DOTS.match(word))
        self.counter = bool(_COUNTER.match(word))
        self.number = bool(_NUMBER.match(word))
        self.comparator = vocabulary.is_comparator(word)
        self.nature = vocabulary.is_nature(word)
        self.chance = vocabulary.is_chance(word)
        self.level1 = vocabulary.is_level1(word)
        self.level2 = vocabulary.is_level2(word)
        self.strong = (self.level1 or self.level2) and vocabulary.spelled(word)[-1].endswith(_STRONG)
        short = isinstance(target, Range | Bound) and len(word) <= 24
        self.bound = short and not self.number and _mostly_number(word)
        self.measured = isinstance(target, Range | Bound)
        self.words = not isinstance(target, FreeText | Bound | Range | Blank)  # graded word or date
        self.chinese = len(_CHINESE.findall(word))
        self.long = len(word) > 40


def _mostly_number(word: str) -> bool:
    """≥95%, 280人次, 10-20个, 不低于5场: no name of a measure, though 村组干部230人 is one."""
    if _ITEM.match(word) or len(_CHINESE.findall(word)) > 8:
        return False
    return not _CHINESE.match(word) or word[:2] in _LEADS


@lru_cache(maxsize=8192)
def traits(text: str) -> Traits:
    return Traits(text)


def _level(t: Traits, *, own: bool, other: bool) -> float:
    if own:
        return 0.0 if t.strong else 0.2
    if t.blank:
        return 0.0
    if t.chinese == 0 or t.number or t.bound or t.comparator or t.nature or t.long:
        return NEVER
    if other:
        return 2.5
    return 2.5 if len(t.text) <= 14 else 5.0


def _level1(t: Traits) -> float:
    return _level(t, own=t.level1, other=t.level2) + (0.3 if t.level1 and t.level2 else 0.0)


def _level2(t: Traits) -> float:
    return _level(t, own=t.level2, other=t.level1)


def _name(t: Traits) -> float:
    if t.blank:
        return 0.6
    if not name_of(t.text):
        return 0.5
    if t.number or t.comparator or (t.chinese == 0 and len(t.text) < 3):
        return NEVER
    if t.bound or t.chance:
        return 5.0
    if t.nature or vocabulary.is_group(t.text):
        return 4.0
    if t.level1 or t.level2:
        return 3.0 if t.strong else 0.9 if t.level2 else 0.5
    return 0.8 if t.long else 0.3 if t.words else 0.0


def _target(t: Traits) -> float:
    if t.blank:
        return 0.5
    if t.number or t.bound:
        return 0.1
    if t.words:
        return 0.2
    if t.comparator:
        return 0.6  # "≥" and "90%" are sometimes printed apart
    if t.strong:
        return 4.0
    if t.nature or t.chance:
        return 3.0
    if t.measured:
        return 0.5
    return 1.0 if len(t.text) <= 15 else 1.5


def _comparator(t: Traits) -> float:
    return 0.0 if t.comparator or t.text in ("定性", "无", "/") else 0.3 if t.blank else NEVER


def _nature(t: Traits) -> float:
    return 0.0 if t.comparator or t.nature or t.text in ("无", "/") else 0.3 if t.blank else NEVER


def _unit(t: Traits) -> float:
    if t.blank:
        return 0.0
    if t.number or t.comparator or t.strong or t.long:
        return NEVER
    if parse_unit(t.text).family is not UnitFamily.UNKNOWN or t.text in ("无", "/", "-"):
        return 0.0
    return 1.5 if len(t.text) <= 6 and not t.bound else NEVER


def _weight(t: Traits) -> float:
    if t.blank:
        return 0.5
    if _POINTS.match(t.text) and float(t.text.rstrip("分") or 0) <= 100:
        return 0.0 if not t.text.endswith("分") else 0.2
    return 1.0 if t.text in ("/", "-", "—") else 1.5 if t.bound and "%" in t.text else NEVER


def _score(t: Traits) -> float:
    return _weight(t) + 0.1


def _actual(t: Traits) -> float:
    if t.blank:
        return 0.3
    if t.number or t.bound:
        return 0.2
    if t.strong or t.comparator:
        return 5.0
    return 0.3 if t.words else 1.2


def _prose(t: Traits) -> float:
    if t.blank:
        return 0.0
    if t.number or t.comparator or t.strong:
        return 4.0
    if t.bound or t.level2 or t.level1:
        return 2.0
    return 0.7 if t.chinese else 0.3 if t.text in _MARKS else 1.5


def _prior(t: Traits) -> float:
    return 0.1 if t.blank else 0.5 if t.number or t.bound or t.words else 0.9


def _chance(t: Traits) -> float:
    return 0.0 if t.chance or t.blank or t.text in _MARKS else 5.0


def _long(t: Traits) -> float:
    if t.blank:
        return 0.3
    if t.number or t.comparator or t.bound or t.strong or t.level1:
        return NEVER
    return 0.3 if len(t.text) >= 10 else 1.6


def _subject(t: Traits) -> float:
    if t.blank:
        return 0.1
    if t.number or t.comparator or t.bound or t.level1 or t.level2 or t.chinese < 2:
        return NEVER
    return 0.9


def _office(t: Traits) -> float:
    return 0.1 if _OFFICE.search(t.text) and t.chinese else _subject(t) + 0.8


def _amount(t: Traits) -> float:
    if t.blank:
        return 0.1
    if amount_in(t.text) is None:
        return NEVER
    return 0.0 if "," in t.text or "." in t.text or "元" in t.text else 1.0


def _ignored(t: Traits) -> float:
    return 0.2 if t.blank else NEVER if t.level1 or t.comparator else 0.6


def _group(t: Traits) -> float:
    return 0.0 if t.blank or vocabulary.is_group(t.text) else NEVER


COST: dict[Head, Callable[[Traits], float]] = {
    Head.GROUP: _group,
    Head.LEVEL1: _level1,
    Head.LEVEL2: _level2,
    Head.LEVEL3: _name,
    Head.TARGET: _target,
    Head.TOTAL_TARGET: _target,
    Head.PRIOR: _prior,
    Head.COMPARATOR: _comparator,
    Head.NATURE: _nature,
    Head.UNIT: _unit,
    Head.WEIGHT: _weight,
    Head.ACTUAL: _actual,
    Head.EXPECTED: _actual,
    Head.SCORE: _score,
    Head.REASON: _prose,
    Head.POSSIBILITY: _chance,
    Head.DESCRIPTION: _prose,
    Head.CRITERION: _prose,
    Head.REMARK: _prose,
    Head.SUBJECT: _subject,
    Head.UNIT_NAME: _office,
    Head.DEPARTMENT: _office,
    Head.AMOUNT: _amount,
    Head.GOAL: _long,
    Head.IGNORED: _ignored,
}


def fit(head: Head, t: Traits, *, bare: bool, halved: bool) -> float:
    """The cost of a text under a head.

    ``bare`` forms have no second level and print its words as names (质量,
    时效, 成本); ``halved`` ones print 中期 and 年度 side by side, one often blank.
    """
    cost = COST[head](t)
    if t.counter:
        return 0.0 if head is Head.LEVEL3 else 5.0
    if halved and t.blank:
        return 0.1
    if bare and t.level2:
        if head is Head.LEVEL1:
            return 0.8 if t.strong else 1.5
        if head is Head.LEVEL3:
            return 1.0 if t.strong else 0.0
    return cost


#: What it costs to find nothing under a head.
SKIP: dict[Head, float] = {
    Head.GROUP: 0.05,
    Head.LEVEL1: 0.2,
    Head.LEVEL2: 0.4,
    Head.LEVEL3: 6.0,
    Head.TARGET: 1.5,
    Head.TOTAL_TARGET: 0.6,
    Head.PRIOR: 0.3,
    Head.COMPARATOR: 1.0,
    Head.NATURE: 1.0,
    Head.UNIT: 0.8,
    Head.WEIGHT: 1.5,
    Head.ACTUAL: 1.0,
    Head.EXPECTED: 0.6,
    Head.SCORE: 1.2,
    Head.REASON: 0.1,
    Head.POSSIBILITY: 0.6,
    Head.DESCRIPTION: 0.6,
    Head.CRITERION: 0.6,
    Head.REMARK: 0.6,
    Head.SUBJECT: 0.1,
    Head.UNIT_NAME: 0.1,
    Head.DEPARTMENT: 0.1,
    Head.AMOUNT: 0.1,
    Head.GOAL: 0.1,
    Head.IGNORED: 0.1,
}
