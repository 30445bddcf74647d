"""Number formats: what a cell shows, digit for digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.readers.sheet_formats import GENERAL, show, show_text

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1, "0%", "100%"), (1, "0.00%", "100.00%"), (0.9978, "0.00%", "99.78%"), (10, GENERAL, "10"),
        (12.5, "0.00", "12.50"), (12.5, "#,##0.00", "12.50"), (1234567.891, "#,##0.00", "1,234,567.89"),
        (-3.5, "0.00", "-3.50"), (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"), (0, ACCOUNTING, "-"),
        (1234.5, ACCOUNTING, "1,234.50"), (123456, '0\\.0,"万元"', "12.3万元"), (123456, '0!.0,"万"', "12.3万"),
        (665.85, "[$￥-804]#,##0.00", "￥665.85"), (5, '[<10]"少";"多"0', "少"), (50, '[<10]"少";"多"0', "多50"),
        (2022, 'General"年度"', "2022年度"), (1234567, "#,##0,", "1,235"), (0.5, "#.##", ".5"), (5, ";;;", ""),
        (3, "00", "03"), (98.5, "0.0_ ", "98.5"), (0.5, "# ?/?", "1/2"), (12345.678, "0.00E+00", "1.23E+04"),
        (123456, "000-0000", "012-3456"), (1 / 3, GENERAL, "0.333333333"), (0.1 + 0.2, GENERAL, "0.3"),
        (2.675, "0.00", "2.68"), (0.125, "0.00", "0.13"), (-0.001, "0.00", "0.00"), (1e16, GENERAL, "1.00000E+16"),
        (44927, 'yyyy"年"m"月"d"日"', "2023年1月1日"), (44927.5, "yyyy/m/d h:mm", "2023/1/1 12:00"),
        (44927, "[$-804]aaaa", "星期日"), (0.75, "h:mm AM/PM", "6:00 PM"), (1.5, "[h]:mm:ss", "36:00:00"),
        (0.3749999999, "h:mm:ss", "9:00:00"), (59, "yyyy-m-d", "1900-2-28"), (-5, "yyyy-m-d", "-5"),
    ],
)  # fmt: skip
def test_shown(value: float, code: str, shown: str) -> None:
    assert show(value, code) == shown


def test_days_since_1904() -> None:
    assert show(0, "yyyy-mm-dd", since_1904=True) == "1904-01-01"


def test_words() -> None:
    assert show_text("某局", '"单位："@') == "单位：某局"
    assert show_text("某局", "0.00") == "某局"


@given(st.decimals(-(10**9), 10**9, places=2))
def test_two_decimals_are_the_value(value: Decimal) -> None:
    assert Decimal(show(float(value), "#,##0.00").replace(",", "")) == value
    assert Decimal(show(float(value), "0.00")) == value


@given(st.floats(), st.text(st.sampled_from('0#?.,%@;"\\_*[]<>=$-ymdhse/E+ AMPG年日General'), max_size=30))
def test_any_format_shows_something_or_nothing(value: float, code: str) -> None:
    assert isinstance(show(value, code), str)
    assert isinstance(show_text("甲", code), str)
