"""Runs checks over one report and sorts what they answer into four outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gouji.checks.case import Case
from gouji.checks.registry import Check, Lacking, checks
from gouji.errors import CheckCrashed
from gouji.model import SEVERITIES, CheckResult, Document, Finding, Other, Outcome, Report, ScoreSheet, TieGraph


def run_checks(
    document: Document,
    report: Report,
    graph: TieGraph,
    chosen: Sequence[Check] | None = None,
    others: Sequence[Other] = (),
    sheets: Callable[[], Sequence[ScoreSheet]] = tuple,
) -> tuple[CheckResult, ...]:
    """What each check answers: found, passed, cannot judge (with what is missing), or not applicable.

    `chosen` are the checks to run, those that are stable when None; a retired one never runs.
    `others` are documents to set the report against. `sheets` makes the score sheets of its forms when a check asks.
    """
    case = Case(document, report, graph, others, sheets)
    if chosen is None:
        chosen = [check for check in checks() if check.meta.status == "stable"]
    return tuple(_run(check, case) for check in chosen if check.meta.status != "retired")


def _run(check: Check, case: Case) -> CheckResult:
    found: dict[str, Finding] = {}
    held = False
    missing: dict[str, None] = {}
    try:
        for answer in check.run(case):
            if isinstance(answer, Finding):
                found.setdefault(answer.id, answer)
            elif isinstance(answer, Lacking):
                missing.update(dict.fromkeys(answer.missing))
            else:
                held = True
    except Exception as error:
        raise CheckCrashed(check.meta.id, repr(error)) from error
    outcome: Outcome = "not_applicable"
    if found:
        outcome = "found"
    elif held:
        outcome = "passed"
    elif missing:
        outcome = "cannot_judge"
    return CheckResult(
        rule=check.meta.id,
        title=check.meta.title,
        outcome=outcome,
        findings=tuple(found.values()),
        missing=tuple(missing) if outcome == "cannot_judge" else (),
    )


def worst_first(results: Sequence[CheckResult]) -> list[Finding]:
    """All findings, errors first, then by rule and place."""
    findings = [finding for result in results for finding in result.findings]
    return sorted(
        findings,
        key=lambda f: (
            SEVERITIES.index(f.severity),
            f.rule,
            f.own[0].span.start if f.own else 0,
        ),
    )
