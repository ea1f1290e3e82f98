"""What monitoring tables say in words: chances, measures, and how far a graded target was met."""

from __future__ import annotations

from enum import StrEnum

from jixiao.model.indicator import Indicator
from jixiao.model.number import plain
from jixiao.model.table import Table
from jixiao.scoring.formulas import Met
from jixiao.scoring.told import WORDS, met_in, reason_of, says_nothing


class Chance(StrEnum):
    """Whether the year's target will be met (完成目标可能性)."""

    SURE = "sure"  # 确定能
    LIKELY = "likely"  # 有可能
    IMPOSSIBLE = "impossible"  # 完全不可能


def chance_of(row: Indicator) -> Chance | None:
    """The chance that a row gives; nothing when it gives none or says something else."""
    told = plain(row.chance or "")
    return next((chance for chance in Chance if told in WORDS[f"{chance}_chance"]), None)


def is_explained(row: Indicator, table: Table) -> bool:
    """Whether the row, or the table as a whole, gives a reason or a measure."""
    improvements = table.conclusion.improvements if table.conclusion else None
    return reason_of(row, table) is not None or not says_nothing(improvements)


def met_by(row: Indicator) -> Met | None:
    """How far a graded target was met: by the form's words, or fully by the target's own word."""
    told = plain(row.actual or "")
    return Met.FULLY if told == plain(row.printed).lstrip("=") else met_in(told)
