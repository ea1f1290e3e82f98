from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.table import FundsColumn, FundsItem
from jixiao.regulations.load import regulations
from jixiao.scoring.common import compute, fill_common
from tests.factories import fund, indicator, source, unit_table

BASIC = (
    fund(FundsItem.BASIC, "基本支出", "200", FundsColumn.ADJUSTED, "全年预算数"),
    fund(FundsItem.BASIC, "基本支出", "180", FundsColumn.ORIGINAL, "年初预算数"),
    fund(FundsItem.BASIC, "基本支出", "197", FundsColumn.EXECUTED, "全年执行数"),
)


def table_with(*rows):
    return unit_table(funds=BASIC, indicators=rows)


def row(name, actual=None):
    return indicator("部门管理", "资金投入", name, "=100%", actual=actual)


def test_a_rate_of_the_table_follows_from_its_own_amounts():
    filled = fill_common(table_with(row("基本支出预算执行率")), {}, regulations())

    assert ["98.5%"] == [each.computed.text for each in filled]
    assert ["1970000 ÷ 2000000 × 100% = 98.5%"] == list(filled[0].computed.trail.steps)
    assert [source(4, 2, "197"), source(4, 2, "200")] == [
        each.source for each in filled[0].computed.trail.inputs
    ]


def test_what_is_given_stands_before_what_the_table_says():
    given_inputs = {"基本支出执行数": Decimal(190), "基本支出预算数": Decimal(200)}

    filled = fill_common(table_with(row("基本支出预算执行率")), given_inputs, regulations())

    assert ["95%"] == [each.computed.text for each in filled]


def test_amounts_of_the_table_are_not_mixed_with_what_is_given():
    filled = fill_common(
        table_with(row("基本支出预算执行率")), {"基本支出执行数": Decimal(197)}, regulations()
    )

    assert [["common-input-missing"]] == [[found.rule for found in each.computed.findings] for each in filled]


def test_an_indicator_of_one_unit_only_is_left_alone():
    assert () == fill_common(table_with(row("扫黑除恶案件办结率")), {}, regulations())


def test_an_actual_that_agrees_as_printed_is_no_finding():
    for printed in ("98.5%", "99%", "0.985", "98.50"):
        (filled,) = fill_common(table_with(row("基本支出预算执行率", printed)), {}, regulations())
        assert () == filled.computed.findings, printed


def test_an_actual_that_differs_is_found_at_its_row():
    for printed in ("100%", "98.4%", "0.97"):
        (filled,) = fill_common(table_with(row("基本支出预算执行率", printed)), {}, regulations())
        (found,) = filled.computed.findings
        assert ("common-actual-differs", "基本支出预算执行率") == (found.rule, found.indicator)
        assert filled.indicator.source == found.source


def test_what_is_missing_is_named_at_the_row():
    (filled,) = fill_common(table_with(row("“三公经费”控制率")), {}, regulations())

    assert ["三公经费实际支出数", "三公经费预算数"] == [
        each.message.zh.split("缺少")[1].strip("“”") for each in filled.computed.findings
    ]
    assert {"中共甘肃省委政法委员会"} == {each.table for each in filled.computed.findings}


def test_every_name_and_alias_means_one_indicator():
    known = regulations().commons
    for common in known:
        for name in (common.name, *common.aliases):
            assert [common] == [each for each in known if each.is_called(name)]


@given(first=st.decimals(allow_nan=True, allow_infinity=True), second=st.decimals())
def test_no_input_makes_it_fail(first, second):
    for common in regulations().commons:
        one, two = (each.name for each in common.inputs)
        computed = compute(common.name, {one: first, two: second}, regulations())
        assert (computed.value is None) is bool(computed.findings)
