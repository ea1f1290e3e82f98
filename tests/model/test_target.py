"""Target values as real tables print them."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.model.date import Date, DateBound, Part
from jixiao.model.number import Number, half_width
from jixiao.model.target import (
    Blank,
    Bound,
    FreeText,
    Graded,
    Range,
    facts,
    join_target,
    parse_target,
    print_target,
)
from jixiao.model.unit import parse_unit

# [text, comparator, value, unit] of the truth files that were written by reading the documents.
PAIRS = json.loads(Path(__file__).with_name("target_pairs.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    PAIRS,
    ids=[f"{i} {pair[0][:12]}" for i, pair in enumerate(PAIRS)],
)
def test_truth_written_by_reading(text, comparator, value, unit):
    read = facts(parse_target(text))
    assert [half_width(each or "") for each in read] == [
        half_width(each or "") for each in (comparator, value, unit)
    ]


@pytest.mark.parametrize(
    ("comparator", "spellings"),
    [
        (">=", "≥9个 >=9个 =>9个 ≧9个 ⩾9个 ﹥=9个 ＞＝9个 ≥≥9个 ≥=9个 ≮9个"),
        (
            ">=",
            "不低于9个 不少于9个 不小于9个 不得低于9个 大于等于9个 大于或等于9个 达到9个 达到9个以上 至少9个",
        ),
        (">=", "达到9个 达到9个以上 9个及以上 9个以上 9个（含）以上"),
        ("<=", "≤9个 <=9个 =<9个 ≦9个 ⩽9个 ≯9个"),
        ("<=", "不超过9个 不高于9个 不大于9个 不多于9个 未超过9个 小于等于9个 小于或等于9个 至多9个 最多9个"),
        ("<=", "控制在9个以内 9个以内 9个之内 9个及以下 9个以下 9个内"),
        (">", ">9个 ＞9个 ﹥9个 大于9个 超过9个 高于9个 多于9个"),
        ("<", "<9个 ＜9个 小于9个 低于9个 少于9个 不足9个"),
        ("=", "=9个 ＝9个 ==9个 等于9个"),
        ("none", "9个 提升9个 9个左右 约9个 不等于9个"),
    ],
)
def test_every_spelling_of_a_comparator(comparator, spellings):
    for text in spellings.split():
        assert facts(parse_target(text)) == (comparator, "9", "个"), text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("≥ 1,000.00 人次", "≥1000.00人次"),
        ("≥95.00（％）", "≥95.00％"),
        ("不低于50人次的个体心理咨询辅导", "≥50人次"),
        ("90%（含90%）以上", "≥90%"),
        ("不少于二十次", "≥20次"),
        ("五万余人", "约5万人"),
        ("98.5%左右", "约98.5%"),
        ("节约20%", "20%"),
        ("签约300户", "300户"),
        ("百分之九十五以上", "≥95%"),
        ("不高于千分之三", "≤3‰"),
        ("每年一次", "1次"),
        ("七个工作日内", "≤7个工作日"),
        ("24小时内响应", "≤24小时"),
        ("3个内设机构", "3个"),
        ("2024年完成100%", "100%"),
        ("PM2.5≤35微克/立方米", "≤35微克/立方米"),
        ("12345热线办结率100%", "100%"),
        ("温度≥-5℃", "≥-5℃"),
        ("达到5%以内", "≤5%"),
        ("完成5次.人员到位", "5次"),
        ("每村1-2名", "1~2名"),
        ("90%≤x≤100%", "90~100%"),
        ("80%-90%", "80~90%"),
        ("2022年11月30日前完成", "2022年11月30日前"),
        ("2023-2025年", "2023年至2025年"),
        ("1-12月", "1月至12月"),
        ("2024/12/31", "2024年12月31日"),
        ("20241231", "2024年12月31日"),
        ("≤2024年12月31日", "2024年12月31日前"),
        ("2024年第三季度末", "2024年9月底"),
        ("12月份", "12月份"),
        ("年末", "年底"),
        ("全年", "年内"),
    ],
)
def test_what_a_text_means_is_printed_in_one_way(text, printed):
    target = parse_target(text)
    assert not isinstance(target, FreeText)
    assert print_target(target) == printed


@pytest.mark.parametrize(
    "text",
    [
        "在预算范围内",
        "不低于上年度水平",
        "不超过预算",
        "财行〔2022〕78号文件",
        "第3期",
        "1.及时发放",
        "十四五",
        "一卡通",
        "统一",
        "三级",
        "5A级",
        "≥1:3",
        "7×24小时",
        "举办5场，3000人参加",
        "2024年度预算执行",
        "年末结转和结余",
        "/",
        "—",
    ],
)
def test_what_is_no_quantity_stays_text(text):
    assert parse_target(text) == FreeText(text)


def test_graded_words():
    words = "及时 规范 有效提升 稳步提高 比较完善 稳中有降 零增长 长期 优 良好 是 有 无"
    for word in words.split():
        assert parse_target(word) == Graded(word)


def test_each_shape_holds_what_was_printed():
    assert parse_target("≥191.2万头（只、羽）") == Bound(
        parse_target("≥1").comparator, Number("191.2"), parse_unit("万头（只、羽）")
    )
    assert parse_target("610—671人") == Range(Number("610"), Number("671"), parse_unit("人"))
    assert parse_target("11月底之前") == DateBound(Date(month=11, part=Part.END), before=True)
    assert parse_target(" \n\ufeff") == Blank()


def test_a_bound_knows_its_amount_in_the_base_unit():
    assert parse_target("≤2.5万元").amount == Decimal(25000)
    assert parse_target("0.97比例").amount == parse_target("97%").amount


@pytest.mark.parametrize(
    ("cells", "joined"),
    [
        (("≥", "95", "%"), "≥95%"),
        (("大于等于", "98", "%"), "大于等于98%"),
        (("等于", "3", "无"), "等于3"),
        (("定性", "及时", "无"), "及时"),
        (("定性", "好坏", "级"), "好坏"),
        (("正向指标", "95", "%"), "95%"),
        (("—", "95", "-"), "95"),
        (("≥", "95%", "％"), "≥95%"),
        (("≥", "95%", "百分比"), "≥95%"),
        (("", "≥95%", "%"), "≥95%"),
        (("≥", "≥95", "%"), "≥95%"),
        (("≤", "12", "万元"), "≤12万元"),
        (("≥", "", "%"), ""),
        (("", "/", ""), "/"),
    ],
)
def test_columns_are_joined_as_they_are_read(cells, joined):
    assert join_target(*cells) == joined


@pytest.mark.parametrize("text", ["≥90%", "10-20个", "12月底", "及时", "看情况", ""])
def test_a_target_does_not_change(text):
    target = parse_target(text)
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        target.number = target.low = target.last = target.word = target.text = None
    assert hash(target) == hash(parse_target(text))
