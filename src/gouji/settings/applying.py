"""Settings applied: the checks that run, and the findings as somebody wants them graded and accepted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gouji.checks import Check, checks
from gouji.model import SEVERITIES, Accepted, CheckResult, Finding, Severity
from gouji.settings.records import Settings


def chosen(settings: Settings) -> tuple[Check, ...]:
    """The checks that run: those that are not retired, not tried out unless asked for, and not switched off."""
    states = ("stable", "preview") if settings.preview else ("stable",)
    return tuple(
        check
        for check in checks()
        if check.meta.status in states
        and (not settings.only or check.meta.id.startswith(settings.only))
        and not (settings.off and check.meta.id.startswith(settings.off))
    )


def applied(
    settings: Settings, results: Sequence[CheckResult], file: str
) -> tuple[tuple[CheckResult, ...], tuple[Accepted, ...]]:
    """The results without the findings that are accepted, and those; a check that found keeps that it found."""
    usual = {check.meta.id: check.meta.severity for check in checks()}
    accepted: list[Accepted] = []
    left = []
    for result in results:
        graded = [_graded(finding, settings, usual[finding.rule]) for finding in result.findings]
        kept = []
        for finding in graded:
            covering = next((a for a in settings.accepted if a.covers(finding.id, file)), None)
            if covering is None:
                kept.append(finding)
            else:
                accepted.append(Accepted(finding=finding, reason=covering.reason, date=covering.date))
        left.append(msgspec.structs.replace(result, findings=tuple(kept)))
    return tuple(left), tuple(accepted)


def _graded(finding: Finding, settings: Settings, usual: Severity) -> Finding:
    """A finding with the severity that is set; one that the check itself held to be milder stays no worse."""
    wanted = settings.severity.get(finding.rule)
    if wanted is None:
        return finding
    if finding.severity != usual:
        wanted = max(wanted, finding.severity, key=SEVERITIES.index)
    return msgspec.structs.replace(finding, severity=wanted)
