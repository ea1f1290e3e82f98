"""What holds of every target: it is read without failing, and printed it is read the same."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.model.comparator import Comparator
from jixiao.model.date import Date, DateBound, Part
from jixiao.model.measures import COUNTS, MEASURES
from jixiao.model.number import Number, parse_number, print_number
from jixiao.model.target import Bound, Range, Target, facts, join_target, parse_target, print_target
from jixiao.model.unit import parse_unit

PIECES = """
≥ ≤ > < = ＞ ＝ ≧ 不低于 不超过 大于等于 达到 控制在 至少 约 近 以上 以内 及以上 内 左右 (含) 之前 前 底
末 至 - ~ — 到 、 。 , ， 0 1 2 5 12 30 90 95.5 1,234 2024 2025 20241231 １２ 二十 三 一 百分之 百 万 亿 余
多 % ％ 个 人 人次 万元 元/人·月 元每人每月 年 月 日 个月 号 季度 第 第三季度 年底 年内 上半年 全年 每月 (
) （ ） 〔 〕 [ ] 头（只、羽） /株 驿站 及时 良好 无 A G PM2.5 m2 工作日 小时 完成 . 级 分 满意度 热线 / ·
每 的 十四五 x ≤x≤ 份 期 旬 中 初 \\ 截至 不晚于 － ﹥ 〜 \ufeff
"""
WORDS = [*COUNTS.split(), *(word for *_, spellings in MEASURES for word in spellings.split())]

texts = st.text() | st.lists(st.sampled_from(PIECES.split()), max_size=9).map("".join)
words = st.sampled_from(WORDS)
numbers = st.builds(
    Number, st.from_regex(r"\A-?(0|[1-9][0-9]{0,6})(\.[0-9]{1,4})?\Z"), approximate=st.booleans()
)
units = st.one_of(
    st.just("%"),
    words,
    st.builds("{}{}".format, st.sampled_from(["万", "亿", "千"]), words),
    st.builds("元/{}".format, words),
    st.builds("{}（只、羽）".format, words),
)
years = st.none() | st.integers(1900, 2099)
edges = [Part.WHOLE, Part.START, Part.END]
days = st.one_of(
    st.builds(Date, st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 31)),
    st.builds(Date, years, st.integers(1, 12), part=st.sampled_from([*edges, Part.LAST_TEN])),
    st.builds(Date, years, part=st.sampled_from([*edges, Part.THIRD_QUARTER, Part.FIRST_HALF])),
)
periods = st.builds(
    lambda year, low, high: DateBound(Date(year, high), Date(year, low)),
    years,
    st.integers(1, 6),
    st.integers(7, 12),
)


def makes_a_name(unit: str) -> bool:
    """With these a number may make a date or a name: 2024年, 5日, 5G, 12345平台."""
    return unit[0] in "年月日季" or unit in ("G", "平台")


@given(texts)
@example("\ud800≥\0 9\ud8000%")
@example("２０２４（年）")
def test_every_text_is_a_target_that_prints_as_itself(text: str) -> None:
    target = parse_target(text)
    printed = print_target(target)
    assert parse_target(printed) == target
    assert print_target(parse_target(printed)) == printed
    assert facts(parse_target(printed)) == facts(target)


@given(st.none() | st.sampled_from(Comparator), numbers, units.filter(lambda unit: not makes_a_name(unit)))
def test_every_bound_is_read_as_it_was_printed(
    comparator: Comparator | None, number: Number, unit: str
) -> None:
    bound = Bound(comparator, number, parse_unit(unit))
    assert parse_target(print_target(bound)) == bound


@given(numbers, numbers, units.filter(lambda unit: not makes_a_name(unit)))
def test_every_range_is_read_as_it_was_printed(one: Number, other: Number, unit: str) -> None:
    low, high = sorted([one, other], key=lambda number: number.value)
    target: Target = Range(low, high, parse_unit(unit))
    assert low.value == high.value or parse_target(print_target(target)) == target


@given(st.builds(DateBound, days, before=st.booleans()) | periods)
def test_every_date_is_read_as_it_was_printed(bound: DateBound) -> None:
    assert parse_target(print_target(bound)) == bound


@given(numbers)
def test_every_number_is_read_as_it_was_printed(number: Number) -> None:
    assert parse_number(print_number(number)) == number


@given(texts)
def test_every_text_is_a_number_or_none_and_a_unit(text: str) -> None:
    parse_number(text)
    unit = parse_unit(text)
    assert parse_unit(unit.printed) == unit


@given(texts, texts, texts)
def test_columns_join_for_every_text(comparator: str, value: str, unit: str) -> None:
    parse_target(join_target(comparator, value, unit))


@pytest.mark.parametrize("piece", [*PIECES.split(), "a", "9", "9,", "(", "1个", "≤x", "不", "2024年", "元/"])
def test_long_text_takes_time_in_proportion(piece: str) -> None:
    begun = time.perf_counter()
    parse_target(piece * (50_000 // len(piece)))
    assert time.perf_counter() - begun < 1
