"""The path to a score, in words and arithmetic: made when someone asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.model.message import Message
from jixiao.model.number import plain
from jixiao.regulations.regulation import Basis
from jixiao.scoring.arithmetic import deduction_steps, execution_steps, row_steps
from jixiao.scoring.compare import points_in
from jixiao.scoring.execution import Money, execution_reason
from jixiao.scoring.money import percent
from jixiao.scoring.notes import Parts, remark
from jixiao.scoring.outcome import Note, Outcome
from jixiao.scoring.rows import Row
from jixiao.scoring.rules import Rules
from jixiao.scoring.score import Deduction, Input, Standing, Trail
from jixiao.scoring.told import reason_of
from jixiao.scoring.weights import said

_TARGET, _ACTUAL = Message("指标值", "target"), Message("完成值", "actual")
_WEIGHT, _SCORE = Message("分值", "weight"), Message("得分", "printed score")
_BUDGET, _EXECUTED, _RATE = (
    Message("预算数", "budget"),
    Message("执行数", "executed"),
    Message("执行率", "rate"),
)


def row_trail(row: Row, outcome: Outcome, taken: Sequence[Deduction], rules: Rules) -> Trail:
    """The trail of an indicator; ``taken`` are the deductions that the caller gives."""
    indicator = row.indicator
    inputs = _given(
        Input(_TARGET, indicator.printed, indicator.source),
        Input(_ACTUAL, indicator.actual or "", indicator.actual_source),
        Input(_WEIGHT, indicator.weight or "", indicator.weight_source),
        Input(_SCORE, indicator.score or "", indicator.score_source),
    )
    steps = () if outcome.least is None else row_steps(row, outcome, rules)
    made = _trail(outcome, inputs, (*row.weight.steps, *steps), row_parts(row, outcome, rules), rules)
    return _less(made, outcome, taken)


def execution_trail(money: Money, outcome: Outcome, taken: Sequence[Deduction], rules: Rules) -> Trail:
    """The trail of the budget's execution."""
    row, spent = money.row, money.spent
    amounts = [
        Input(name, fund.source.text, fund.source)
        for name, fund in ((_EXECUTED, spent.executed), (_BUDGET, money.budget))
        if fund
    ]
    inputs = _given(
        *amounts,
        Input(_RATE, row.rate or "", row.rate_source),
        Input(_WEIGHT, row.weight or "", row.weight_source),
        Input(_SCORE, row.score or "", row.score_source),
    )
    steps = () if outcome.least is None else tuple(execution_steps(money, outcome, rules))
    made = _trail(outcome, inputs, steps, execution_parts(money, outcome, rules), rules)
    return _less(made, outcome, taken)


def _trail(
    outcome: Outcome, inputs: tuple[Input, ...], steps: tuple[str, ...], parts: Parts, rules: Rules
) -> Trail:
    formula = outcome.way.value if outcome.standing is not Standing.NOT_APPLICABLE else "not-applicable"
    rule = rules.basis(formula)
    remarks = tuple(remark(note, parts) for note in outcome.notes if note is not Note.TAKEN)
    return Trail(formula, rule.said, _basis(rule, rules).cited, inputs, steps, remarks)


def _less(trail: Trail, outcome: Outcome, taken: Sequence[Deduction]) -> Trail:
    """The trail with the deductions: one line for all of them, and each with its reason."""
    if not taken:
        return trail
    points = sum((each.points for each in taken), Decimal(0))
    said_of = [remark(Note.TAKEN, {"taken": said(each.points), "why": each.reason}) for each in taken]
    steps = (*trail.steps, *deduction_steps(outcome, points))
    return replace(trail, steps=steps, remarks=(*trail.remarks, *said_of))


def _basis(rule: Basis, rules: Rules) -> Basis:
    """A rule that was not confirmed rests on the one that was: what it specifies."""
    if rule.is_verified:
        return rule
    return rules.basis("execution" if "#execution" in rule.key else "score")


def _given(*inputs: Input) -> tuple[Input, ...]:
    return tuple(each for each in inputs if each.text)


def row_parts(row: Row, outcome: Outcome, rules: Rules) -> Parts:
    """What the words of notes leave open."""
    indicator = row.indicator
    return {
        "target": plain(indicator.printed),
        "actual": plain(indicator.actual or ""),
        "over": percent(rules.method.over_achievement),
        "reason": reason_of(indicator, rules.table) or "",
        **_points(outcome, row.weight.counted, points_in(indicator.score)),
    }


def execution_parts(money: Money, outcome: Outcome, rules: Rules) -> Parts:
    rate = money.rate
    return {
        "target": money.budget.source.text if money.budget else "",
        "actual": money.spent.executed.source.text if money.spent.executed else "",
        "rate": percent(rate) if rate is not None else "",
        "reason": execution_reason(money.row, rules.table) or "",
        **_points(outcome, money.weight, points_in(money.row.score)),
    }


def _points(outcome: Outcome, weight: Decimal | None, printed: Decimal | None) -> Parts:
    least, most = (_plain(points) for points in (outcome.least, outcome.most))
    due = _plain(outcome.due)
    within = Message(f"{least}至{most}", f"between {least} and {most}")
    return {
        "weight": _plain(weight),
        "printed": _plain(printed),
        "least": least,
        "most": most,
        "due": due or (most if least == most else within),
        "other": outcome.other or "",
    }


def _plain(points: Decimal | None) -> str:
    return "" if points is None else said(points)
