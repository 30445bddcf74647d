"""`gouji check FILE…`: the main job."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import click

from gouji.cli.accept_option import accept_options, accepting, refuse
from gouji.cli.accounts import FORMATS
from gouji.cli.annotate_option import Annotated, Copies, annotate_option, only_judge
from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option
from gouji.cli.common import reason as reason_of
from gouji.cli.destination import Destination
from gouji.cli.inputs import gather
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.cli.others_option import others_options, read_others
from gouji.cli.printed import Printed
from gouji.cli.settings_option import settings_of, settings_options
from gouji.errors import RequestError, WriteError
from gouji.model import Language, Other
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
    printed = Printed(form, output, texts, coverage=coverage, language=language, settings=settings, others=others)

    def work(path: str) -> str | bytes:
        made = copies.keep(path, judge_isolated(path))
        return destination.take(printed.said(made, copies.said))

    with isolated(copies.work(others, settings), Annotated, inputs.files, language, options) as judge_isolated:
        fail = None if printed.whole is None else printed.whole.fail
        complete = each_file(inputs.files, work, language, fail) and inputs.complete
    complete = complete and copies.complete and complete_others
    try:
        if printed.whole is not None:
            click.echo(destination.take(printed.whole.made()), nl=False)
        destination.close()
        destination.say(printed.files, printed.found)
    except WriteError as error:
        click.echo(reason_of(output or "", error, language), err=True)
        complete = False
    sys.exit(BAD_INPUT if not complete else int(printed.found["error"] > 0))


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
