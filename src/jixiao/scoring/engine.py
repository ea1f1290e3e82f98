"""Scores evaluations: every row by the method in force, with a trail, and the total with its grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from jixiao.model.errors import UsageError
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.model.table import Document, Form
from jixiao.regulations.method import Grades
from jixiao.regulations.place import region_of, year_of
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.compare import points_in
from jixiao.scoring.execution import Money, execution_outcome, money_of
from jixiao.scoring.outcome import Outcome, less
from jixiao.scoring.remarks import execution_findings, row_findings, table_findings
from jixiao.scoring.rows import Row, outcome_of
from jixiao.scoring.rules import IsLimit, Rules, is_cost
from jixiao.scoring.score import Deduction, Place, Points, Standing, TableScore
from jixiao.scoring.trail import execution_trail, row_trail
from jixiao.scoring.weights import HUNDRED, Weighing, weigh

EVALUATIONS = frozenset(
    {Form.PROJECT_SELF_EVALUATION, Form.UNIT_SELF_EVALUATION, Form.TRANSFER_SELF_EVALUATION}
)
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
    table, taken = rules.table, deductions or {}
    weighing = weigh(table, rules.in_force)
    money = money_of(table, weighing.execution)
    if None in taken and money is None:
        raise _unfit(taken[None][0])
    spent = _less(execution_outcome(money, rules), taken.get(None, ())) if money else None
    rows = tuple(map(Row, table.indicators, weighing.rows))
    outcomes = [_less(outcome_of(row, rules), taken.get(place, ())) for place, row in enumerate(rows)]
    return _summed(
        rules,
        weighing,
        _of_money(money, spent, taken.get(None, ()), rules) if money and spent else None,
        tuple(
            _of_row(row, outcome, taken.get(place, ()), rules)
            for place, (row, outcome) in enumerate(zip(rows, outcomes, strict=True))
        ),
        (*table_findings(weighing, rules), *_findings(rows, outcomes, money, spent, rules)),
    )


def _findings(
    rows: Sequence[Row],
    outcomes: Sequence[Outcome],
    money: Money | None,
    spent: Outcome | None,
    rules: Rules,
) -> Iterator[Finding]:
    if money and spent:
        yield from execution_findings(money, spent, rules)
    for row, outcome in zip(rows, outcomes, strict=True):
        if outcome.notes:  # mostly none
            yield from row_findings(row, outcome, rules)


def _less(outcome: Outcome, taken: Sequence[Deduction]) -> Outcome:
    if not taken:
        return outcome
    if outcome.least is None:
        raise _unfit(taken[0])
    return less(outcome, sum((each.points for each in taken), _ZERO))


def _of_row(row: Row, outcome: Outcome, taken: Sequence[Deduction], rules: Rules) -> Points:
    indicator = row.indicator
    return Points(
        indicator,
        outcome.standing,
        row.weight.counted,
        outcome.least,
        outcome.most,
        points_in(indicator.score),
        partial(row_trail, row, outcome, taken, rules),
    )


def _of_money(money: Money, outcome: Outcome, taken: Sequence[Deduction], rules: Rules) -> Points:
    return Points(
        money.row,
        outcome.standing,
        money.weight,
        outcome.least,
        outcome.most,
        points_in(money.row.score),
        partial(execution_trail, money, outcome, taken, rules),
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
