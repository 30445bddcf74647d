"""The figures of a report as lines of a table: printed, name, subject, year, level with stage and fund, place."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model import Document, Fact, Language, Report
from gouji.output.circumstances import circumstances
from gouji.output.places import Places
from gouji.output.quotes import Style
from gouji.vocabulary import concepts

_SUBJECT = 24


def facts_text(document: Document, report: Report, *, language: Language, style: Style) -> str:
    """One line a figure, its columns set apart by tabs."""
    year = "" if report.fiscal_year is None else f" · {report.fiscal_year}"
    head = style(f"{report.organisation or document.name}{year}", "title")
    head += style(f"   {document.name}", "dim") if report.organisation else ""
    places = Places(document, report)
    return "\n".join([head, *("\t".join(_columns(places, fact, language)) for fact in report.facts)])


def _columns(places: Places, fact: Fact, language: Language) -> Iterator[str]:
    entry = concepts().get(fact.concept or "")
    yield "".join(places.document.quote(fact.span).split())
    yield "—" if entry is None else entry.zh if language == "zh" else entry.id
    yield fact.subject if len(fact.subject) <= _SUBJECT else fact.subject[: _SUBJECT - 1] + "…"
    yield fact.period or ""
    yield circumstances(fact, language)
    yield places.said(fact.span.start, language)
