"""`gouji text FILE…`: the text as it was read; all offsets count in it."""

from __future__ import annotations

import sys
from typing import Any

import click

from gouji.cli.common import BAD_INPUT, default_language, each_file, language_option
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.model import Document, Language
from gouji.pipeline import read


@click.command("text", short_help="打印读到的全文。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@language_option
@isolation_options
def command(files: tuple[str, ...], lang: Language | None, **options: Any) -> None:
    """打印读到的全文：其他命令给出的位置都从这份文字数起。没有读到的部分写在标准错误里。"""
    language = lang or default_language()

    def work(path: str) -> str | bytes:
        document = read_isolated(path)
        for gap in document.gaps:
            click.echo(f"{path}: {gap.message.said_in(language)}", err=True)
        return document.text if sys.stdout.isatty() else document.text.encode()

    with isolated(read, Document, files, language, options) as read_isolated:
        complete = each_file(files, work, language)
    sys.exit(0 if complete else BAD_INPUT)
