"""The record: offsets of the numeral, printed value and unit, qualifiers; numbers of tables under a heading's unit."""

from decimal import Decimal

import pytest

from gouji.quantities import Quantity, find_quantities, reinterpret
from gouji.quantities.numerals import parse, parse_mixed


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "numeral", "printed", "printed_unit", "decimals", "qualifier"),
    [
        ("支出354.36 万元", "354.36 万", "354.36", "万元", 2, None),
        ("收缴 1130 余万元", "1130 余万", "1130", "万元", 0, "余"),
        ("9.68万余条", "9.68万", "9.68", "万条", 2, "余"),
        ("三千五百万元", "三千五百万", "3500", "万元", 0, None),
        ("四百多人", "四百", "400", "人", 0, "多"),
        ("不低于90%", "90", "90", "%", 0, "不低于"),
        ("60分以下", "60", "60", "分", 0, "以下"),
        ("占12.50%", "12.50", "12.50", "%", 2, None),
        ("第3期", "第3", "3", "期", 0, None),
        ("约五百多个", "五百", "500", "个", 0, "多"),
    ],
)
def test_printed(
    text: str, numeral: str, printed: str, printed_unit: str, decimals: int, qualifier: str | None
) -> None:
    quantity = only(text)
    assert text[quantity.start : quantity.numeral_end] == numeral
    assert str(quantity.printed) == printed
    assert (quantity.printed_unit, quantity.decimals, quantity.qualifier) == (printed_unit, decimals, qualifier)


def test_chinese_is_said() -> None:
    assert only("两年").chinese
    assert not only("2年").chinese


def test_offsets_survive_folding() -> None:
    text = "　　合计　１，２３４．５　万元，占　５０％。"
    first, second = find_quantities(text)
    assert first.text == "１，２３４．５　万元"
    assert (second.text, second.start) == ("５０％", text.index("５０"))


@pytest.mark.parametrize(
    ("cell", "unit", "value", "low", "high", "base", "kind"),
    [
        ("665.85", "万元", "6658500", "6658450", "6658550", "元", "currency"),
        ("665.85", "（万元）", "6658500", "6658450", "6658550", "元", "currency"),
        ("51", "元", "51", "50.5", "51.5", "元", "currency"),
        ("98.5", "%", "98.5", "98.45", "98.55", "%", "percent"),
        ("11", "人", "11", "11", "11", "人", "quantity"),
        ("10", "分", "10", "10", "10", "分", "quantity"),
        ("1.5", "万人次", "15000", "14500", "15500", "人次", "quantity"),
        ("-3.2", "亿元", "-320000000", "-325000000", "-315000000", "元", "currency"),
        ("0", "万元", "0", "-5000", "5000", "元", "currency"),
        ("3", "头猪", "3", "3", "3", "头猪", "quantity"),
    ],
)
def test_reinterpret(cell: str, unit: str, value: str, low: str, high: str, base: str, kind: str) -> None:
    quantity = reinterpret(only(cell), unit)
    assert (quantity.value, quantity.low, quantity.high) == (Decimal(value), Decimal(low), Decimal(high))
    assert (quantity.unit, quantity.kind, quantity.text) == (base, kind, cell)


def test_reinterpret_scales_ranges_and_limits() -> None:
    ranged = reinterpret(only("12-15"), "万元")
    assert (ranged.kind, ranged.low, ranged.high) == ("range", Decimal(120000), Decimal(150000))
    limit = reinterpret(only("≥500"), "万元")
    assert (limit.value, limit.low, limit.high) == (Decimal(5000000), Decimal(5000000), None)


def test_reinterpret_leaves_what_prints_its_unit() -> None:
    for text in ("51万元", "第3期", "95%"):
        assert reinterpret(only(text), "万元") == only(text)


@pytest.mark.parametrize("run", ["十二五", "五十千", "两两", "二十一十", "三百二百", "一亿二亿", "万" * 30])
def test_what_is_no_numeral(run: str) -> None:
    assert parse(run) is None


@pytest.mark.parametrize(("run", "value"), [("3万4000", 34000), ("1百01", 101), ("200亿零四千230", 20_000_004_230)])
def test_mixed(run: str, value: int) -> None:
    assert parse_mixed(run) == value


def test_a_year_alone_in_a_cell_is_a_number_when_asked_for_by_itself() -> None:
    assert only("2022").value == 2022
    assert find_quantities("年度\t2022\t") == []
