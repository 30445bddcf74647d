"""What a figure becomes in XBRL: its value, its precision, its unit, its period and what else it says."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gouji.model import Document, Fact, Paragraph, Report, Span
from gouji.output.xbrl import LeftOut, xbrl_report
from gouji.output.xbrl.names import entity, unit_of
from gouji.output.xbrl.values import number
from gouji.quantities import Quantity, find_quantities
from gouji.vocabulary import concepts


def figure(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("665.85万元", "6658500", -2),
        ("51万元", "510000", -4),
        ("0.50万元", "5000", -2),
        ("21.74元", "21.74", 2),
        ("10,000.00元", "10000", 2),
        ("3亿元", "300000000", -8),
        ("93.8%", "0.938", 3),
        ("100%", "1", 2),
        ("5‰", "0.005", 3),
        ("39人", "39", None),
        ("8.64万人", "86400", -2),
        ("89.5分", "89.5", None),
        # The words say less than the digits: the decimals cover all that they may mean.
        ("1130余万元", "11300000", -6),
        # A limit is its own value, exactly.
        ("不低于90%", "0.9", None),
    ],
)
def test_value_and_decimals(text: str, value: str, decimals: int | None) -> None:
    assert number(figure(text)) == (value, decimals)


def test_a_range_has_no_value() -> None:
    assert number(figure("10至20万元")) is None


@given(
    st.decimals(min_value=0, max_value=10**12, places=4).flatmap(
        lambda value: st.sampled_from(["元", "万元", "亿元", "%", "人", "余万元", "多人"]).map(
            lambda unit: f"{value}{unit}"
        )
    )
)
def test_nothing_is_claimed_that_the_figure_does_not_say(text: str) -> None:
    """The interval of the value and its decimals covers that of the figure, and is it where XBRL can say it."""
    for quantity in find_quantities(text):
        said = number(quantity)
        if said is None or quantity.low is None or quantity.high is None:
            continue
        scale = Decimal(100) if quantity.unit == "%" else Decimal(1)
        half = Decimal(0) if said.decimals is None else Decimal("0.5").scaleb(-said.decimals)
        low, high = ((Decimal(said.value) + sign * half) * scale for sign in (-1, 1))
        assert low <= quantity.low and quantity.high <= high
        assert Decimal(said.value) * scale == quantity.value
        if quantity.qualifier is None:
            assert (low, high) == (quantity.low, quantity.high)


@given(st.text(min_size=1))
def test_an_entity_is_an_identifier_and_gives_back_the_name(name: str) -> None:
    prefix, _, local = entity(name).partition(":")
    assert prefix == "organisation" and re.fullmatch(r"\S+", local)
    found = re.sub(r"(?:%[0-9A-F]{2})+", lambda m: bytes.fromhex(m[0].replace("%", "")).decode(), local)
    assert found == name.encode("utf-8", "replace").decode()


def test_a_chinese_name_stays_readable() -> None:
    assert entity("青河县水利服务中心（本级）") == "organisation:青河县水利服务中心（本级）"
    assert entity("某 局") == "organisation:某%20局"


@pytest.mark.parametrize(
    ("concept", "unit", "said"),
    [
        ("total_expenditure", "元", "iso4217:CNY"),
        ("total_expenditure", "人", None),
        ("total_expenditure", None, None),
        ("execution_rate", "%", ""),
        ("execution_rate", "百分点", None),
        ("indicator_target", "%", ""),
        ("indicator_target", None, ""),
        ("indicator_target", "座", "unit:座"),
        ("indicator_target", "元/座", "iso4217:CNY/unit:座"),
        ("indicator_target", "m²", "unit:m_xB2_"),
        ("indicator_target", "3D", "unit:_3D"),
        ("headcount_actual", "人", "unit:人"),
    ],
)
def test_units(concept: str, unit: str | None, said: str | None) -> None:
    assert unit_of(concepts()[concept], unit) == said


def report_of(text: str, **known: object) -> tuple[Document, Report]:
    quantity = figure(text)
    fact = Fact(id=0, quantity=quantity, span=Span(quantity.start, quantity.end), source="prose", **known)  # type: ignore[arg-type]
    blocks = (Paragraph(start=0, end=len(text)),)
    document = Document(name="a.txt", format="txt", sha256="0" * 64, text=text, blocks=blocks, segments=())
    return document, Report(organisation="某局", fiscal_year=2023, form=None, facts=(fact,))


@pytest.mark.parametrize(
    ("concept", "period", "said"),
    [
        ("total_expenditure", "2023", "2023-01-01T00:00:00/2024-01-01T00:00:00"),
        ("total_expenditure", "2023-12-31", "2023-01-01T00:00:00/2024-01-01T00:00:00"),
        ("total_assets", "2023", "2024-01-01T00:00:00"),
        ("total_assets", "2023-12-31", "2024-01-01T00:00:00"),
        ("total_assets", "2023-06-30", "2023-07-01T00:00:00"),
    ],
)
def test_flows_take_a_year_and_stocks_its_end(concept: str, period: str, said: str) -> None:
    record, left = xbrl_report(*report_of("5万元", concept=concept, period=period), language="zh")
    assert record["facts"]["f0"]["dimensions"]["period"] == said and not left


@pytest.mark.parametrize(
    ("text", "known", "reason"),
    [
        ("5万元", {"period": "2023"}, "concept"),
        ("5万元", {"concept": "no_longer_there", "period": "2023"}, "concept"),
        ("5万元", {"concept": "total_expenditure"}, "period"),
        ("5万元", {"concept": "total_expenditure", "period": "2023-13-40"}, "period"),
        ("5人", {"concept": "total_expenditure", "period": "2023"}, "unit"),
        ("5至6万元", {"concept": "total_expenditure", "period": "2023"}, "value"),
    ],
)
def test_what_cannot_stand_in_a_report_is_counted(text: str, known: dict[str, str], reason: LeftOut) -> None:
    record, left = xbrl_report(*report_of(text, **known), language="zh")
    assert record["facts"] == {} and dict(left) == {reason: 1}


def test_what_else_tells_facts_apart() -> None:
    known = {
        "concept": "total_expenditure",
        "period": "2023",
        "stage": "outturn",
        "scope": "本级",
        "fund": "x",
        "item": "201",
    }
    record, _ = xbrl_report(*report_of("不低于5万元", subject="某\n 项目\x00", **known), language="zh")
    dimensions = record["facts"]["f0"]["dimensions"]
    assert {key: value for key, value in dimensions.items() if key.startswith("gouji:")} == {
        "gouji:Subject": "某 项目",
        "gouji:Stage": "outturn",
        "gouji:Scope": "本级",
        "gouji:Fund": "x",
        "gouji:Item": "201",
        "gouji:Limit": "不低于",
    }


def test_what_the_concept_says_is_not_said_again() -> None:
    document, report = report_of("5万元", concept="budget_initial", period="2023", stage="original")
    record, _ = xbrl_report(document, report, language="zh")
    assert "gouji:Stage" not in record["facts"]["f0"]["dimensions"]


@given(st.text())
def test_any_subject_is_text_that_xml_holds(subject: str) -> None:
    document, report = report_of("5万元", concept="total_expenditure", period="2023", subject=subject)
    record, _ = xbrl_report(document, report, language="zh")
    said = record["facts"]["f0"]["dimensions"].get("gouji:Subject", "")
    element = etree.Element("a")
    element.text = said
    assert said == " ".join(said.split())
