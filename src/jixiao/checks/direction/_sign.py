"""What the rules on direction offer: the same number with another sign."""

from __future__ import annotations

from jixiao.checks.case import Measure
from jixiao.model.comparator import SIGNS
from jixiao.model.finding import Correction


def with_sign(measure: Measure, sign: str) -> Correction | None:
    """The target with this sign; none where its comparator is told in words."""
    number = measure.value.lstrip(SIGNS)
    if number == measure.value or not number[:1].isdigit():
        return None
    return measure.correction(sign + number, is_safe=False)
