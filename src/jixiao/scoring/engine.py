"""Scores evaluations: every row by the method in force, with a trail, and the total with its grade."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple

from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.model.table import EVALUATIONS, Document
from jixiao.regulations.method import Grades
from jixiao.regulations.place import region_of, year_of
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.compare import points_in
from jixiao.scoring.execution import Money, execution_outcome, money_of
from jixiao.scoring.outcome import Outcome, less
from jixiao.scoring.remarks import execution_findings, row_findings, table_findings
from jixiao.scoring.rows import Row, outcome_of
from jixiao.scoring.rules import IsLimit, Rules, is_cost
from jixiao.scoring.score import Deduction, Place, Points, Standing, TableScore, Trail
from jixiao.scoring.trail import execution_trail, row_trail
from jixiao.scoring.weights import HUNDRED, Weighing, weigh

_ZERO = Decimal(0)
#: By row; None is the execution.
Deductions = Mapping[int | None, tuple[Deduction, ...]]


def score_document(  # noqa: PLR0913  what is given stands before what is printed
    document: Document,
    regulations: Regulations,
    *,
    today: date,
    profile: str | None = None,
    region: str | None = None,
    deductions: Sequence[Deduction] = (),
    is_limit: IsLimit | None = None,
) -> tuple[TableScore, ...]:
    """The scores of a document's evaluations, in their order; other forms give none.

    ``today`` is the year of documents that print none. ``profile`` is the key
    of a regulation to score by, whatever is in force; ``region`` stands before
    the one that the document prints. ``is_limit`` says of an indicator whose
    target prints no comparator whether less is better; by default costs are
    limits. Raises `UsageError` for an unknown profile, and for a deduction
    where there are no points to take.
    """
    place, year = region or region_of(document, regulations), year_of(document, today)
    taken = _by_table(document, deductions)
    return tuple(
        score_table(
            Rules(
                table,
                table.year or year,
                regulations,
                regulations.in_force(table.form, table.year or year, place, profile),
                is_limit or is_cost,
            ),
            taken.get(number, {}),
        )
        for number, table in enumerate(document.tables)
        if table.form in EVALUATIONS
    )


def score_table(rules: Rules, deductions: Deductions | None = None) -> TableScore:
    """The score of one table; ``deductions`` are by row, None for the execution."""
    taken = deductions or {}
    worked = _worked_out(rules, taken)
    trails = _Trails(rules, taken)
    return _summed(
        rules,
        worked.weighing,
        _of_money(worked.money, worked.spent, trails) if worked.money and worked.spent else None,
        tuple(
            _of_row(row, outcome, trails, place)
            for place, (row, outcome) in enumerate(zip(worked.rows, worked.outcomes, strict=True))
        ),
        (*table_findings(worked.weighing, rules), *_findings(worked, rules)),
    )


class _Worked(NamedTuple):
    """A table worked out; ``outcomes`` are those of its rows, ``spent`` that of the money."""

    weighing: Weighing
    rows: tuple[Row, ...]
    outcomes: list[Outcome]
    money: Money | None
    spent: Outcome | None


def _worked_out(rules: Rules, taken: Deductions) -> _Worked:
    table = rules.table
    weighing = weigh(table, rules.in_force)
    money = money_of(table, weighing.execution)
    if None in taken and money is None:
        raise _unfit(taken[None][0])
    spent = _less(execution_outcome(money, rules), taken.get(None, ())) if money else None
    rows = tuple(map(Row, table.indicators, weighing.rows))
    outcomes = [outcome_of(row, rules) for row in rows]
    for place in taken:
        if place is not None:
            outcomes[place] = _less(outcomes[place], taken[place])
    return _Worked(weighing, rows, outcomes, money, spent)


@dataclass(frozen=True)  # no slots: what is worked out for the first trail is kept
class _Trails:
    """The trails of a table's rows, and of its execution, which is None.

    The first one works the table out again. Kept from the beginning, what
    trails rest on would be most of what a score holds.
    """

    rules: Rules
    taken: Deductions

    def __call__(self, place: int | None) -> Trail:
        return self._makers[place](self.taken.get(place, ()), self.rules)

    @cached_property
    def _makers(self) -> Mapping[int | None, Callable[[Sequence[Deduction], Rules], Trail]]:
        worked = _worked_out(self.rules, self.taken)
        rows = enumerate(zip(worked.rows, worked.outcomes, strict=True))
        found: dict[int | None, Callable[[Sequence[Deduction], Rules], Trail]] = {
            place: partial(row_trail, row, outcome) for place, (row, outcome) in rows
        }
        if worked.money and worked.spent:
            found[None] = partial(execution_trail, worked.money, worked.spent)
        return found


def _findings(worked: _Worked, rules: Rules) -> Iterator[Finding]:
    if worked.money and worked.spent:
        yield from execution_findings(worked.money, worked.spent, rules)
    for row, outcome in zip(worked.rows, worked.outcomes, strict=True):
        if outcome.notes:  # mostly none
            yield from row_findings(row, outcome, rules)


def _less(outcome: Outcome, taken: Sequence[Deduction]) -> Outcome:
    if not taken:
        return outcome
    if outcome.least is None:
        raise _unfit(taken[0])
    return less(outcome, sum((each.points for each in taken), _ZERO))


def _of_row(row: Row, outcome: Outcome, trails: _Trails, place: int) -> Points:
    return Points(
        row.indicator,
        outcome.standing,
        row.weight.counted,
        outcome.least,
        outcome.most,
        points_in(row.indicator.score),
        trails,
        place,
    )


def _of_money(money: Money, outcome: Outcome, trails: _Trails) -> Points:
    return Points(
        money.row,
        outcome.standing,
        money.weight,
        outcome.least,
        outcome.most,
        points_in(money.row.score),
        trails,
    )


def _summed(
    rules: Rules,
    weighing: Weighing,
    execution: Points | None,
    rows: tuple[Points, ...],
    findings: tuple[Finding, ...],
) -> TableScore:
    conclusion, held = rules.table.conclusion, (execution, *rows) if execution else rows
    weight = sum((each.weight for each in held if each.weight), _ZERO)
    least = sum((each.least for each in held if each.least), _ZERO)
    most = sum((each.most for each in held if each.most), _ZERO)
    left = [each.weight for each in held if each.standing is Standing.LEFT_OUT]
    wholes = (weight, HUNDRED) if weighing.added else (weight,)
    return TableScore(
        table=rules.table,
        year=rules.year,
        method=rules.method.key,
        execution=execution,
        rows=rows,
        weight=weight,
        least=least,
        most=most,
        printed=points_in(conclusion.score) if conclusion else None,
        grade=_grade(least, most, left, wholes, rules.in_force.grades),
        findings=findings,
    )


def _grade(
    least: Decimal,
    most: Decimal,
    left: Sequence[Decimal | None],
    wholes: Sequence[Decimal],
    grades: Grades,
) -> Message | None:
    """The grade, unless a choice, or what is left out, or what the weights should be, could change it."""
    if None in left or not all(wholes):
        return None
    reach = sum(filter(None, left), most)
    found = {grades.grade(points * HUNDRED / whole) for points in (least, reach) for whole in wholes}
    return found.pop() if len(found) == 1 else None


def _by_table(document: Document, deductions: Sequence[Deduction]) -> dict[int, Deductions]:
    """Deductions by table and row. Raises `UsageError` for one that no table can take."""
    found: dict[int, dict[int | None, tuple[Deduction, ...]]] = {}
    for each in deductions:
        if not _is_there(document, each.place) or each.points < 0:
            raise _unfit(each)
        rows = found.setdefault(each.place.table, {})
        rows[each.place.row] = (*rows.get(each.place.row, ()), each)
    return dict(found)


def _is_there(document: Document, place: Place) -> bool:
    if not 0 <= place.table < len(document.tables):
        return False
    table = document.tables[place.table]
    return table.form in EVALUATIONS and (place.row is None or 0 <= place.row < len(table.indicators))


def _unfit(deduction: Deduction) -> UsageError:
    table, row = deduction.place
    zh = "预算执行率" if row is None else f"第{row}行"
    en = "the execution" if row is None else f"row {row}"
    return UsageError(
        Message(
            f"不能扣{deduction.points}分：表{table}的{zh}没有得分可扣；请核对位置（从0数起）和扣分",
            f"{deduction.points} cannot be deducted: {en} of table {table} has no points to take;"
            " look at the place (counted from 0) and the points",
        )
    )
