"""`gouji score FILE…`: the score sheet stated beside computed, by the scheme that applies."""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

import click
import msgspec

from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, style, version_here, width
from gouji.cli.inputs import gather
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.errors import BadScheme
from gouji.model import Document, Language, Report
from gouji.output.score_sheet import named_rows, sheets_record, sheets_text
from gouji.pipeline import extract, place_of, read, score
from gouji.schemes import scheme as scheme_named


class _Read(NamedTuple):
    document: Document
    report: Report


@click.command("score", short_help="按规则复算自评得分。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--scheme", "by", default=None, help="方案的编号，或者方案文件；不写则按表的形状、地方和年度选定。")
@click.option("--place", default="", help="地方（如 湖南省岳阳市），供选方案；不写则看单位名称和标题。")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="假设某个数：三公经费变动率=3%、8.①=是。")
@click.option("--explain", default=None, metavar="ROW", help="只讲一行：行号或指标名称。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@language_option
@isolation_options
def command(
    files: tuple[str, ...],
    by: str | None,
    place: str,
    values: tuple[str, ...],
    explain: str | None,
    form: str,
    lang: Language | None,
    **options: Any,
) -> None:
    """按表上所印的评分标准和适用的方案复算每一行的得分，与所写的并列；算不出的说明缺什么，要人评的给出范围。

    退出状态：0 算过了，不论一致与否；2 有文件读不了，或者用法不对。
    """
    language = lang or default_language()
    given = _values(values)
    chosen = _chosen(by)
    inputs = gather(files, language)
    for line in inputs.said:
        click.echo(line, err=True)

    def work(path: str) -> str | bytes:
        document, report = read_isolated(path)
        sheets = score(report, chosen, place=place or place_of(document, report), values=given)
        unused = {name for sheet in sheets for name in sheet.unused}
        if sheets and unused and all(unused <= set(sheet.unused) for sheet in sheets):
            _warn_unused(path, sorted(unused), language)
        if explain is not None and not named_rows(sheets, explain):
            click.echo(_no_row(path, explain, language), err=True)
        if form == "json":
            return (
                msgspec.json.encode(sheets_record(document, report, sheets, version=version_here(), language=language))
                + b"\n"
            )
        told = explain if explain is not None and named_rows(sheets, explain) else None
        text = sheets_text(document, report, sheets, language=language, style=style, width=width(), explain=told)
        return text + "\n"

    with isolated(_read, _Read, inputs.files, language, options) as read_isolated:
        complete = each_file(inputs.files, work, language) and inputs.complete
    sys.exit(0 if complete else BAD_INPUT)


def _read(path: str) -> _Read:
    document = read(path)
    return _Read(document, extract(document))


def _values(values: tuple[str, ...]) -> dict[str, str]:
    out = {}
    for value in values:
        name, equals, said = value.partition("=")
        if not equals or not name.strip() or not said.strip():
            raise click.BadParameter(f"“{value}”应写成 名称=值，如 三公经费变动率=3%", param_hint="--set")
        out[name.strip()] = said.strip()
    return out


def _chosen(by: str | None) -> Any:
    if by is None:
        return None
    try:
        return scheme_named(by)
    except BadScheme as error:
        raise click.BadParameter("；".join(error.problems), param_hint="--scheme") from None


def _warn_unused(path: str, names: list[str], language: Language) -> None:
    zh = f"{path}：没有一行用到 {'、'.join(names)}；--explain 列出每行可以设的名称"
    en = f"{path}: no row asks for {', '.join(names)}; --explain lists what each row asks for"
    click.echo(zh if language == "zh" else en, err=True)


def _no_row(path: str, row: str, language: Language) -> str:
    return f"{path}：表里没有“{row}”这一行" if language == "zh" else f"{path}: the table has no row “{row}”"
