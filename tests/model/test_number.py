"""Numbers keep their printed digits and are exact."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from jixiao.model.number import Number, arabic, half_width, parse_number


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("95", "95"),
        ("13459.00", "13459.00"),
        ("1,234,567.5", "1234567.5"),
        ("１２．５", "12.5"),
        ("1，000", "1000"),
        ("+5", "5"),
        ("−5", "-5"),
        (" 1 000 ", "1000"),
        ("二十", "20"),
        ("十", "10"),
        ("三百零五", "305"),
        ("一万二千", "12000"),
        ("两亿零三万", "200030000"),
        ("二〇二四", "2024"),
    ],
)
def test_a_number_is_read(text, digits):
    assert parse_number(text) == Number(digits)


@pytest.mark.parametrize("text", ["20余", "二十余", "约20", "20多"])
def test_an_approximate_number_says_so(text):
    assert parse_number(text) == Number("20", approximate=True)


@pytest.mark.parametrize("text", ["", "95%", "1-2", "1.2.3", "12,34", "一万二", "百", "及时", "٣", "\ud800"])
def test_what_is_no_number_or_not_a_clear_one_is_none(text):
    assert parse_number(text) is None


def test_the_value_is_exact():
    assert Number("0.10").value == Decimal("0.1")
    assert str(Number("9" * 40).value) == "9" * 40


def test_numerals_of_every_size():
    digits = "一二三四五六七八九"
    tens = ["", *digits]
    for number in range(1, 100):
        ten, one = divmod(number, 10)
        numeral = (tens[ten] + "十" if ten else "") + (digits[one - 1] if one else "")
        assert arabic(numeral) == str(number)


def test_half_width_keeps_every_place():
    text = "≧９０％（含）以上"
    assert half_width(text) == "≥90%(含)以上"
    assert len(half_width(text)) == len(text)


def test_a_number_does_not_change():
    with pytest.raises(FrozenInstanceError):
        Number("1").digits = "2"
