"""The outputs over all files of a run, made only when asked for: SARIF, the work list, the page."""

from __future__ import annotations

from pathlib import Path

from gouji.checks import RULESET, checks
from gouji.model import Language
from gouji.output import Account, Rule

FORMATS = ("text", "json", "sarif", "xlsx", "html")


def account(form: str, output: str | None, texts: str | None, language: Language, version: str) -> Account | None:
    """The account for a format; None for text and JSON, which are printed file by file.

    Links to the files are relative to the folder of the output.
    """
    home = Path(output).parent if output else Path()
    if form == "sarif":
        from gouji.output.sarif import Sarif

        folder = Path(texts) if texts else None
        return Sarif(catalogue(), version=version, ruleset=RULESET, language=language, texts=folder)
    if form == "xlsx":
        from gouji.output.worklist import WorkList

        return WorkList(catalogue(), home=home, version=version, ruleset=RULESET, language=language)
    if form == "html":
        from gouji.output.html_page import Page

        return Page(home=home, version=version, ruleset=RULESET, language=language)
    return None


def catalogue() -> list[Rule]:
    """All checks, as the outputs need them."""
    return [
        Rule(id=meta.id, title=meta.title, severity=meta.severity, page=check.page, basis=meta.basis)
        for check in checks()
        for meta in [check.meta]
    ]
