from __future__ import annotations

import pytest

from jixiao.model.finding import Level
from jixiao.model.table import Closing, Form, GoalSpan
from jixiao.writers import words


@pytest.mark.parametrize(
    ("names", "kind"),
    [(words.FORMS, Form), (words.LEVELS, Level), (words.CLOSINGS, Closing), (words.SPANS, GoalSpan)],
)
def test_everything_has_a_name(names, kind):
    assert set(kind) == set(names)
