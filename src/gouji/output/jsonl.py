"""JSON by the contract: one object a file and line; decimals are strings, offsets are code points of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from gouji.model import (
    CheckResult,
    Document,
    Finding,
    Language,
    Report,
    Span,
    TieGraph,
)
from gouji.output.coverage import coverage


def verdict(findings: Sequence[Finding], graph: TieGraph) -> str:
    """contradictory with an error, cannot_judge when nothing could be tied, else consistent."""
    if any(finding.severity == "error" for finding in findings):
        return "contradictory"
    if not any(tie.state in ("closed", "rounding", "broken") for tie in graph.ties):
        return "cannot_judge"
    return "consistent"


def judgement_record(
    document: Document,
    report: Report,
    graph: TieGraph,
    results: Sequence[CheckResult],
    findings: Sequence[Finding],
    *,
    version: str,
    ruleset: str,
    language: Language,
) -> dict[str, Any]:
    """The object that `gouji check --format json` prints for a file."""
    return {
        "gouji": version,
        "ruleset": ruleset,
        "file": {"name": _encodable(document.name), "sha256": document.sha256, "format": document.format},
        "report": {
            "organisation": report.organisation,
            "fiscal_year": report.fiscal_year,
            "form": report.form,
        },
        "verdict": verdict(findings, graph),
        "coverage": coverage(report, graph, findings),
        "findings": [_finding(document, finding, language) for finding in findings],
        "checks": [
            {"rule": result.rule, "outcome": result.outcome, "missing": list(result.missing)} for result in results
        ],
        "gaps": [
            {"kind": gap.kind, "message": gap.message.said_in(language), "place": _builtins(gap.place)}
            for gap in report.gaps
        ],
    }


def _finding(document: Document, finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "title": finding.title.said_in(language),
        "message": finding.message.said_in(language),
        "computation": finding.computation,
        "reported": finding.reported,
        "recomputed": finding.recomputed,
        "changes_score": finding.changes_score,
        "basis": [{"id": b.id, "title": b.title, "article": b.article} for b in finding.basis],
        "evidence": [{"role": e.role, **_quoted(document, e.span)} for e in finding.evidence],
    }


def _quoted(document: Document, span: Span) -> dict[str, Any]:
    return {
        "text": document.quote(span),
        "start": span.start,
        "end": span.end,
        "place": _builtins(document.place_at(span.start)),
    }


def _encodable(name: str) -> str:
    """A file's name; bytes in it that are no text become question marks."""
    return name.encode("utf-8", "replace").decode()


def _builtins(value: Any) -> Any:
    return msgspec.to_builtins(value)
