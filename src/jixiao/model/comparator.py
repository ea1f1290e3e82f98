"""How an achieved value is held against a target value (≥ ＞ ＝ ＜ ≤)."""

from __future__ import annotations

from enum import StrEnum


class Comparator(StrEnum):
    AT_LEAST = ">="
    ABOVE = ">"
    EQUAL = "="
    BELOW = "<"
    AT_MOST = "<="

    @property
    def sign(self) -> str:
        """As official forms print it."""
        return {">=": "≥", "<=": "≤"}.get(self.value, self.value)
