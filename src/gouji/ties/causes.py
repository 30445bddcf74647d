"""Root causes of findings: those that stem from one figure are one group, with the figure and what it should be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from gouji.model import SEVERITIES, Cause, CheckResult, Document, Fact, Finding, Repair, Report, TieGraph
from gouji.ties.culprit import repairs


def causes(document: Document, report: Report, graph: TieGraph, results: Sequence[CheckResult]) -> tuple[Cause, ...]:
    """The causes of the findings, those behind the worst and the most findings first; none without a finding."""
    findings = [finding for result in results for finding in result.findings]
    if not findings:
        return ()
    quoted = _quoted(report, findings)
    found = [
        _cause(document, report, repair, group)
        for repair, group in zip(*_grouped(graph, repairs(report.facts, graph), findings, quoted), strict=True)
        if group
    ]
    severity = {finding.id: SEVERITIES.index(finding.severity) for finding in findings}
    return tuple(sorted(found, key=lambda cause: (severity[cause.findings[0]], -len(cause.findings), cause.fact)))


def _quoted(report: Report, findings: Sequence[Finding]) -> list[frozenset[int]]:
    """The facts that each finding quotes, by their places."""
    at = {(fact.span.start, fact.span.end): fact.id for fact in reversed(report.facts)}
    spans = ([(item.span.start, item.span.end) for item in finding.own if item.role != "rule"] for finding in findings)
    return [frozenset(at[span] for span in quoted if span in at) for quoted in spans]


def _grouped(
    graph: TieGraph, found: Sequence[Repair], findings: Sequence[Finding], quoted: Sequence[frozenset[int]]
) -> tuple[Sequence[Repair], list[list[Finding]]]:
    """The findings that stem from each repair: they speak of a tie that it closes, or quote its figure.

    A finding that only quotes the figure goes with the first repair that it quotes.
    """
    of_tie = {tie: number for number, repair in enumerate(found) for tie in repair.closes}
    of_fact: dict[int, int] = {}
    for number, repair in enumerate(found):
        for fact in repair.facts:
            of_fact.setdefault(fact, number)
    groups: list[list[Finding]] = [[] for _ in found]
    for finding, facts in zip(findings, quoted, strict=True):
        near = {tie for fact in facts for tie in graph.by_fact[fact] if tie in of_tie}
        said = [of_tie[tie] for tie in near if facts.issuperset(graph.ties[tie].facts)]
        spoken = said or [of_fact[fact] for fact in facts if fact in of_fact]
        if spoken:
            groups[min(spoken)].append(finding)
    return found, groups


def _cause(document: Document, report: Report, repair: Repair, group: Sequence[Finding]) -> Cause:
    first = report.facts[repair.facts[0]]
    said = f"cause|{first.span.start}:{document.quote(first.span)}"
    return Cause(
        id=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8],
        fact=first.id,
        facts=repair.facts,
        findings=tuple(f.id for f in sorted(group, key=lambda f: (SEVERITIES.index(f.severity), f.rule))),
        reported=_said(first, "".join(document.quote(first.span).split())),
        repaired=None if repair.printed is None else _repaired(first, repair),
        kind=repair.kind,
        closes=len(repair.closes),
        of=repair.of,
        rivals=repair.rivals,
    )


def _said(fact: Fact, number: str) -> str:
    """A number with the unit that the figure is printed in, where it does not hold it already."""
    unit = fact.quantity.printed_unit or ""
    return number if not unit or number.endswith(unit) else f"{number}{unit}"


def _repaired(fact: Fact, repair: Repair) -> str:
    """What the figure should be: for a slip of the unit the same digits with the other unit."""
    quantity, right = fact.quantity, repair.printed
    assert right is not None
    if repair.kind == "unit" and quantity.printed is not None and quantity.printed_unit in ("元", "万元"):
        other = "万元" if quantity.printed_unit == "元" else "元"
        return f"{quantity.printed:f}{other}"
    places = max(quantity.decimals, _places(right))
    return _said(fact, f"{right:.{places}f}")


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
