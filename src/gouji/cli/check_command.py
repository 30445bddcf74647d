"""`gouji check FILE…`: the main job."""

from __future__ import annotations

import sys
from importlib.metadata import version

import click
import msgspec

from gouji.checks import RULESET, worst_first
from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, style
from gouji.model import Language
from gouji.output import judgement_record, judgement_text
from gouji.pipeline import Judgement, judge


@click.command("check", short_help="找出报告里对不上的数。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@language_option
def command(files: tuple[str, ...], form: str, lang: Language | None) -> None:
    """找出报告里对不上的数：每处矛盾引两边原文、写出算式、注明依据。

    Exit status: 0 no error found, 1 at least one error found, 2 a file could not be read.
    """
    language = lang or default_language()
    found_error = False
    first = True

    def show(judgement: Judgement) -> None:
        nonlocal found_error, first
        findings = worst_first(judgement.results)
        found_error = found_error or any(finding.severity == "error" for finding in findings)
        parts = (judgement.document, judgement.report, judgement.graph, judgement.results, findings)
        if form == "json":
            record = judgement_record(*parts, version=version("gouji"), ruleset=RULESET, language=language)
            click.echo(msgspec.json.encode(record).decode())
        else:
            if not first:
                click.echo()
            click.echo(judgement_text(*parts, language=language, style=style))
        first = False

    complete = each_file(files, judge, language, show)
    sys.exit(BAD_INPUT if not complete else int(found_error))
