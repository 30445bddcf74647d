"""What the JSON records share: the file, the report, quotes with their places, gaps, and the published schemas."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

from gouji.model import Document, Gap, Language, Report, Span

SCHEMAS = ("check", "facts")


def schema(name: str) -> bytes:
    """The JSON Schema (draft 2020-12) of a command's records: "check" or "facts"."""
    return files("gouji.output").joinpath("schemas", f"{name}.json").read_bytes()


def file_of(document: Document) -> dict[str, Any]:
    """The file that was read; bytes in its name that are no text become question marks."""
    name = document.name.encode("utf-8", "replace").decode()
    return {"name": name, "sha256": document.sha256, "format": document.format}


def report_of(report: Report) -> dict[str, Any]:
    """Whose report, of which year, of which kind."""
    return {"organisation": report.organisation, "fiscal_year": report.fiscal_year, "form": report.form}


def quoted(document: Document, span: Span) -> dict[str, Any]:
    """The words of a span and where they stand."""
    return {
        "text": document.quote(span),
        "start": span.start,
        "end": span.end,
        "place": msgspec.to_builtins(document.place_at(span.start)),
    }


def gaps_of(report: Report, language: Language) -> list[dict[str, Any]]:
    """What was not read."""
    return [{"kind": gap.kind, "message": gap.message.said_in(language), "place": _place(gap)} for gap in report.gaps]


def _place(gap: Gap) -> Any:
    return msgspec.to_builtins(gap.place)
