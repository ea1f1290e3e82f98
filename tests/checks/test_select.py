"""Which rules run and which speak."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jixiao.checks import select
from jixiao.checks.catalogue import GROUPS, rules
from jixiao.checks.select import REMARKS, selection
from jixiao.checks.suppress import suppressions
from jixiao.model.errors import UsageError
from jixiao.writers.words import GROUPS as SAID

SOURCE = Path(__file__).parents[2] / "src/jixiao"
GOOD = {"rule": "sum-open", "table": "甲", "reason": "已说明", "expires": date(2999, 1, 1)}


def remarks():
    for path in [*SOURCE.glob("readers/**/*.py"), *SOURCE.glob("forms/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                named = [each.value for each in node.keywords if each.arg == "rule"]
                yield (named or node.args)[0]


def test_every_remark_on_reading_can_be_named():
    names = {each.value for each in remarks() if isinstance(each, ast.Constant)}

    assert names <= set(REMARKS)
    assert {"reading", *GROUPS} == set(SAID)


def test_a_selected_rule_runs_with_those_it_gives_way_to(monkeypatch):
    weaker, stronger, other = (replace(rules()[0], name=name) for name in ("weaker", "stronger", "other"))
    weaker = replace(weaker, gives_way_to=("stronger",))
    monkeypatch.setattr(select, "rules", lambda: (weaker, stronger, other))

    chosen = selection(["weaker"], [])

    assert (weaker, stronger) == chosen.rules
    assert {"weaker"} == chosen.selected
    assert (weaker,) == selection(["weaker"], ["stronger"]).rules


def test_groups_and_names():
    chosen = selection(["value"], ["rate-without-number"])

    assert "rate-without-number" in chosen.selected
    assert "rate-without-number" not in {rule.name for rule in chosen.rules}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "entry 1: reason is missing"),
        ({"expires": "2999-01-01"}, "entry 1: expires is of the wrong type"),
        ({"table": ""}, "entry 1: say table, indicator or text; to leave a rule out, use ignore"),
        ({"indikator": "甲"}, "entry 1: indikator is not known; did you mean indicator?"),
        ({"rule": "sum-opne"}, "did you mean sum-open?"),
    ],
)
def test_entries_that_cannot_be(changes, said):
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        suppressions({"suppress": [GOOD | changes]}, "file")
