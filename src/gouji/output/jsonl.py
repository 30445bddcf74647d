"""JSON by the contract: one object a file and line; decimals are strings, offsets are code points of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gouji.model import (
    CheckResult,
    Document,
    Finding,
    Language,
    Report,
    TieGraph,
)
from gouji.output.coverage import coverage
from gouji.output.records import file_of, gaps_of, quoted, report_of


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
        "file": file_of(document),
        "report": report_of(report),
        "verdict": verdict(findings, graph),
        "coverage": coverage(report, graph, findings),
        "findings": [_finding(document, finding, language) for finding in findings],
        "checks": [
            {"rule": result.rule, "outcome": result.outcome, "missing": list(result.missing)} for result in results
        ],
        "gaps": gaps_of(report, language),
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
        "evidence": [{"role": e.role, **quoted(document, e.span)} for e in finding.evidence],
    }
