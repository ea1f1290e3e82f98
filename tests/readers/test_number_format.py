"""What a number format prints, as Excel and WPS do on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.number_format import BUILT_IN, general, printer, text_printer
from jixiao.readers.numerals import chinese_number

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
PLAIN = [
    (1, "General", "1"),
    (230, "General", "230"),
    (0.1 + 0.2, "General", "0.3"),
    (10596.35, "General", "10596.35"),
    (82800.920000000013, "General", "82800.92"),
    (1 / 3, "General", "0.333333333"),
    (1e5 / 3, "General", "33333.33333"),
    (-0.5, "General", "-0.5"),
    (0.00001, "General", "1E-05"),
    (123456789012345, "General", "123456789012345"),
    (1e20, "General", "1E+20"),
    (0, "General", "0"),
    (12345678901.5, "General", "12345678902"),
    (7, "@", "7"),
    (20, 'General"万元"', "20万元"),
    (-20, 'General"万元"', "-20万元"),
]
DECIMALS = [
    (1, "0%", "100%"),
    (0.88, "0%", "88%"),
    (0.95, "0.00%", "95.00%"),
    (0.285, "0%", "29%"),  # binary 0.28499999999999998; half up on what was typed
    (2.675, "0.00", "2.68"),
    (0.125, "0.00", "0.13"),
    (-2.5, "0", "-3"),
    (10596.35, "#,##0.00", "10,596.35"),
    (999.995, "#,##0.00", "1,000.00"),
    (1234567, "#,##0", "1,234,567"),
    (0, "#,##0", "0"),
    (0, "#", ""),
    (0.5, "#.##", ".5"),
    (2, "0.##", "2."),
    (12.3, "0.0#", "12.3"),
    (5, "000", "005"),
    (0.5, "000,000", "000,001"),
    (1e300, "0.00", f"{10**300}.00"[:15] + "0" * 286 + ".00"),
    (13912345678, "000-0000-0000", "139-1234-5678"),
    (95, '"≥"0"%"', "≥95%"),
    (95, "≥0!%", "≥95%"),
    (12345, '0!.0,"万"', "1.2万"),
    (345, '0!.0,"万"', "0.0万"),
    (11500000, '0.00,,"百万"', "11.50百万"),
    (1234567, "#,##0,", "1,235"),
    (1150, '0.0,"千"', "1.2千"),
    (12345.678, "0.00E+00", "1.23E+04"),
    (0.00012, "0.0E-0", "1.2E-4"),
    (9.996, "0.00E+00", "1.00E+01"),
    (12345.678, "##0.0E+0", "12.3E+3"),
    (2.5, "# ?/?", "2 1/2"),
    (0.333, "# ?/?", "1/3"),
    (2, "# ?/?", "2"),
    (0.3, "?/8", "2/8"),
]
SECTIONS = [
    (1234.5, ACCOUNTING, "1,234.50"),
    (-1234.5, ACCOUNTING, "-1,234.50"),
    (0, ACCOUNTING, "-"),
    (-3, "0.00_);(0.00)", "(3.00)"),
    (-3, "0.00_);[Red](0.00)", "(3.00)"),
    (3, '"增加"0;"减少"0;"持平"', "增加3"),
    (-3, '"增加"0;"减少"0;"持平"', "减少3"),
    (0, '"增加"0;"减少"0;"持平"', "持平"),
    (20000, '[>=10000]0!.0,"万";0', "2.0万"),
    (200, '[>=10000]0!.0,"万";0', "200"),
    (59, '[<60]"不合格";[<80]"合格";"优秀"', "不合格"),
    (79, '[<60]"不合格";[<80]"合格";"优秀"', "合格"),
    (90, '[<60]"不合格";[<80]"合格";"优秀"', "优秀"),
    (1, '[=1]"是";[=0]"否"', "是"),
    (5, '[=1]"是";[=0]"否"', "5"),
    (5, ";;;", ""),
    (1234, "[$¥-804]#,##0.00", "¥1,234.00"),
    (1234, "[$-804]0", "1234"),
    (1234.5, "[Blue]0.0", "1234.5"),
    (-5, '"¥"0.00', "-¥5.00"),
]
DATES = [
    (45413, 'yyyy"年"m"月"', "2024年5月"),
    (45413, 'yyyy"年"m"月"d"日";@', "2024年5月1日"),
    (45413, "yyyy/m/d", "2024/5/1"),
    (45413, "yyyy\\-mm\\-dd", "2024-05-01"),
    (45413, "yyyy年mm月dd日", "2024年05月01日"),
    (45413, "[$-409]d-mmm-yy", "1-May-24"),
    (45413, "[$-804]aaaa", "星期三"),
    (45413, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年五月一日"),
    (45657, '[DBNum1][$-804]m"月"d"日"', "十二月三十一日"),
    (45413.75, "yyyy/m/d h:mm", "2024/5/1 18:00"),
    (45413.75, 'yyyy"年"m"月" h:mm AM/PM', "2024年5月 6:00 PM"),
    (0.5 - 1e-9, 'h"时"mm"分"', "12时00分"),
    (0.25, '上午/下午h"时"mm"分"', "上午6时00分"),
    (1.5, "[h]:mm:ss", "36:00:00"),
    (0.52345, "mm:ss.0", "33:46.1"),
    (60, "yyyy/m/d", "1900/2/29"),
    (61, "yyyy/m/d", "1900/3/1"),
    (1, "yyyy/m/d", "1900/1/1"),
    (0, "yyyy/m/d", "1900/1/0"),
    (-1, "yyyy/m/d", "-1"),
    (1e9, "yyyy/m/d", "1000000000"),
]


@pytest.mark.parametrize(("value", "code", "printed"), [*PLAIN, *DECIMALS, *SECTIONS, *DATES])
def test_prints(value: float, code: str, printed: str) -> None:
    assert printer(code)(value) == printed


def test_dates_of_workbooks_from_a_macintosh() -> None:
    assert printer("yyyy/m/d", since_1904=True)(43951) == "2024/5/1"


def test_amounts_in_words() -> None:
    assert printer('[DBNum2][$-804]General"元整"')(11500) == "壹万壹仟伍佰元整"
    assert chinese_number("100000000") == "一亿"
    assert chinese_number("20000305") == "二千万〇三百〇五"
    assert chinese_number("0") == "〇"


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("@", "良"),
        ("General", "良"),
        ("0.00", "良"),
        (ACCOUNTING, "良"),
        ('"评"@"级"', "评良级"),
        (";;;", ""),
    ],
)
def test_texts(code: str, printed: str) -> None:
    print_text = text_printer(code)
    assert (print_text("良") if print_text else "良") == printed


@pytest.mark.parametrize(
    "code", ["", '"', "[", "\\", "_", "*", ";", "E+", "0E+", "/", "0/0", "?/", "[>", ",", ".,", "0" * 5000]
)
def test_nonsense_prints_something(code: str) -> None:
    printer(code)(-12.5)
    text_printer(code)


@given(
    st.text(alphabet='0#?.,%/@;"\\!_*[]<>=E+-ymdhsaAMPG 年万$8', max_size=24),
    st.floats(allow_nan=True, allow_infinity=True),
)
def test_never_fails(code: str, value: float) -> None:
    printer(code)(value)
    text_printer(code)


@given(st.sampled_from(sorted(BUILT_IN.values())), st.floats(-1e15, 1e15))
def test_what_is_built_in_prints(code: str, value: float) -> None:
    assert printer(code)(value)


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_stay_whole(value: int) -> None:
    assert general(float(value)) == printer("0")(float(value)) == str(value)
