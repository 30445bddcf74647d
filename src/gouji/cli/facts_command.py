"""`gouji facts FILE…`: every figure with its concept, year and place."""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

import click

from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, reason
from gouji.cli.facts_target import Asked, Target, refuse
from gouji.cli.inputs import gather
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.errors import WriteError
from gouji.model import Document, Language, Report
from gouji.pipeline import extract, read


class _Figures(NamedTuple):
    document: Document
    report: Report


@click.command("facts", short_help="列出报告里的每一个数。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "xlsx", "xbrl"]),
    default="text",
    help="输出格式；xbrl 是 xBRL-JSON 和它的分类标准。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    default=None,
    help="写到这个文件；给文件夹时每个输入一个文件。xbrl 必须给文件夹。",
)
@click.option("--unnamed", is_flag=True, help="只列没有认出名称的数，连同前后文。")
@language_option
@isolation_options
def command(
    files: tuple[str, ...], form: str, output: str | None, unnamed: bool, lang: Language | None, **options: Any
) -> None:
    """列出报告里的每一个数：是什么、哪一年、什么单位、在哪里；认不出名称的也列出。

    csv 和 xlsx 一行一个数，供 Excel 打开；json 和 xbrl 供程序读取。
    """
    asked = Asked(form, output, unnamed, lang or default_language())
    inputs = gather(files, asked.language, spare=[output] if output else [])
    refuse(asked, inputs.files)
    for line in inputs.said:
        click.echo(line, err=True)
    target = Target(asked, inputs.files)

    def work(path: str) -> str | bytes:
        return target.add(*figures(path))

    with isolated(_figures, _Figures, inputs.files, asked.language, options) as figures:
        complete = each_file(inputs.files, work, asked.language) and inputs.complete
    try:
        target.end(lambda said: click.echo(said, nl=False))
    except WriteError as error:
        click.echo(reason(error.path, error, asked.language), err=True)
        complete = False
    sys.exit(0 if complete else BAD_INPUT)


def _figures(path: str) -> _Figures:
    document = read(path)
    return _Figures(document, extract(document))
