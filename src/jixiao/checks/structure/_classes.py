"""The classes a table has, and what a project is about: shared by the rules on structure."""

from __future__ import annotations

from functools import lru_cache

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.names import WORDS as NAMES
from jixiao.checks.names import Head, Kind, Topic
from jixiao.model.number import half_width
from jixiao.scoring.words import load_words

WORDS = load_words(__file__)
OUTPUTS = frozenset({Topic.QUANTITY, Topic.QUALITY, Topic.TIMELINESS})
BENEFITS = frozenset({Topic.ECONOMIC, Topic.SOCIAL, Topic.ECOLOGICAL, Topic.SUSTAINABLE})
_HEADS = (Head.OUTPUT, Head.BENEFIT, Head.SATISFACTION, Head.COST)
_LONG_GOAL = 200  # characters; a longer goal mentions much that the project is not


@lru_cache(maxsize=1 << 10)
def heads_of(level1: str) -> frozenset[Head]:
    """Every class of the national tree that a first level names: 产出与效益 is two.

    >>> sorted(heads_of("产出与效益指标（60分）")), sorted(heads_of("项目完成指标")), heads_of("部门管理")
    ([<Head.BENEFIT: 'benefit'>, <Head.OUTPUT: 'output'>], [<Head.OUTPUT: 'output'>], frozenset())
    """
    if any(word in level1 for word in ("履职", "部门", "能力")):
        return frozenset()  # 履职效果 and the like are classes of units' own trees
    named = {head for head in _HEADS if level1 in NAMES[head.value]}
    return frozenset(named | {Head.OUTPUT} if "完成" in level1 else named)


def has_national_tree(case: TableCase) -> bool:
    """Whether the table's classes are those of 产出, 效益, 满意度, 成本, and not an issuer's own.

    A table without classes has none of both.
    """
    levels = {each.indicator.level1 for each in case.measures if each.indicator.level1}
    if case.is_unit:
        return bool(levels) and all(heads_of(level) for level in levels)
    return any(heads_of(level) for level in levels) or any(
        each.topic is not Topic.OTHER for each in case.measures
    )


def is_output(measure: Measure) -> bool:
    return Head.OUTPUT in heads_of(measure.indicator.level1) or measure.topic in OUTPUTS


def is_benefit(measure: Measure) -> bool:
    return Head.BENEFIT in heads_of(measure.indicator.level1) or measure.topic in BENEFITS


def is_satisfaction(measure: Measure) -> bool:
    return (
        measure.topic is Topic.SATISFACTION
        or Head.SATISFACTION in heads_of(measure.indicator.level1)
        or "满意" in measure.name.plain
        or measure.name.plain.endswith(("认可度", "好评率", "好评度"))
    )


def is_money_cost(measure: Measure) -> bool:
    """Whether it stands for what the project itself costs, not for costs to society or nature."""
    level2 = measure.indicator.level2
    if any(word in level2 for word in ("社会", "生态", "环境")):
        return False
    return measure.topic is Topic.COST or Head.COST in heads_of(measure.indicator.level1)


def names_a_cost(measure: Measure) -> bool:
    """Whether the name is a cost, whatever class it stands in."""
    return (
        measure.name.plain.endswith(("成本", "造价", "单价", "总投资", "控制数"))
        or "成本" in measure.name.plain
    )


def is_works(case: TableCase) -> bool:
    """Whether the project builds, buys, repairs or programs something."""
    subject = half_width(case.table.subject)
    if subject in WORDS["works"]:
        return True
    goal = half_width(case.goal_text)
    return len(goal) <= _LONG_GOAL and subject not in WORDS["hands_on"] and goal in WORDS["works_in_goal"]


def is_public_service(case: TableCase) -> bool:
    """Whether the project serves the public or a group outside the unit."""
    subject = half_width(case.table.subject)
    if subject in WORDS["public"]:
        return True
    return subject not in WORDS["own_running"] and half_width(case.goal_text) in WORDS["public"]


@lru_cache(maxsize=1 << 12)
def class_stem(text: str) -> str:
    """A class or a name without what only says that it is one: 社会效益指标 is 社会效益.

    >>> class_stem("产出指标（50分）"), class_stem("社会效益目标"), class_stem("验收合格率")
    ('产出', '社会效益', '验收合格率')
    """
    plain = half_width(text).partition("(")[0].rstrip(":、.0123456789")
    return plain.removesuffix("指标").removesuffix("目标").removesuffix("类")


def repeats_class(measure: Measure) -> bool:
    """Whether the name is no more than the name of a class."""
    stem = class_stem(measure.name.plain)
    levels = (class_stem(measure.indicator.level1), class_stem(measure.indicator.level2))
    if stem in WORDS["class"].whole:
        return bool(levels[1]) or stem == levels[0]  # without second levels the class stands as a name
    # 服务对象满意度 is a class too, but as a name it measures: whose satisfaction it is, is asked elsewhere.
    is_measure = measure.kind in (Kind.RATE, Kind.COUNT, Kind.DURATION)
    return bool(stem) and stem in levels and not is_measure


def is_template_row(measure: Measure) -> bool:
    """A row that the form brought along and nobody filled in: 指标1, 质量指标 with nothing beside it."""
    if not measure.is_blank or measure.indicator.actual:
        return False
    stem = class_stem(measure.name.plain).strip(".…·/-—~*")
    return not stem or stem in WORDS["class"].whole or repeats_class(measure)
