"""`gouji facts FILE…`: every figure with its concept, year and place."""

from __future__ import annotations

import sys

import click
import msgspec

from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option, style
from gouji.model import Document, Language, Report
from gouji.output import facts_record
from gouji.pipeline import extract, read
from gouji.vocabulary import concepts


@click.command("facts", short_help="列出报告里的每一个数。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@language_option
def command(files: tuple[str, ...], form: str, lang: Language | None) -> None:
    """列出报告里的每一个数：是什么、哪一年、什么单位、在哪里；认不出名称的也列出。"""
    language = lang or default_language()

    def work(path: str) -> tuple[Document, Report]:
        document = read(path)
        return document, extract(document)

    def show(made: tuple[Document, Report]) -> None:
        if form == "json":
            click.echo(msgspec.json.encode(facts_record(*made)).decode())
            return
        document, report = made
        click.echo(style(f"{report.organisation or document.name}  {report.fiscal_year or ''}", "title"))
        for fact in report.facts:
            entry = concepts().get(fact.concept or "")
            name = "—" if entry is None else entry.zh if language == "zh" else entry.id
            printed = "".join(document.quote(fact.span).split())
            place = document.place_at(fact.span.start)
            line = f"L{place.line}" if place is not None and place.line else ""
            click.echo(f"{printed}\t{name}\t{fact.subject}\t{fact.period or ''}\t{fact.scope or ''}\t{line}")

    sys.exit(0 if each_file(files, work, language, show) else BAD_INPUT)
