"""A measure beside a report's figure: units, rounding, doubt, and which figure is of the same thing."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest

from gouji.ledger import Measure, Measured, compare, parse_period
from gouji.ledger.compare import judge
from gouji.ledger.records import Row, Way
from gouji.ledger.words import bare_name, is_named
from gouji.model import Fact, Indicator, Report, Span
from gouji.quantities import find_quantities


def measured(way: Way, value: str, unit: str = "", low: str = "", high: str = "") -> Measured:
    exact = Fraction(value)
    bounds = [Fraction(text) if text else exact for text in (low, high)]
    doubtful = (Row(table=0, number=9, cells=()),) if low or high else ()
    return Measured(
        measure=Measure(id="m", name="项目", way=way, unit=unit),
        value=exact,
        numerator=exact,
        denominator=None,
        low=bounds[0],
        high=bounds[1],
        counted=(),
        hits=(),
        left={"blank_date": doubtful} if doubtful else {},
    )


@pytest.mark.parametrize(
    ("one", "printed", "verdict"),
    [
        (measured("count", "258", "份"), "258份", "agrees"),
        (measured("count", "258", "份"), "259份", "differs"),
        (measured("count", "258", "份"), "258", "agrees"),
        (measured("count", "258", "份"), "258人", "other_unit"),
        (measured("count", "258"), "258件", "agrees"),
        (measured("count", "258", "份"), "不少于250份", "agrees"),
        (measured("count", "258", "份"), "250余份", "agrees"),
        (measured("count", "258", "份", high="262"), "262份", "doubtful"),
        (measured("count", "258", "份", high="262"), "263份", "differs"),
        (measured("count", "12345", "人次"), "1.23万人次", "agrees"),
        (measured("sum", "12345.678", "元"), "1.23万元", "agrees"),
        (measured("sum", "1.2345", "万元"), "1.23万元", "agrees"),
        (measured("sum", "1.2345", "万元"), "12345元", "agrees"),
        (measured("sum", "12345.678", "元"), "1.24万元", "differs"),
        (measured("rate", "121/129"), "93.8%", "agrees"),
        (measured("rate", "121/129"), "93.79%", "differs"),
        (measured("rate", "121/129"), "94%", "agrees"),
        (measured("rate", "121/129"), "94个", "other_unit"),
        (measured("rate", "1/2", low="1/3", high="2/3"), "60%", "doubtful"),
        (measured("count", "100", "件"), "100%", "other_unit"),
        (measured("mean_days", "10/3", "天"), "3.3个工作日", "agrees"),
    ],
)
def test_verdicts(one: Measured, printed: str, verdict: str) -> None:
    (quantity,) = find_quantities(printed)
    assert judge(one, quantity) == verdict


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("全年检测水样", True),
        ("全区各水厂共检测水样", True),
        ("检测水样", True),
        ("不检测水样", False),
        ("检测水样的单位", False),
        ("", False),
    ],
)
def test_a_name_at_the_end_counts_only_behind_a_word_of_total(text: str, named: bool) -> None:
    assert is_named(text, frozenset([bare_name("检测水样")])) is named


def test_figures_of_a_report() -> None:
    """Indicator rows, prose of the year and of no other, figures of the same concept, achieved values in words."""

    def fact(id_: int, printed: str, **known: str) -> Fact:
        (quantity,) = find_quantities(printed)
        return Fact(id=id_, quantity=quantity, span=Span(0, 1), **{"source": "prose", **known})

    facts = (
        fact(0, "258份", source="table", subject="检测水样"),
        fact(1, "285份", subject="全年检测水样", period="2023"),
        fact(2, "300份", subject="检测水样", period="2022"),
        fact(3, "31批", subject="检测水样"),
        fact(4, "258份", concept="some_count"),
    )
    indicators = (
        Indicator(levels=(), name="检测水样", span=Span(0, 1), achieved=0, achieved_text="258份"),
        Indicator(levels=(), name="检测水样数量", span=Span(0, 1), achieved_text="已完成"),
    )
    report = Report(organisation=None, fiscal_year=2023, form=None, facts=facts, indicators=indicators)
    one = measured("count", "258", "份")
    one = msgspec.structs.replace(
        one,
        measure=Measure(
            id="m", name="检测水样", way="count", unit="份", indicators=("检测水样",), concept="some_count"
        ),
    )
    found = compare(report, [one], parse_period("2023"))
    assert [(c.verdict, c.source, None if c.fact is None else c.fact.id) for c in found] == [
        ("agrees", "indicator", 0),
        ("not_stated", "indicator", None),
        ("differs", "prose", 1),
        ("agrees", "prose", 4),
    ]
    assert found[1].text == "已完成"
    (alone,) = compare(report, [measured("count", "1", "场")], parse_period("2023"))
    assert (alone.verdict, alone.source) == ("not_stated", None)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("全年检测水样", "检测水样"),
        ("2023年度检测水样数量", "检测水样"),
        ("项目按期完成率为", "项目按期完成率"),
        ("（1）受理工单数", "1受理工单"),
        ("累计完成培训", "培训"),
        ("完成", "完成"),
    ],
)
def test_names_are_compared_without_what_surrounds_them(printed: str, name: str) -> None:
    assert bare_name(printed) == name
