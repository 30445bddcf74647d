"""JSON by the contract: one object a file and line; decimals are strings, offsets are code points of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gouji.model import (
    Accepted,
    Cause,
    CheckResult,
    Document,
    Evidence,
    Finding,
    Language,
    Other,
    Report,
    TieGraph,
)
from gouji.output.causes import cause_of, cause_record
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
    others: Sequence[Other] = (),
    causes: Sequence[Cause] = (),
    accepted: Sequence[Accepted] = (),
    settings: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The object that `gouji check --format json` prints for a file; `others` are what it was set against.

    `causes` are the figures behind the findings; `accepted` are findings that are not among them.
    `settings` is what somebody set, as JSON; nothing of it where nothing is set.
    """
    behind = cause_of(causes)
    documents: dict[str | None, Document] = {
        None: document,
        **{other.document.name: other.document for other in others},
    }
    made: dict[str, Any] = {
        "gouji": version,
        "ruleset": ruleset,
        "file": file_of(document),
        "report": report_of(report),
        "verdict": verdict(findings, graph),
        "coverage": coverage(report, graph, findings),
        "findings": [_finding(documents, finding, language, behind.get(finding.id)) for finding in findings],
        "checks": [
            {"rule": result.rule, "outcome": result.outcome, "missing": list(result.missing)} for result in results
        ],
        "gaps": gaps_of(report, language),
        "causes": [cause_record(document, report, cause) for cause in causes],
        "accepted": [
            {"finding": _finding(documents, a.finding, language, None), "reason": a.reason, "date": a.date.isoformat()}
            for a in accepted
        ],
    }
    if settings:
        made["settings"] = dict(settings)
    if others:
        made["others"] = [_other(other, language) for other in others]
    return made


def _other(other: Other, language: Language) -> dict[str, Any]:
    return {
        "role": other.role,
        "file": file_of(other.document),
        "report": report_of(other.report),
        "fits": other.pairing is not None and other.pairing.fits,
        "said": "" if other.pairing is None else other.pairing.said.said_in(language),
    }


def _finding(
    documents: Mapping[str | None, Document], finding: Finding, language: Language, cause: Cause | None
) -> dict[str, Any]:
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
        "evidence": [_evidence(documents[e.file], e) for e in finding.evidence],
        "cause": None if cause is None else cause.id,
    }


def _evidence(document: Document, evidence: Evidence) -> dict[str, Any]:
    made = {"role": evidence.role, **quoted(document, evidence.span)}
    return made if evidence.file is None else {**made, "file": file_of(document)["name"]}
