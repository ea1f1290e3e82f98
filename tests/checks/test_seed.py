"""What the rules find in the Gansu disclosure: exactly what was labelled by reading it, group by group."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import jixiao
from jixiao.checks.catalogue import GROUPS, rules
from jixiao.checks.run import check
from jixiao.regulations.load import regulations

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@cache
def found():
    document = jixiao.read(ROOT / "examples/gansu-2024.docx")
    return check(document, regulations(), date(2024, 7, 1))


@pytest.mark.parametrize("group", GROUPS)
def test_the_disclosure_has_these_findings_and_no_others(group):
    labels = HERE / f"seed/{group}.toml"
    held = tomllib.loads(labels.read_text("utf-8"))["finding"] if labels.exists() else []
    own = {rule.name for rule in rules() if rule.group == group}
    expected = Counter((each["rule"], each["table"], each.get("indicator", "")) for each in held)

    assert expected == Counter(
        (each.rule, each.table, each.indicator) for each in found() if each.rule in own
    )
