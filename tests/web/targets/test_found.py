"""Findings stand at the cell in which a person can put them right."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.forms.edited import text_at
from jixiao.model.message import Message
from jixiao.model.table import Form, Fund, FundsColumn, FundsItem
from jixiao.web.targets.found import found_in, fund_addresses, of_another_year, read, written
from tests.factories import fund, indicator, source, unit_table


def project(*rows):
    return unit_table(form=Form.PROJECT_TARGETS, subject="培训", indicators=rows)


def test_a_finding_on_a_target_or_a_name_has_the_address_of_that_row_even_where_rows_are_alike():
    good = indicator("产出指标", "数量指标", "培训人数", "≥200人")
    bad = indicator("产出指标", "数量指标", "培训人数", "若干")
    compound = indicator("产出指标", "质量指标", "通过率、合格率、满意率", "≥95%")

    found = {(each.rule, each.address) for each in found_in(project(good, bad, compound), "")}

    assert {("vague-quantity", "indicator.1.target"), ("compound-indicator", "indicator.2.level3")} <= found
    assert not [
        rule for rule, address in found if address == "indicator.0.target" and rule != "duplicate-indicator"
    ]


def test_a_finding_about_the_table_as_a_whole_has_no_address():
    found = found_in(project(indicator("产出指标", "数量指标", "培训人数", "≥200人")), "")

    assert [""] == [each.address for each in found if each.rule == "benefit-indicators-missing"]


def test_every_address_of_a_finding_is_a_cell_of_the_table():
    table = project(
        indicator("产出指标", "", "按时完成率", "≤95%"), indicator("效益指标", "社会效益指标", "", "无")
    )

    addresses = {each.address for each in found_in(table, "") if each.address}

    assert addresses
    for each in addresses:
        text_at(table, each)


def test_an_amount_goes_by_its_item_unless_two_share_it():
    other = Fund(FundsItem.OTHER, "专户资金", FundsColumn.ONLY, "", Decimal(1), source())
    funds = (
        fund(FundsItem.TOTAL, "资金总额", "3"),
        fund(FundsItem.TOTAL, "合计", "3"),
        fund(FundsItem.FISCAL, "财政拨款", "2", FundsColumn.EXECUTED),
        other,
    )

    assert ["fund.#0", "fund.#1", "fund.fiscal.executed", "fund.#3"] == list(fund_addresses(funds))


@pytest.mark.parametrize("rows", [(), (indicator("产出指标", "数量指标", "培训人数", "若干"),)])
def test_findings_are_kept_and_read_as_they_are(rows):
    found = found_in(replace(project(*rows), goals=()), "")

    assert found == read(written(found))


def test_what_a_finding_rests_on_is_kept_in_both_languages_and_was_once_in_one():
    table = project(indicator("产出指标", "数量指标", "培训人数", "若干"))
    kept = read(written(found_in(table, "")))
    earlier = read('[{"rule": "r", "level": "note", "zh": "甲", "en": "a", "basis": "《办法》"}]')

    cited = {each.rule: each.cited for each in kept}["vague-quantity"]
    assert (cited.zh != cited.en, cited.en.isascii() or "〔" in cited.en) == (True, True)
    assert Message("《办法》", "《办法》") == earlier[0].cited


@pytest.mark.parametrize(("year", "addresses"), [(2025, ["year"]), (2026, []), (None, [])])
def test_a_table_of_another_year_than_its_campaign_is_told_at_its_year(year, addresses):
    table = replace(project(), year=year)

    assert addresses == [each.address for each in of_another_year(table, 2026)]
