"""A table as found: fields located, anything may be missing, printed text kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.forms.vocabulary import Field
from jixiao.model.source import Source
from jixiao.model.table import Conclusion, Execution, Form, FundsColumn, FundsItem, GoalSpan


class Printed(NamedTuple):
    """A text and where it stood."""

    text: str
    source: Source


class DraftGoal(NamedTuple):
    text: str
    span: GoalSpan
    source: Source
    achieved: str | None = None
    achieved_source: Source | None = None


class DraftFund(NamedTuple):
    """An amount as printed; ``unit`` is what its own label, head or text states, else ""."""

    item: FundsItem
    label: str
    column: FundsColumn
    heading: str
    amount: str
    unit: str
    source: Source


class TaskSum(NamedTuple):
    """The total below a list of tasks (金额合计) with the amounts printed above it."""

    total: DraftFund
    parts: tuple[str, ...]


class DraftIndicator(NamedTuple):
    """One row of indicators; ``None`` where the form has no such column.

    ``comparator``, ``value`` and ``unit`` are the printed cells; in most forms
    only ``value`` is a column. ``guessed`` says that the cell borders were not
    printed and had to be set from the words alone.
    """

    level1: str
    level2: str
    level3: str
    comparator: str
    value: str
    unit: str
    source: Source
    name_source: Source | None = None
    weight: str | None = None
    actual: str | None = None
    score: str | None = None
    reason: str | None = None
    criterion: str | None = None
    chance: str | None = None
    remark: str | None = None
    expected: str | None = None
    weight_source: Source | None = None
    actual_source: Source | None = None
    score_source: Source | None = None
    guessed: bool = False


@dataclass
class Draft:
    """One table as found. Layouts fill it, `settle` makes a `Table` of it."""

    title: Printed | None = None
    form: Form | None = None
    year: int | None = None
    fields: dict[Field, Printed] = field(default_factory=dict)
    goals: list[DraftGoal] = field(default_factory=list)
    funds: list[DraftFund] = field(default_factory=list)
    task_sums: list[TaskSum] = field(default_factory=list)
    indicators: list[DraftIndicator] = field(default_factory=list)
    execution: Execution | None = None
    conclusion: Conclusion | None = None
    amount_unit: Printed | None = None
    heads: frozenset[str] = frozenset()
    leftovers: list[Printed] = field(default_factory=list)
    titled: bool = False  # the title is printed above this very table

    def put(self, name: Field, printed: Printed) -> None:
        """The first value of a field stands; a blank one never does."""
        if printed.text and name not in self.fields:
            self.fields[name] = printed

    def tell_achieved(self, text: str, source: Source) -> None:
        """What was achieved is told beside the last goal, perhaps in several cells."""
        if self.goals:
            goal = self.goals[-1]
            whole = (goal.achieved or "") + text
            self.goals[-1] = goal._replace(achieved=whole, achieved_source=goal.achieved_source or source)
