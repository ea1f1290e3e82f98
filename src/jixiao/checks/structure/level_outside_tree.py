"""A second level that does not belong under its first level, or that no tree knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.checks.case import Measure, TableCase
from jixiao.checks.names import Head, Topic
from jixiao.checks.rule import Remark, remark, table_rule
from jixiao.checks.structure._classes import BENEFITS, OUTPUTS, WORDS, class_stem, has_national_tree, heads_of
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion
from jixiao.model.table import Form

_UNDER: Mapping[Head, frozenset[Topic]] = {
    Head.OUTPUT: OUTPUTS,
    Head.BENEFIT: BENEFITS,
    Head.SATISFACTION: frozenset({Topic.SATISFACTION}),
    Head.COST: frozenset({Topic.COST}),
}
# Costs stand under outputs, and satisfaction under benefits, where the issuer has no class of their own.
_LODGERS = ((Head.OUTPUT, Topic.COST, Head.COST), (Head.BENEFIT, Topic.SATISFACTION, Head.SATISFACTION))
_CLASS = ("指标", "目标")  # how a class that is none of the known ones gives itself away
_COST_APART_SINCE = 2022  # in 2021 both trees are in force


@table_rule(
    level=Level.ERROR,
    opinion=Opinion.WRONG_LEVEL2,
    basis="mof/2015-88#form",
    title=Message("二级指标不属于所在的一级指标", "A second level outside the tree"),
    found=Message("“{level2}”列在“{level1}”下", "“{level2}” stands under “{level1}”"),
    required=Message("“{level1}”下是{allowed}", "under “{level1}” stand {allowed}"),
    advice=Message(
        "改到相应的一级指标下，或改用规定的二级指标", "move it to its class, or use a class of the form"
    ),
)
def level_outside_tree(case: TableCase) -> Iterator[Remark]:
    seen: set[tuple[str, str]] = set()
    for each in case.measures:
        levels = (each.indicator.level1, each.indicator.level2)
        if all(levels) and levels not in seen:
            seen.add(levels)
            if allowed := _allowed_instead(case, each):
                yield remark(at=each, level1=levels[0], level2=levels[1], allowed="、".join(allowed))


def _allowed_instead(case: TableCase, measure: Measure) -> tuple[str, ...]:
    """The second levels that could stand there, when this one cannot; nothing when it can."""
    if tree := _issuers_tree(case):
        return _allowed_by(tree, measure)
    if case.is_unit and not has_national_tree(case):
        return ()
    heads = heads_of(measure.indicator.level1)
    if not heads or _is_allowed(case, heads, measure):
        return ()
    held = _levels(case)
    return tuple(dict.fromkeys(name for head in heads for name in held.get(head, ())))


def _is_allowed(case: TableCase, heads: frozenset[Head], measure: Measure) -> bool:
    topic, level2 = measure.topic, measure.indicator.level2
    if any(topic in _UNDER[head] for head in heads):
        return True
    if topic is Topic.OTHER:
        return not level2.endswith(_CLASS) or level2 in WORDS["local_class"] or _is_own_tree(case)
    return any(
        head in heads and topic is lodger and not _has_class(case, lodger, own)
        for head, lodger, own in _LODGERS
    )


def _has_class(case: TableCase, lodger: Topic, own: Head) -> bool:
    """Whether the issuer gives costs, or satisfaction, a first level of their own.

    This table shows it, or all the others of its document do, when they are some.
    """
    if own is Head.COST and case.year < _COST_APART_SINCE:
        return False
    if _gives(case, own):
        return True
    others = [each for each in case.document.projects if each is not case]
    apart = sum(_gives(each, own) for each in others)
    lodged = any(
        each.topic is lodger for table in others if not _gives(table, own) for each in table.measures
    )
    return apart >= _SOME and not lodged


_SOME = 3  # tables that show what is the custom


def _gives(case: TableCase, own: Head) -> bool:
    return any(heads_of(each.indicator.level1) == {own} for each in case.measures)


def _is_own_tree(case: TableCase) -> bool:
    """Whether most of the table's second levels are of no known tree: then it is another's."""
    levels = {(each.indicator.level2, each.topic) for each in case.measures if each.indicator.level2}
    return sum(topic is Topic.OTHER for _, topic in levels) * 2 > len(levels)


def _levels(case: TableCase) -> Mapping[Head, tuple[str, ...]]:
    """The second levels of the tree in force, by class."""
    known = case.document.regulations
    trees = known.in_force(Form.PROJECT_TARGETS, case.year, case.region).tree or known.trees
    return {head: seconds for level1, seconds in trees[-1].levels.items() for head in heads_of(level1)}


def _issuers_tree(case: TableCase) -> Mapping[str, tuple[str, ...]]:
    """The tree for units that this table follows, where it follows a known one."""
    for tree in case.document.regulations.trees if case.is_unit else ():
        if tree.kind != "unit":
            continue
        known = [each for each in case.measures if class_stem(each.indicator.level1) in tree.levels]
        if len(known) * 2 > len(case.measures):
            return tree.levels
    return {}


def _allowed_by(levels: Mapping[str, tuple[str, ...]], measure: Measure) -> tuple[str, ...]:
    """Outside is what the tree has elsewhere, or what nothing explains; 产出数量 glosses 部门履职目标."""
    level2 = measure.indicator.level2
    allowed = levels.get(class_stem(measure.indicator.level1), ())
    stands_elsewhere = any(level2 in names for names in levels.values())
    is_strange = (
        level2.endswith(_CLASS) and measure.topic is Topic.OTHER and level2 not in WORDS["local_class"]
    )
    return allowed if level2 not in allowed and (stands_elsewhere or is_strange) else ()
