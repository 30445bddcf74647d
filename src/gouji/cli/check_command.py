"""`gouji check FILE…`: the main job."""

from __future__ import annotations

import sys
from typing import Any

import click
import msgspec

from gouji.checks import RULESET, worst_first
from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, style, width
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.model import Language
from gouji.output import judgement_record, judgement_text
from gouji.pipeline import Judgement, judge


@click.command("check", short_help="找出报告里对不上的数。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@language_option
@isolation_options
def command(files: tuple[str, ...], form: str, lang: Language | None, **options: Any) -> None:
    """找出报告里对不上的数：每处矛盾引两边原文、写出算式、注明依据。

    Exit status: 0 no error found, 1 at least one error found, 2 a file could not be read.
    """
    language = lang or default_language()
    found_error = False
    shown = 0

    def work(path: str) -> str | bytes:
        nonlocal found_error, shown
        made = judge_isolated(path)
        findings = worst_first(made.results)
        parts = (made.document, made.report, made.graph, made.results, findings)
        said: str | bytes
        if form == "json":
            record = judgement_record(*parts, version=_version(), ruleset=RULESET, language=language)
            said = msgspec.json.encode(record) + b"\n"
        else:
            before = "\n" if shown else ""
            said = f"{before}{judgement_text(*parts, language=language, style=style, width=width())}\n"
        found_error = found_error or any(finding.severity == "error" for finding in findings)
        shown += 1
        return said

    with isolated(judge, Judgement, files, language, options) as judge_isolated:
        complete = each_file(files, work, language)
    sys.exit(BAD_INPUT if not complete else int(found_error))


def _version() -> str:
    # Importing this costs a tenth of a whole check, so only those pay who print it.
    from importlib.metadata import version

    return version("gouji")
