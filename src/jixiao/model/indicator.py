"""A third-level measure with its target (绩效指标)."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.model.source import Source
from jixiao.model.target import Target


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a performance-target table.

    ``level1`` (产出指标), ``level2`` (数量指标) and ``level3`` (the measure's
    name) are as printed without white space; a level the form does not have is
    "". ``printed`` is the target as printed; where comparator, number and unit
    stand in columns of their own, joined in that order. ``target`` is what
    that means. The rest is ``None`` when the form has no such column or leaves
    the cell blank: ``weight`` (分值/权重), ``actual`` (实际完成值), ``score``
    (得分), ``reason`` (偏差原因), ``criterion`` (评分标准), ``chance``
    (完成目标可能性), ``remark`` (备注), ``expected`` (全年预计完成情况).
    ``source`` is the target's cell, and each other one of its own value, also
    where that is blank; ``None`` where the form has no such cell.
    """

    level1: str
    level2: str
    level3: str
    printed: str
    target: Target
    source: Source
    weight: str | None = None
    actual: str | None = None
    score: str | None = None
    reason: str | None = None
    name_source: Source | None = None
    criterion: str | None = None
    chance: str | None = None
    remark: str | None = None
    expected: str | None = None
    weight_source: Source | None = None
    actual_source: Source | None = None
    score_source: Source | None = None
