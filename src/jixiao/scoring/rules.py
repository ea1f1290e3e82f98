"""What a table is scored by: the method, the year, who judges limits, and the scores it prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jixiao.model.indicator import Indicator
from jixiao.model.table import Table
from jixiao.regulations.method import Method
from jixiao.regulations.regulation import Basis, InForce, Regulations
from jixiao.scoring.compare import decimals, points_in

IsLimit = Callable[[Indicator], bool]
#: What the document of a method does not say, this one does.
NATIONAL = "mof/2020-10"
_CENT, _HALF = Decimal("0.01"), Decimal("0.5")


def is_cost(indicator: Indicator) -> bool:
    """Whether an indicator stands in a class of costs, which are limits."""
    return "成本" in indicator.level1 or "成本" in indicator.level2


@dataclass(frozen=True)  # no slots: what is looked up once is kept
class Rules:
    """What is the same for all rows of a table."""

    table: Table
    year: int
    regulations: Regulations
    in_force: InForce
    is_limit: IsLimit

    @cached_property
    def method(self) -> Method:
        return self.in_force.method

    @cached_property
    def others(self) -> tuple[Method, ...]:
        """The other methods in use, by which a printed score may have been found."""
        return tuple(each for each in self.regulations.methods if each is not self.method)

    @cached_property
    def finest(self) -> int:
        """The most decimals of a score that the table prints."""
        execution = self.table.execution
        texts = [each.score for each in self.table.indicators] + ([execution.score] if execution else [])
        printed = [points for text in texts if (points := points_in(text)) is not None]
        return max(map(decimals, printed), default=0)

    def basis(self, name: str, method: Method | None = None) -> Basis:
        """What the document of a method says on a point, or else the national one."""
        bases = self.regulations.bases
        return bases.get(f"{(method or self.method).key}#{name}") or bases[f"{NATIONAL}#{name}"]

    def room(self, printed: Decimal, weight: Decimal) -> Decimal:
        """What rounding may hide in a printed score: half of its last digit, and never less than a cent.

        Full points show no digits: there the finest of the table's other scores tells.
        """
        return half_of_last(max(decimals(printed), self.finest if printed == weight else 0))


def half_of_last(places: int) -> Decimal:
    return max(_CENT, _HALF.scaleb(-places))
