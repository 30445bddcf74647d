"""The figures that could not be named, each in its sentence or row: what a new name in the vocabulary would win."""

from __future__ import annotations

from gouji.model import Document, Language, Report, Text
from gouji.output.places import Places
from gouji.output.quotes import Style, quote


def unnamed_text(document: Document, report: Report, *, language: Language, style: Style) -> str:
    """A line that counts them, then a line a figure: where it stands, and its words with the figure marked."""
    found = [fact for fact in report.facts if fact.concept is None]
    year = "" if report.fiscal_year is None else f" · {report.fiscal_year}"
    head = style(f"{report.organisation or document.name}{year}", "title")
    said = Text(
        f"{len(report.facts)} 个数，其中 {len(found)} 个没有名称",
        f"{len(report.facts)} figures, {len(found)} without a name",
    ).said_in(language)
    name = f"   {document.name}" if report.organisation else ""
    places = Places(document, report)
    lines = [f"{style(places.said(f.span.start, language), 'place')}\t{quote(places, [f.span], style)}" for f in found]
    return "\n".join([f"{head}   {style(f'{said}{name}', 'dim')}", *lines])
