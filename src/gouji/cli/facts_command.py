"""`gouji facts FILE…`: every figure with its concept, year and place."""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

import click
import msgspec

from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, style
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.model import Document, Language, Report
from gouji.output import facts_record, facts_text
from gouji.pipeline import extract, read


class _Figures(NamedTuple):
    document: Document
    report: Report


@click.command("facts", short_help="列出报告里的每一个数。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@language_option
@isolation_options
def command(files: tuple[str, ...], form: str, lang: Language | None, **options: Any) -> None:
    """列出报告里的每一个数：是什么、哪一年、什么单位、在哪里；认不出名称的也列出。"""
    language = lang or default_language()

    def work(path: str) -> str | bytes:
        document, report = figures(path)
        if form == "json":
            return msgspec.json.encode(facts_record(document, report)) + b"\n"
        return facts_text(document, report, language=language, style=style) + "\n"

    with isolated(_figures, _Figures, files, language, options) as figures:
        complete = each_file(files, work, language)
    sys.exit(0 if complete else BAD_INPUT)


def _figures(path: str) -> _Figures:
    document = read(path)
    return _Figures(document, extract(document))
