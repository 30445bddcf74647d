"""Every file in `prose/` and `tables/` is a test: a small text, and what must be understood of it."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji.model import Document, Report
from gouji.pipeline import extract
from gouji.readers import read_bytes

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.toml"))
KEYS = {"status", "why", "text", "organisation", "fiscal_year", "form", "facts", "fact_count", "grades", "bands"}
KEYS |= {"statements", "statement_count", "indicators"}
WHOLE = ("organisation", "fiscal_year", "form")
ASPECTS = ("concept", "measure", "period", "scope", "stage", "fund", "item")
FIGURES = ("whole", "part", "percent", "current", "previous", "amount", "actual", "base", "total", "mean", "start")
LISTS = ("parts", "added", "taken", "results")


@cache
def case_at(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read(text: str) -> tuple[Document, Report]:
    document = read_bytes(text.encode(), "case.txt")
    return document, extract(document)


def cases() -> list[Any]:
    made = []
    for path in FILES:
        case = case_at(path)
        marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if case.get("status") == "known" else []
        made.append(pytest.param(path, id=f"{path.parent.name}-{path.stem}", marks=marks))
    return made


def shown_facts(document: Document, report: Report) -> list[dict[str, Any]]:
    """The facts in the words that the cases use."""
    return [
        {
            "quote": "".join(document.quote(fact.span).split()),
            "value": fact.quantity.value,
            "unit": fact.quantity.unit,
            "source": fact.source,
            "subject": fact.subject,
            "exact": fact.quantity.low == fact.quantity.high,
            **{key: getattr(fact, key) or "none" for key in ASPECTS},
        }
        for fact in report.facts
    ]


def shown_record(record: Any, quotes: list[str]) -> dict[str, Any]:
    """A statement or indicator with the printed figures in place of their ids."""
    shown = {key: getattr(record, key) for key in record.__struct_fields__}
    for key in (*FIGURES, "target", "achieved", "points", "score", "count"):
        if shown.get(key) is not None:
            shown[key] = quotes[shown[key]]
    for key in LISTS:
        if key in shown:
            shown[key] = [quotes[index] for index in shown[key]]
    if "levels" in shown:
        shown["levels"] = list(shown["levels"])
    kind = record.__struct_config__.tag
    if kind == "claim":
        shown["claim"] = record.kind
    return shown | {"kind": kind}


def within(expected: dict[str, Any], shown: dict[str, Any]) -> bool:
    """Whether a shown record has all that is expected of it; values are compared as numbers."""
    wanted = {key: Decimal(value) if key == "value" else value for key, value in expected.items()}
    return all(shown.get(key) == value for key, value in wanted.items())


@pytest.mark.parametrize("path", cases())
def test_extract(path: Path) -> None:
    case = case_at(path)
    document, report = read(case["text"])
    facts = shown_facts(document, report)
    quotes = [fact["quote"] for fact in facts]
    for expected in case.get("facts", ()):
        assert any(within(expected, fact) for fact in facts), (expected, facts)
    statements = [shown_record(statement, quotes) for statement in report.statements]
    for expected in case.get("statements", ()):
        assert any(within(expected, statement) for statement in statements), (expected, statements)
    indicators = [shown_record(indicator, quotes) for indicator in report.indicators]
    for expected in case.get("indicators", ()):
        assert any(within(expected, indicator) for indicator in indicators), (expected, indicators)
    assert len(facts) == case.get("fact_count", len(facts)), facts
    assert len(statements) == case.get("statement_count", len(statements)), statements
    for key in WHOLE:
        assert getattr(report, key) == case.get(key, getattr(report, key))
    if "grades" in case:
        assert [grade.grade for grade in report.grades] == case["grades"]
    if "bands" in case:
        assert [f"{band.grade} {band.low}-{band.high}" for band in report.bands] == case["bands"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_file_is_well_formed(path: Path) -> None:
    case = case_at(path)
    assert set(case) <= KEYS
    assert ("status" in case) == ("why" in case)
    assert set(case) - {"text", "status", "why"}, "a case expects something"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_report_is_sound(path: Path) -> None:
    """Whatever the text: facts are numbered in the order of the text, quote it, and are all that is referred to."""
    document, report = read(case_at(path)["text"])
    assert [fact.id for fact in report.facts] == list(range(len(report.facts)))
    starts = [fact.span.start for fact in report.facts]
    assert starts == sorted(starts)
    for fact in report.facts:
        assert document.quote(fact.span) == fact.quantity.text
    for statement in report.statements:
        assert document.quote(statement.span)
    for section in report.sections:
        assert section.heading.end == section.body.start <= section.body.end <= len(document.text)
