"""What an output for a whole run is given: judged files, files that failed, and the catalogue of rules."""

from __future__ import annotations

from typing import Protocol

import msgspec

from gouji.model import Accepted, Cause, CheckResult, Document, Finding, Other, Report, Severity, Text, TieGraph


class Judged(msgspec.Struct, frozen=True):
    """Everything that was found out about one file.

    `findings` are those of the results, worst first; `others` are the documents that it was set against.
    `causes` are the figures behind findings; `accepted` are findings that settings accept, which are in none of these.
    """

    document: Document
    report: Report
    graph: TieGraph
    results: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    others: tuple[Other, ...] = ()
    causes: tuple[Cause, ...] = ()
    accepted: tuple[Accepted, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A check as the catalogue has it: `page` is its description, `basis` are ids of `basis/`."""

    id: str
    title: Text
    severity: Severity
    page: str
    basis: tuple[str, ...]


class Account(Protocol):
    """One output over all files of a run: give it each file in order, then take the bytes."""

    def add(self, judged: Judged) -> None:
        """Take in a file that was judged."""

    def fail(self, path: str, reason: str) -> None:
        """Take in a file that could not be judged, with the sentence that says why."""

    def made(self) -> bytes:
        """The whole output."""
