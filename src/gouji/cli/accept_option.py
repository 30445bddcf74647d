"""`--accept ID --reason "…"`: a finding is accepted, and remembered in the settings file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

import click
import msgspec

from gouji.checks import worst_first
from gouji.cli.annotate_option import Annotated
from gouji.cli.finding_ids import finding_called
from gouji.cli.settings_option import place_of_settings
from gouji.errors import GoujiError
from gouji.model import Finding, Language
from gouji.settings import Acceptance, Settings, accept


def accept_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --accept and --reason."""
    command = click.option("--reason", metavar="TEXT", default=None, help="接受的理由，记入设置文件。")(command)
    return click.option(
        "--accept", metavar="ID", multiple=True, help="接受这一处为例外，连同 --reason 记入设置文件；可以多次。"
    )(command)


def refuse(accepting: Sequence[str], reason: str | None, language: Language) -> None:
    """Bad usage: an exception without a reason, a reason without an exception."""
    if bool(accepting) != bool(reason and reason.strip()):
        raise click.UsageError(
            "--accept 和 --reason 要一起用：接受哪一处，为什么。"
            if language == "zh"
            else "--accept and --reason go together: which finding, and why."
        )


def accepting(
    wanted: Sequence[str],
    reason: str,
    paths: Sequence[str],
    judge: Callable[[str], Annotated],
    settings: Settings,
    options: dict[str, Any],
) -> Settings:
    """The settings with the exceptions, written into their file; GoujiError when an id is none of a finding's.

    `judge` judges a file; one that it cannot judge is passed by here and said when the files are checked.
    """
    found: list[tuple[Finding, str]] = []
    for path in paths:
        try:
            judgement = judge(path).judgement
        except GoujiError:
            continue
        findings = [*worst_first(judgement.results), *(exception.finding for exception in judgement.accepted)]
        found += [(finding, PurePath(judgement.document.name).name) for finding in findings]
    named = [finding_called(asked, [finding for finding, _ in found], ", ".join(paths)) for asked in wanted]
    place = place_of_settings(settings, options)
    for finding in named:
        for file in dict.fromkeys(file for held, file in found if held.id == finding.id):
            exception = Acceptance(finding=finding.id, reason=reason.strip(), date=date.today(), file=file)
            settings = _with(settings, place, exception)
    return settings


def _with(settings: Settings, place: Path, exception: Acceptance) -> Settings:
    return msgspec.structs.replace(settings, accepted=accept(place, exception).accepted)
