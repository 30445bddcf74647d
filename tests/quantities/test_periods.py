"""Dates, years and relative words."""

import pytest

from gouji.quantities import Period, find_periods


def only(text: str) -> Period:
    (period,) = find_periods(text)
    assert text[period.start : period.end] == period.text
    return period


@pytest.mark.parametrize(
    ("text", "kind", "begin", "end"),
    [
        ("2022年", "year", (2022, None, None), (None, None, None)),
        ("2022 年度", "year", (2022, None, None), (None, None, None)),
        ("２０２２年", "year", (2022, None, None), (None, None, None)),
        ("二○二二年", "year", (2022, None, None), (None, None, None)),
        ("2022 部门预算", "year", (2022, None, None), (None, None, None)),
        ("4．2025年部门预算", "year", (2025, None, None), (None, None, None)),
        ("33万元,2021年预算40万元", "year", (2021, None, None), (None, None, None)),
        ("收入100,2021年支出", "year", (2021, None, None), (None, None, None)),
        ("2019-2021年", "year_range", (2019, None, None), (2021, None, None)),
        ("2020年至2022年度", "year_range", (2020, None, None), (2022, None, None)),
        ("2022年1-6月", "month_range", (2022, 1, None), (None, 6, None)),
        ("2021年12月至2022年3月", "month_range", (2021, 12, None), (2022, 3, None)),
        ("1—12月", "month_range", (None, 1, None), (None, 12, None)),
        ("9月底", "month", (None, 9, None), (None, None, None)),
        ("2022 年 12 月 31 日", "date", (2022, 12, 31), (None, None, None)),
        ("2022-01-05", "date", (2022, 1, 5), (None, None, None)),
        ("2022.5.20", "date", (2022, 5, 20), (None, None, None)),
        ("二○二一年十二月三十一日", "date", (2021, 12, 31), (None, None, None)),
        ("2022年1月1日至12月31日", "date", (2022, 1, 1), (None, 12, 31)),
        ("3月5日至8日", "date", (None, 3, 5), (None, None, 8)),
        ("上半年", "month_range", (None, 1, None), (None, 6, None)),
        ("第3季度", "month_range", (None, 7, None), (None, 9, None)),
        ("前三季度", "month_range", (None, 1, None), (None, 9, None)),
    ],
)
def test_period(text: str, kind: str, begin: tuple[int | None, ...], end: tuple[int | None, ...]) -> None:
    period = only(text)
    assert period.kind == kind
    assert (period.year, period.month, period.day) == begin
    assert (period.end_year, period.end_month, period.end_day) == end


@pytest.mark.parametrize(
    ("text", "offset"), [("本年", 0), ("当年", 0), ("上年", -1), ("上年同期", -1), ("去年", -1), ("次年", 1)]
)
def test_relative(text: str, offset: int) -> None:
    period = only(text)
    assert (period.kind, period.offset) == ("relative", offset)


def test_as_of() -> None:
    assert only("截至2022年12月31日").as_of
    assert not only("2022年12月31日").as_of


@pytest.mark.parametrize(
    "text",
    [
        "20年",
        "两年",
        "3个月",
        "5日内",
        "以前年度",
        "2000人",
        "某财〔2020〕10号",
        "https://example.org/2022/1",
        "标准19001-2016",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert find_periods(text) == []
