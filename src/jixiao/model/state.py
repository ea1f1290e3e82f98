"""The way of a table from filing to approval (申报、审核、批复), as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a table stands, and with whom."""

    DRAFT = "draft"  # 填报中: the unit fills it in
    HANDED_IN = "handed-in"  # 待单位审核: the filer is done
    SUBMITTED = "submitted"  # 待主管部门审核
    REVIEWED = "department-reviewed"  # 待财政审核
    APPROVED = "approved"  # 已批复: locked
    RETURNED = "returned"  # 已退回: back with the unit, with a reason
    UNLOCKED = "unlocked"  # 部分解锁: only the named cells may change


class Role(StrEnum):
    """What a person does, always on a part of the tree of offices."""

    FILER = "filer"  # 填报
    UNIT_APPROVER = "unit-approver"  # 单位审核
    DEPARTMENT_REVIEWER = "department-reviewer"  # 主管部门审核
    FINANCE_REVIEWER = "finance-reviewer"  # 财政审核
    EVALUATOR = "evaluator"  # 评价机构
    AUDITOR = "auditor"  # 查阅
    ADMINISTRATOR = "administrator"  # 管理


class Action(StrEnum):
    """What moves a table from one state to another."""

    HAND_IN = "hand-in"  # 送审
    SUBMIT = "submit"  # 上报
    REVIEW = "review"  # 审核通过
    APPROVE = "approve"  # 批复
    RETURN = "return"  # 退回
    WITHDRAW = "withdraw"  # 撤回
    UNLOCK = "unlock"  # 解锁
    ADJUST = "adjust"  # 调整: a new version of an approved table


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: who may take it from where, where it leads, and whether it needs a reason."""

    start: State
    action: Action
    role: Role
    end: State
    needs_reason: bool = False


def _steps() -> tuple[Transition, ...]:
    filer, unit, department, finance = (
        Role.FILER,
        Role.UNIT_APPROVER,
        Role.DEPARTMENT_REVIEWER,
        Role.FINANCE_REVIEWER,
    )
    open_states = (State.DRAFT, State.RETURNED, State.UNLOCKED)
    waiting = ((State.HANDED_IN, unit), (State.SUBMITTED, department), (State.REVIEWED, finance))
    return (
        *(Transition(state, Action.HAND_IN, filer, State.HANDED_IN) for state in open_states),
        Transition(State.HANDED_IN, Action.SUBMIT, unit, State.SUBMITTED),
        Transition(State.SUBMITTED, Action.REVIEW, department, State.REVIEWED),
        Transition(State.REVIEWED, Action.APPROVE, finance, State.APPROVED),
        *(
            Transition(state, Action.RETURN, role, State.RETURNED, needs_reason=True)
            for state, role in waiting
        ),
        Transition(State.HANDED_IN, Action.WITHDRAW, filer, State.DRAFT),
        Transition(State.SUBMITTED, Action.WITHDRAW, unit, State.DRAFT),
        Transition(State.SUBMITTED, Action.UNLOCK, department, State.UNLOCKED, needs_reason=True),
        Transition(State.REVIEWED, Action.UNLOCK, finance, State.UNLOCKED, needs_reason=True),
        Transition(State.APPROVED, Action.UNLOCK, finance, State.UNLOCKED, needs_reason=True),
        Transition(State.APPROVED, Action.ADJUST, filer, State.DRAFT, needs_reason=True),
    )


TRANSITIONS = _steps()
#: States in which the unit may change the table, in UNLOCKED only the cells named.
EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.UNLOCKED})

_BY_STEP = {(step.start, step.action): step for step in TRANSITIONS}


def transition(state: State, action: Action) -> Transition | None:
    """The step that an action takes from a state; None where it cannot be taken.

    >>> transition(State.SUBMITTED, Action.RETURN).end.value, transition(State.DRAFT, Action.APPROVE)
    ('returned', None)
    """
    return _BY_STEP.get((state, action))


def actions(state: State) -> tuple[Action, ...]:
    """What can be done in a state, by whoever may.

    >>> [each.value for each in actions(State.HANDED_IN)]
    ['submit', 'return', 'withdraw']
    """
    return tuple(step.action for step in TRANSITIONS if step.start is state)
