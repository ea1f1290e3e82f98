"""When a table is under review."""

from __future__ import annotations

from jixiao.model.state import State

#: Reviewers have the table, and its content stays as it is.
UNDER_REVIEW = frozenset({State.HANDED_IN, State.SUBMITTED, State.REVIEWED})
