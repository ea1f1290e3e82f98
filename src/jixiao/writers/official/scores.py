"""Scores as formulas of a workbook: what the method in force says, from the cell that is typed into."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.model.measures import UnitFamily
from jixiao.model.target import Bound
from jixiao.regulations.method import Method, Steps, Way
from jixiao.scoring.formulas import way_of
from jixiao.scoring.pair import Pair

_CENT, _ZERO, _ONE = Decimal("0.01"), Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Scored:
    """A target with what decides its formula, and the cells of the actual and of the weight.

    What the cell of the actual says besides a number and the target's unit
    makes the formula an error, and the score stays blank.
    """

    bound: Bound
    method: Method
    actual: str
    weight: str
    is_limit: bool = False
    is_satisfaction: bool = False

    @property
    def formula(self) -> str | None:
        """Nothing where a person decides, and for ratios other than percent."""
        if self.bound.amount < _ZERO or (self._is_ratio and self.bound.unit.scale != _CENT):
            return None
        if (share := self._share()) is None:
            return None
        points = f"ROUND({self.weight}*{share},{self.method.places})"
        return f'=IF(OR({self.actual}="",{self.weight}=""),"",IFERROR({points},""))'

    @property
    def _is_ratio(self) -> bool:
        return self.bound.unit.family is UnitFamily.RATIO

    def _share(self) -> str | None:
        number, target = self._number(), self.bound.number.digits
        if self.method.satisfaction and self.is_satisfaction and self._is_ratio:
            return _stepped(f"{number}/100", self.method.satisfaction)
        pair = Pair(self.bound.comparator, self.bound.amount, _ZERO)
        match way_of(pair, self.method, is_limit=self.is_limit):
            case Way.RATIO:
                return _within(self._above(f"{number}/{target}"))
            case Way.LINE:
                return _within(self._above(f"2-{number}/{target}"))
            case Way.INVERSE:
                return f"IF({number}<={target},1,MAX(0,{self._above(f'{target}/{number}')}))"
            case Way.ALL_OR_NOTHING:
                sign = "<=" if self.is_limit or not self.bound.amount else ">="
                return f"IF({number}{sign}{target},1,0)"
            case _:
                return None

    def _above(self, completion: str) -> str:
        line = self.method.pass_line
        return completion if line is None else f"({completion}-{line})/{_ONE - line}"

    def _number(self) -> str:
        return self._percent() if self._is_ratio else self._plain()

    def _plain(self) -> str:
        """A number of the target's unit. NUMBERVALUE would take 95% for 0.95."""
        unit = self.bound.unit.printed.replace('"', '""')
        bare = f'SUBSTITUTE({self.actual},"{unit}","")' if unit else self.actual
        return _value(f'SUBSTITUTE({bare},"%","?")')

    def _percent(self) -> str:
        """Percent, with the sign or without; a fraction is what a spreadsheet keeps of a percentage.

        105% in a cell with a format for percentages is 1.05 there.
        """
        text = f'SUBSTITUTE({self.actual},"％","%")'
        value = _value(text)
        signs = f'RIGHT({text})="%",LEFT(CELL("format",{self.actual}))="P"'
        least = self.bound.number.value / 10  # as `scoring.compare` tells 0.93 from 0.93%
        is_percentage = f"OR({signs},AND({value}<=1.5,ABS({value})<{least:f}))"
        return f"({value}*IF({is_percentage},100,1))"


def execution_formula(method: Method, spent: str, budget: str, weight: str) -> str:
    """Points of the execution: executed over budget, by steps or pro rata, full at most."""
    rate = _within(f"{spent}/{budget}")
    share = _stepped(rate, method.execution) if method.execution else rate
    is_open = f"OR(COUNT({spent},{budget},{weight})<3,N({budget})<=0)"
    return f'=IF({is_open},"",ROUND({weight}*{share},{method.places}))'


def _within(share: str) -> str:
    return f"MAX(0,MIN(1,{share}))"


def _stepped(rate: str, steps: Steps) -> str:
    text = "0"
    for least, share in reversed(steps):
        text = f"IF({rate}>={least},{share},{text})"
    return text


def _value(text: str) -> str:
    return f'_xlfn.NUMBERVALUE({text},".",",")'
