"""The line above what is said of a file in a terminal."""

from __future__ import annotations

from gouji.model import Document, Language, Report
from gouji.output.quotes import Style
from gouji.output.words import FORM


def heading(document: Document, report: Report, language: Language, style: Style) -> str:
    """Whose report of which year and form it is, and the file."""
    parts = [report.organisation or document.name]
    if report.fiscal_year:
        parts.append(f"{report.fiscal_year}年度" if language == "zh" else f"fiscal year {report.fiscal_year}")
    if report.form in FORM:
        parts.append(FORM[report.form].said_in(language))
    name = style(f"   {document.name}", "dim") if report.organisation else ""
    return style(" · ".join(parts), "title") + name
