"""Units: one name for all spellings, and how much of the base they are."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from jixiao.model.measures import UnitFamily
from jixiao.model.unit import parse_unit, unit_end, unknown_unit_end


@pytest.mark.parametrize(
    ("text", "canonical", "family", "scale"),
    [
        ("", "", UnitFamily.NONE, "1"),
        ("万", "", UnitFamily.COUNT, "10000"),
        ("％", "%", UnitFamily.RATIO, "0.01"),
        ("百分比", "%", UnitFamily.RATIO, "0.01"),
        ("比例", "%", UnitFamily.RATIO, "1"),
        ("‰", "%", UnitFamily.RATIO, "0.001"),
        ("个百分点", "个百分点", UnitFamily.RATIO, "1"),
        ("万元", "元", UnitFamily.MONEY, "10000"),
        ("亿元", "元", UnitFamily.MONEY, "100000000"),
        ("人数", "人", UnitFamily.COUNT, "1"),
        ("万人次", "人次", UnitFamily.COUNT, "10000"),
        ("人/次", "人次", UnitFamily.COUNT, "1"),
        ("批次", "批", UnitFamily.COUNT, "1"),
        ("个月", "月", UnitFamily.TIME, "1"),
        ("年", "月", UnitFamily.TIME, "12"),
        ("小时", "秒", UnitFamily.TIME, "3600"),
        ("工作日", "工作日", UnitFamily.TIME, "1"),
        ("公里", "米", UnitFamily.LENGTH, "1000"),
        ("㎡", "平方米", UnitFamily.AREA, "1"),
        ("万亩", "亩", UnitFamily.AREA, "10000"),
        ("千瓦时", "千瓦时", UnitFamily.ENERGY, "1"),
        ("万千瓦时", "千瓦时", UnitFamily.ENERGY, "10000"),
        ("万头（只、羽）", "头", UnitFamily.COUNT, "10000"),
        ("台（套）", "台", UnitFamily.COUNT, "1"),
        ("元/人·月", "元/人/月", UnitFamily.RATE, "1"),
        ("元每人每月", "元/人/月", UnitFamily.RATE, "1"),
        ("万元/公里", "元/公里", UnitFamily.RATE, "10000"),
        ("元/个月", "元/月", UnitFamily.RATE, "1"),
        ("次/年", "次/年", UnitFamily.RATE, "1"),
        ("/株", "/株", UnitFamily.RATE, "1"),
        ("驿站", "驿站", UnitFamily.UNKNOWN, "1"),
    ],
)
def test_a_unit_is_read(text, canonical, family, scale):
    unit = parse_unit(text)
    assert (unit.canonical, unit.family, unit.scale) == (canonical, family, Decimal(scale))


@pytest.mark.parametrize("text", ["（元/人）", "元/人", " 元/\n人", "(元/人)", "【元/人】"])
def test_brackets_and_white_space_around_a_unit_are_dropped(text):
    assert parse_unit(text).printed == "元/人"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人次的个体心理咨询", "人次"),
        ("元/人给补助对象", "元/人"),
        ("元每人每月", "元每人每月"),
        ("万元/座", "万元/座"),
        ("%以上", "%"),
        ("万头(只、羽)以上", "万头(只、羽)"),
        ("个(含)以上", "个"),
        ("元/窗台以内", "元/窗台"),
        ("微克/立方米", "微克/立方米"),
        ("kmx", ""),
        ("驿站", ""),
    ],
)
def test_where_a_unit_ends(text, unit):
    assert text[: unit_end(text)] == unit


@pytest.mark.parametrize(
    ("text", "unit"), [("驿站以上", "驿站"), ("驿站", "驿站"), ("以上", ""), ("的人", "")]
)
def test_a_strange_unit_is_a_short_word_at_the_end(text, unit):
    assert text[: unknown_unit_end(text, 0)] == unit


def test_a_unit_does_not_change():
    with pytest.raises(FrozenInstanceError):
        parse_unit("%").printed = "个"
