"""The words of the forms, loaded once from ``vocabulary.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Generic, TypeVar

from jixiao.grid.text import folded
from jixiao.model.table import FundsColumn, FundsItem

_BRACKET = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_LONGEST = 40  # characters of a label that may fit a pattern; longer texts are no labels
_LONGEST_PRINTED = 120  # with line ends and blanks; a head may explain itself in a long bracket
_WORDY = re.compile("[一-鿿]")
_OPENS_ORDINAL = frozenset("一二三四五六七八九十(0123456789*★□■")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d+[、.]|[*★□■]+)")


class Head(StrEnum):
    """What a column of indicators (or of a list of projects) holds."""

    GROUP = "group"  # the word beside the whole block (绩效指标); never listed, found by its place
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    WEAK_LEVEL3 = "weak-level3"
    TARGET = "target"
    TOTAL_TARGET = "total-target"
    PRIOR = "prior"
    COMPARATOR = "comparator"
    NATURE = "nature"
    UNIT = "unit"
    WEIGHT = "weight"
    ACTUAL = "actual"
    EXPECTED = "expected"
    SCORE = "score"
    REASON = "reason"
    POSSIBILITY = "possibility"
    CRITERION = "criterion"
    REMARK = "remark"
    DESCRIPTION = "description"
    SUBJECT = "subject"
    UNIT_NAME = "unit-name"
    DEPARTMENT = "department"
    AMOUNT = "amount"
    GOAL = "goal"
    IGNORED = "ignored"


class Field(StrEnum):
    """A labelled value in the head of a form."""

    SUBJECT = "subject"
    UNIT_SUBJECT = "unit-subject"
    UNIT = "unit"
    DEPARTMENT = "department"
    EXTRA = "extra"


class GoalLabel(StrEnum):
    """Whose text stands beside or below: a goal of some span, or what was achieved."""

    UNSAID = "unsaid"
    ANNUAL = "annual"
    TOTAL = "total"
    ACHIEVED = "achieved"


Name = TypeVar("Name", bound=StrEnum)


class Words(Generic[Name]):
    """A set of words and patterns for each of several names; the first pattern that fits decides."""

    def __init__(self, sections: Mapping[str, Mapping[str, list[str]]], names: type[Name]) -> None:
        self.exact: dict[str, Name] = {}
        self._names: list[Name] = []
        patterns = []
        for key, section in sections.items():
            name = names(key)
            for word in section.get("words", ()):
                self.exact.setdefault(word, name)
            for pattern in section.get("patterns", ()):
                patterns.append(f"(?P<p{len(self._names)}>{pattern})")
                self._names.append(name)
        self._pattern = re.compile("|".join(patterns) or "(?!)")

    def named(self, text: str) -> Name | None:
        """The name of a printed text, with or without its ordinal and trailing bracket."""
        exact = self.exact
        found = spelled(text)
        for candidate in found:
            if candidate in exact:
                return exact[candidate]
        if not self._names:
            return None
        for candidate in found:
            fits = self._pattern.fullmatch(candidate) if len(candidate) <= _LONGEST else None
            if fits is not None and fits.lastgroup is not None:
                return self._names[int(fits.lastgroup[1:])]
        return None


@lru_cache(maxsize=16384)
def spelled(text: str) -> tuple[str, ...]:
    """How a text may stand in the vocabulary: folded; without colon, ordinal and stars; without bracket.

    Nothing for texts that are no words of a form: numbers, sentences, pages.

    >>> spelled("（一）项目资金 （万元）："), spelled("≥95%")
    (('(一)项目资金(万元)', '项目资金(万元)', '项目资金'), ())
    """
    if len(text) > _LONGEST_PRINTED or not _WORDY.search(text):
        return ()
    plain = folded(text).rstrip(":")
    if not plain or (plain[-1] != ")" and plain[0] not in _OPENS_ORDINAL):
        return (plain,) if plain else ()
    unnumbered = _ORDINAL.sub("", plain)
    return tuple(dict.fromkeys(w for w in (plain, unnumbered, _BRACKET.sub("", unnumbered)) if w))


@cache
def _data() -> dict[str, Any]:
    text = resources.files("jixiao.forms").joinpath("vocabulary.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _heads() -> Words[Head]:
    return Words(_data()["heads"], Head)


@cache
def _fields() -> Words[Field]:
    return Words(_data()["fields"], Field)


@cache
def _goals() -> Words[GoalLabel]:
    return Words(_data()["goals"], GoalLabel)


class Side(StrEnum):
    """A column of the block of money that holds no amounts."""

    RATE = "rate"
    WEIGHT = "weight"
    SCORE = "score"
    REASON = "reason"
    OTHER = "none"


class Told(StrEnum):
    """What a row below the indicators says."""

    PROBLEMS = "problems"
    IMPROVEMENTS = "improvements"
    REASONS = "reasons"
    NOTES = "notes"
    TOTAL = "total"


class _Column(StrEnum):
    ORIGINAL = "original"
    ADJUSTED = "adjusted"
    EXECUTED = "executed"
    EXPECTED = "expected"
    RATE = "rate"
    WEIGHT = "weight"
    SCORE = "score"
    REASON = "reason"
    NONE = "none"


_SIDES = frozenset(each.value for each in Side)


class _Place(StrEnum):
    BLOCKS = "blocks"
    TASKS = "tasks"
    MONEY = "money"
    PEOPLE = "people"


class _Level(StrEnum):
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    GROUP = "group"


class _Tail(StrEnum):
    TAIL = "tail"


@cache
def _items() -> Words[FundsItem]:
    names = {item.value for item in FundsItem}
    return Words({k: v for k, v in _data()["funds"].items() if k in names}, FundsItem)


@cache
def _places() -> Words[_Place]:
    funds = _data()["funds"]
    return Words({k.value: funds[k.value] for k in (_Place.PEOPLE, _Place.MONEY)}, _Place)


@cache
def _blocks() -> Words[_Place]:
    funds = _data()["funds"]
    return Words({k.value: funds[k.value] for k in (_Place.TASKS, _Place.BLOCKS)}, _Place)


@cache
def _columns() -> Words[_Column]:
    columns = _data()["funds"]["columns"]
    order = (*(each.value for each in Side), "original", "expected", "executed", "adjusted")
    return Words({name: columns[name] for name in order}, _Column)


@cache
def _levels() -> dict[_Level, frozenset[str]]:
    levels = _data()["levels"]
    return {level: frozenset(levels[level.value]["words"]) for level in _Level}


@cache
def _told() -> Words[Told]:
    return Words(_data()["conclusions"], Told)


@cache
def _tails() -> Words[_Tail]:
    return Words({"tail": _data()["tails"]}, _Tail)


@lru_cache(maxsize=8192)
def head(text: str) -> Head | None:
    """The column a head names, or None.

    >>> head("指标 目标值"), head("分值（10分）"), head("及时")
    (<Head.TARGET: 'target'>, <Head.WEIGHT: 'weight'>, None)
    """
    return _heads().named(text)


@lru_cache(maxsize=8192)
def field(text: str) -> Field | None:
    """The field a label asks for, or None.

    >>> field("主管部门\\n及代码")
    <Field.DEPARTMENT: 'department'>
    """
    return _fields().named(text)


@lru_cache(maxsize=8192)
def goal_label(text: str) -> GoalLabel | None:
    return _goals().named(text)


@lru_cache(maxsize=8192)
def funds_item(text: str) -> FundsItem | None:
    """What an amount beside this label is; None when the label is not about money.

    >>> funds_item("其中：当年财政拨款"), funds_item("乡镇配套资金"), funds_item("财政供养人员数")
    (<FundsItem.CURRENT_FISCAL: 'current-fiscal'>, <FundsItem.OTHER: 'other'>, None)
    """
    word = folded(text)
    item = _items().named(word)
    if item is not None:
        return item
    if word.startswith("其中:"):
        item = _items().named(word[3:])
        if item is not None:
            return item
    return FundsItem.OTHER if _places().named(word) is _Place.MONEY else None


@lru_cache(maxsize=8192)
def is_funds_label(text: str) -> bool:
    """A listed label of an amount or of the block of amounts, not a mere pattern."""
    words_listed = spelled(folded(text).removeprefix("其中:"))
    return any(w in _items().exact or _blocks().exact.get(w) is _Place.BLOCKS for w in words_listed)


@lru_cache(maxsize=8192)
def is_people(text: str) -> bool:
    """A label of people, counts or dates: a number beside it is no amount."""
    return _places().named(text) is _Place.PEOPLE


@lru_cache(maxsize=8192)
def funds_column(text: str) -> FundsColumn | None:
    """The column of amounts a head names; None for other heads and for rates, points and reasons."""
    name = _columns().named(text)
    return None if name is None or name.value in _SIDES else FundsColumn(name.value)


@lru_cache(maxsize=8192)
def funds_side(text: str) -> Side | None:
    """What a column of the funds block holds that holds no amounts.

    >>> funds_side("执行率（B/A）"), funds_side("得分"), funds_side("全年执行数")
    (<Side.RATE: 'rate'>, <Side.SCORE: 'score'>, None)
    """
    name = _columns().named(text)
    return Side(name.value) if name is not None and name.value in _SIDES else None


@lru_cache(maxsize=8192)
def told(text: str) -> Told | None:
    """What a label below the indicators asks for.

    >>> told("存在问题"), told("总分：")
    (<Told.PROBLEMS: 'problems'>, <Told.TOTAL: 'total'>)
    """
    return _told().named(text)


@lru_cache(maxsize=8192)
def is_funds_block(text: str) -> bool:
    return _blocks().named(text) is _Place.BLOCKS


@lru_cache(maxsize=8192)
def is_task_block(text: str) -> bool:
    """The block of a unit's main tasks; its amounts belong to the tasks, not to the table."""
    return _blocks().named(text) is _Place.TASKS


