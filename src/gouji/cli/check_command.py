"""`gouji check FILE…`: the main job."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from typing import Any

import click
import msgspec

from gouji.checks import RULESET, worst_first
from gouji.cli.accept_option import accept_options, accepting, refuse
from gouji.cli.accounts import FORMATS, account
from gouji.cli.annotate_option import Annotated, Copies, annotate_option, only_judge
from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, style, width
from gouji.cli.common import reason as reason_of
from gouji.cli.destination import Destination
from gouji.cli.inputs import gather
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.cli.others_option import others_options, read_others, with_pairings
from gouji.cli.settings_option import in_force, settings_of, settings_options
from gouji.errors import RequestError, WriteError
from gouji.model import Language, Other
from gouji.output import Judged, judgement_record, judgement_text
from gouji.settings import Settings


@click.command("check", short_help="找出报告里对不上的数。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="输出格式。")
@click.option("-o", "--output", type=click.Path(), default=None, help="写到这个文件，不打印。")
@click.option("--coverage", is_flag=True, help="文字格式：另列没有别的数可以核对的数。")
@click.option("--texts", type=click.Path(), default=None, help="SARIF 格式：把读到的全文写进这个文件夹，不带在结果里。")
@others_options
@annotate_option
@accept_options
@settings_options
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
    accept: tuple[str, ...],
    reason: str | None,
    lang: Language | None,
    **options: Any,
) -> None:
    """找出报告里对不上的数：每处矛盾引两边原文、写出算式、注明依据。文件夹里的报告逐个检查。

    Exit status: 0 no error found, 1 at least one error found, 2 a file could not be read.
    """
    language = lang or default_language()
    settings = settings_of(options, language)
    refuse(accept, reason, language)
    inputs = gather(files, language, spare=[place for place in (output, texts, annotate) if place])
    destination = Destination(output, language)
    destination.refuse(form, [*inputs.files, *against, *previous])
    copies = Copies(annotate, files, language)
    copies.refuse(inputs.files, [*against, *previous])
    others, complete_others = read_others(against, previous, language, options)
    for line in inputs.said:
        click.echo(line, err=True)
    if accept:
        settings = _accepting(accept, reason or "", inputs.files, others, settings, language, options)
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
            whole.add(Judged(*parts, beside, made.causes, made.accepted))
        elif form == "json":
            record = judgement_record(
                *parts,
                version=_version(),
                ruleset=RULESET,
                language=language,
                others=beside,
                causes=made.causes,
                accepted=made.accepted,
                settings=in_force(settings),
            )
            said = msgspec.json.encode(record) + b"\n"
        else:
            before = "\n" if shown else ""
            text = judgement_text(
                *parts,
                language=language,
                style=style,
                width=width(),
                uncovered=coverage,
                others=beside,
                causes=made.causes,
                accepted=made.accepted,
                settings=in_force(settings),
            )
            said = f"{before}{text}\n{copies.said}"
        found.update(finding.severity for finding in findings)
        shown += 1
        return destination.take(said)

    with isolated(copies.work(others, settings), Annotated, inputs.files, language, options) as judge_isolated:
        complete = each_file(inputs.files, work, language, None if whole is None else whole.fail) and inputs.complete
    complete = complete and copies.complete and complete_others
    try:
        if whole is not None:
            click.echo(destination.take(whole.made()), nl=False)
        destination.close()
        destination.say(shown, found)
    except WriteError as error:
        click.echo(reason_of(output or "", error, language), err=True)
        complete = False
    sys.exit(BAD_INPUT if not complete else int(found["error"] > 0))


def _accepting(
    wanted: tuple[str, ...],
    why: str,
    paths: list[str],
    others: tuple[Other, ...],
    settings: Settings,
    language: Language,
    options: dict[str, Any],
) -> Settings:
    """The settings with the exceptions asked for; ends the program with one line where that cannot be."""
    work = partial(only_judge, others=others, settings=settings)
    try:
        with isolated(work, Annotated, paths, language, options) as judge_isolated:
            return accepting(wanted, why, paths, judge_isolated, settings, options)
    except (RequestError, WriteError) as error:
        click.echo(error.zh if language == "zh" else error.en, err=True)
        sys.exit(BAD_INPUT)


def _version() -> str:
    # Importing this costs a tenth of a whole check, so only those pay who print it.
    from importlib.metadata import version

    return version("gouji")
