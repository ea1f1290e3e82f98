"""When a table is under review, and what is done with many."""

from __future__ import annotations

from enum import StrEnum

from jixiao.model.state import State

#: Reviewers have the table, and its content stays as it is.
UNDER_REVIEW = frozenset({State.HANDED_IN, State.SUBMITTED, State.REVIEWED})


class BatchAct(StrEnum):
    FORWARD = "pass"  # a step further, where there is no error
    RETURN = "return"  # with one reason for all


class ChosenState(StrEnum):
    WAITING = "waiting"  # for the worker
    TAKEN = "taken"
    LEFT = "left"  # as it was; the reason is said