def _is_level(text: str, level: _Level) -> bool:
    words = _levels()[level]
    return any(word in words for word in spelled(text))


@lru_cache(maxsize=8192)
def is_level1(text: str) -> bool:
    return _is_level(text, _Level.LEVEL1)


@lru_cache(maxsize=8192)
def is_level2(text: str) -> bool:
    return _is_level(text, _Level.LEVEL2)


@lru_cache(maxsize=8192)
def is_group(text: str) -> bool:
    """The word beside the whole block of indicators (绩效指标): no level."""
    return _is_level(text, _Level.GROUP)


@lru_cache(maxsize=8192)
def is_tail(text: str) -> bool:
    """A word that follows after the last indicator (合计, 评价结论, 注：…)."""
    return _tails().named(text) is not None


@lru_cache(maxsize=8192)
def is_word(text: str) -> bool:
    """A listed word of any kind, patterns aside: what may be put together again from pieces."""
    found = spelled(text)
    tables: tuple[Words[Any], ...] = (_heads(), _fields(), _goals(), _items(), _blocks())
    return any(w in t.exact for t in tables for w in found) or any(
        w in level for level in _levels().values() for w in found
    )


@cache
def _cells(kind: str) -> frozenset[str]:
    return frozenset(_data()["cells"][kind])


@lru_cache(maxsize=8192)
def is_comparator(text: str) -> bool:
    """A cell that holds nothing but a comparator, in signs or in words."""
    return folded(text) in _cells("comparators")


@lru_cache(maxsize=8192)
def is_nature(text: str) -> bool:
    """A cell that says 定量/定性 or 正向/反向."""
    return folded(text) in _cells("natures")


@lru_cache(maxsize=8192)
def is_chance(text: str) -> bool:
    """A cell that says how likely a target will be met (确定能, 有可能, 完全不可能)."""
    return folded(text) in _cells("chances")


def words(section: str) -> frozenset[str]:
    """All words of a section, for cutting text that lost its borders."""
    found: set[str] = set()
    for part in _data()[section].values():
        if isinstance(part, dict):
            found.update(part.get("words", ()))
    return frozenset(found)
