"""A measure beside a report's figure: units, rounding, doubt, and which figure is of the same thing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gouji.ledger import Measure, Measured
from gouji.ledger.compare import judge
from gouji.ledger.records import Row, Way
from gouji.ledger.words import bare_name
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
