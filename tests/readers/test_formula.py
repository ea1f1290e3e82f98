"""Formulas that were saved without their value."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.formula import Calculator, Formula, NotSimple, Value, column_number, typed_literal

VALUES: dict[tuple[int, int], Value] = {
    (5, 3): 80.5,  # C5
    (6, 3): 19.5,  # C6
    (7, 3): "合计",  # C7
    (8, 3): "12",  # C8
    (9, 3): True,  # C9
}


def worked_out(text: str, *others: str) -> Value | None:
    formulas = {(20 + row, 1): Formula(formula) for row, formula in enumerate((text, *others))}
    return Calculator(VALUES, formulas).value((20, 1))


NOT_SIMPLE = [
    *(
        "",
        "(",
        "1+",
        "C5 C6",
        "C5_C6",
        "1,2",
        '"a',
        "预算",
        "{1,2}",
        "1E999",
        "SUM()",
        "SUM(C5,",
        "SUM(C5:C6",
    ),
    *(
        "C5/0",
        "C7*2",
        "C5>1",
        "C5:C6",
        "A20",
        "#REF!+1",
        "Sheet2!C5",
        "'其他'!C5",
        "[1]表!C5",
        "NOW()",
        "ROUND(C5)",
    ),
    *("IF(C5>1,1,2)", "VLOOKUP(C5,A:B,2)", "ROUND(1,1E99)", "(" * 100 + "1" + ")" * 100, "1+" * 9000 + "1"),
]


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_what_is_not_simple_has_no_value(text: str) -> None:
    with pytest.raises(NotSimple):
        worked_out(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SUM(C5:C6)", 100.0),
        ("SUM(C5:C9)", 100.0),  # texts and truth values in a range do not count
        ("SUM(C5,C6,1)", 101.0),
        ("sum( $C$5 : C6 )".replace(" : ", ":"), 100.0),
        ("SUM(C5+C6)", 100.0),
        ("SUM(A1:XFD1048576)-SUM(C5:C6)", None),
        ("C5+C6", 100.0),
        ("C5/C6", 80.5 / 19.5),
        ("ROUND(SUM(C5:C6)/3,2)", 33.33),
        ("ROUND(2.675,2)", 2.68),
        ("ROUND(1250,-2)", 1300.0),
        ("-C5*2", -161.0),
        ("2-3-4", -5.0),
        ("2*(3+4)", 14.0),
        ("100%", 1.0),
        ("C8+1", 13.0),
        ("Z99+1", 1.0),
        ('"≥"&C5&"%"', "≥80.5%"),
        ('"≥95%"', "≥95%"),
        ('C7&"（"&C9&"）"', "合计（TRUE）"),
        ("A21+1", 8.0),
    ],
)
def test_simple_formulas(text: str, value: Value | None) -> None:
    if value is None:  # a whole sheet is looked through cell by filled cell; here it finds itself
        with pytest.raises(NotSimple):
            worked_out(text)
        return

    assert worked_out(text, "A22+2", "C8-7") == value


def test_formulas_that_were_filled_down() -> None:
    formulas = {(6, 4): Formula("C5+$C$5", down=1), (6, 5): Formula("C5", right=-2)}

    calculator = Calculator(VALUES, formulas)

    assert calculator.value((6, 4)) == 100.0
    with pytest.raises(NotSimple):
        Calculator(VALUES, {(1, 1): Formula("A1")}).value((1, 1))


def test_long_columns_stay_quick() -> None:
    formulas = {(row, 1): Formula(f"A{row - 1}+1") for row in range(2, 20_001)}
    calculator = Calculator({(1, 1): 1.0}, formulas)

    assert [calculator.value(place) for place in formulas][-1] == 20_000.0

    every_sum = {(row, 2): Formula(f"SUM(A1:A{row})") for row in range(1, 20_001)}
    calculator = Calculator({(row, 1): 1.0 for row in range(1, 20_001)}, every_sum)
    with pytest.raises(NotSimple):
        list(map(calculator.value, every_sum))


@pytest.mark.parametrize("text", [" " * 8000 + "x", "1" * 8000 + "x", '"' * 8001, "1." * 4000, "((" * 4000])
def test_no_formula_keeps_it_busy(text: str) -> None:
    start = time.perf_counter()
    for _ in range(50):
        typed_literal(text)
        with suppress(NotSimple):
            worked_out(text)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("100%", "=100%"),
        (" 5", "=5"),
        ("-2.5", "=-2.5"),
        ('"≥95%"', "≥95%"),
        ('"含""引号"""', '含"引号"'),
        ("5+5", None),
        ("C5", None),
        ('"a"&"b"', None),
        ("", None),
    ],
)
def test_literals_stay_as_typed(formula: str, text: str | None) -> None:
    assert typed_literal(formula) == text


def test_columns() -> None:
    assert [column_number(name) for name in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16_384]


@given(st.text(alphabet='SUMROUND(),:+-*/%&"$C5C6A20 1.E≥', max_size=40))
def test_never_fails_otherwise(text: str) -> None:
    typed_literal(text)
    with suppress(NotSimple):
        worked_out(text, text)
