"""Target and actual side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jixiao.model.comparator import Comparator
from jixiao.model.target import Bound


class Pair(NamedTuple):
    """Target and actual in the target's base unit; ``comparator`` as printed, if any.

    ``told`` is the actual where it is no exact number: 约95%, 95%以上.
    """

    comparator: Comparator | None
    target: Decimal
    actual: Decimal
    told: Bound | None = None

    @property
    def ratio(self) -> Decimal | None:
        """Actual over target; nothing for a target of zero."""
        return self.actual / self.target if self.target else None
