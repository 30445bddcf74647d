"""Findings: proofs that anyone can redo, and the answer of every check."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from gouji.model.document import Span
from gouji.model.text import Text

Severity = Literal["error", "warning", "notice"]
Outcome = Literal["passed", "found", "not_applicable", "cannot_judge"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One quoted place: `role` says what it is in the computation (whole, part, stated, other …).

    `file` is the name of the other document whose text `span` counts in; None for the file that is checked itself.
    """

    role: str
    span: Span
    file: str | None = None


class BasisReference(msgspec.Struct, frozen=True, kw_only=True):
    """The rule behind a finding: an id of `basis/`, with its title and article."""

    id: str
    title: str
    article: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault with its proof: quotes, the computation written out, what is printed and what it should be.

    `id` is made from the rule and the quoted places, so the same fault keeps its id when the file is read again.
    `reported` and `recomputed` are as a person would write them (665.85万元); `changes_score` is True when the
    score or grade would differ, None when that cannot be told.
    """

    id: str
    rule: str
    severity: Severity
    title: Text
    message: Text
    computation: str
    evidence: tuple[Evidence, ...]
    basis: tuple[BasisReference, ...]
    reported: str | None = None
    recomputed: str | None = None
    changes_score: bool | None = None

    @property
    def own(self) -> tuple[Evidence, ...]:
        """The evidence in the file itself, without what other documents say."""
        return tuple(item for item in self.evidence if item.file is None)


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one check answered for a report; `missing` names the inputs that it would have needed.

    `title` is the fault that it looks for.
    """

    rule: str
    outcome: Outcome
    title: Text | None = None
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that somebody accepted: shown apart, with the reason and the day, and not counted."""

    finding: Finding
    reason: str
    date: date
