"""Common indicators, as scenarios that an official can read: common.toml."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.regulations.load import regulations
from jixiao.scoring.common import compute

SCENARIOS = tomllib.loads(Path(__file__).with_name("common.toml").read_text("utf-8"))["情形"]


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each["标题"]) for each in SCENARIOS])
def test_a_common_indicator_is_as_the_scenario_says(scenario):
    said = scenario["情况"]

    computed = compute(
        said["指标"], {name: Decimal(text) for name, text in said["数据"].items()}, regulations()
    )

    assert scenario["结果"] == computed.text
    assert ([scenario["过程"]] if "过程" in scenario else []) == list(computed.trail.steps)
    assert scenario.get("问题", []) == [each.rule for each in computed.findings]
    if "说明" in scenario:
        assert scenario["说明"] == [each.zh for each in computed.trail.remarks]
