"""`gouji check FILE…`: the main job."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click
import msgspec

from gouji.checks import RULESET, worst_first
from gouji.cli.accounts import FORMATS, account
from gouji.cli.annotate_option import Annotated, Copies, annotate_option
from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, reason, style, width
from gouji.cli.destination import Destination
from gouji.cli.inputs import gather
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.cli.others_option import others_options, read_others, with_pairings
from gouji.errors import WriteError
from gouji.model import Language
from gouji.output import Judged, judgement_record, judgement_text


@click.command("check", short_help="找出报告里对不上的数。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="输出格式。")
@click.option("-o", "--output", type=click.Path(), default=None, help="写到这个文件，不打印。")
@click.option("--coverage", is_flag=True, help="文字格式：另列没有别的数可以核对的数。")
@click.option("--texts", type=click.Path(), default=None, help="SARIF 格式：把读到的全文写进这个文件夹，不带在结果里。")
@others_options
@annotate_option
@language_option
@isolation_options
def command(
    files: tuple[str, ...],
    form: str,
    output: str | None,
    coverage: bool,
    texts: str | None,
    against: tuple[str, ...],
    previous: tuple[str, ...],
    annotate: str | None,
    lang: Language | None,
    **options: Any,
) -> None:
    """找出报告里对不上的数：每处矛盾引两边原文、写出算式、注明依据。文件夹里的报告逐个检查。

    Exit status: 0 no error found, 1 at least one error found, 2 a file could not be read.
    """
    language = lang or default_language()
    inputs = gather(files, language, spare=[place for place in (output, texts, annotate) if place])
    destination = Destination(output, language)
    destination.refuse(form, [*inputs.files, *against, *previous])
    copies = Copies(annotate, files, language)
    copies.refuse(inputs.files, [*against, *previous])
    others, complete_others = read_others(against, previous, language, options)
    for line in inputs.said:
        click.echo(line, err=True)
    whole = account(form, output, texts, language, _version()) if form not in ("text", "json") else None
    found: Counter[str] = Counter()
    shown = 0

    def work(path: str) -> str | bytes:
        nonlocal shown
        made = copies.keep(path, judge_isolated(path))
        findings = worst_first(made.results)
        beside = with_pairings(others, made.pairings)
        parts = (made.document, made.report, made.graph, made.results, tuple(findings))
        said: str | bytes = b""
        if whole is not None:
            whole.add(Judged(*parts, beside))
        elif form == "json":
            record = judgement_record(*parts, version=_version(), ruleset=RULESET, language=language, others=beside)
            said = msgspec.json.encode(record) + b"\n"
        else:
            before = "\n" if shown else ""
            text = judgement_text(
                *parts, language=language, style=style, width=width(), uncovered=coverage, others=beside
            )
            said = f"{before}{text}\n{copies.said}"
        found.update(finding.severity for finding in findings)
        shown += 1
        return destination.take(said)

    with isolated(copies.work(others), Annotated, inputs.files, language, options) as judge_isolated:
        complete = each_file(inputs.files, work, language, None if whole is None else whole.fail) and inputs.complete
    complete = complete and copies.complete and complete_others
    try:
        if whole is not None:
            click.echo(destination.take(whole.made()), nl=False)
        destination.close()
        destination.say(shown, found)
    except WriteError as error:
        click.echo(reason(output or "", error, language), err=True)
        complete = False
    sys.exit(BAD_INPUT if not complete else int(found["error"] > 0))


def _version() -> str:
    # Importing this costs a tenth of a whole check, so only those pay who print it.
    from importlib.metadata import version

    return version("gouji")
