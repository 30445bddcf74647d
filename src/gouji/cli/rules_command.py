"""`gouji rules [CODE]`: the catalogue of checks, or the page of one."""

from __future__ import annotations

import sys

import click

from gouji.basis import document
from gouji.checks import FAMILIES, checks
from gouji.cli.common import BAD_INPUT, default_language, language_option, style
from gouji.model import Language


@click.command("rules", short_help="检查目录。")
@click.argument("code", required=False)
@language_option
def command(code: str | None, lang: Language | None) -> None:
    """检查目录；给出编号则打印那一项检查的说明。"""
    language = lang or default_language()
    if code is None:
        family = None
        for check in checks():
            if check.family != family:
                family = check.family
                click.echo(style(FAMILIES[family].said_in(language), "title"))
            click.echo(f"  {style(check.meta.id, 'rule')}  {check.meta.title.said_in(language)}")
        return
    found = next((check for check in checks() if check.meta.id == code.upper()), None)
    if found is None:
        click.echo(
            f"没有编号为 {code} 的检查，用 gouji rules 看全部编号"
            if language == "zh"
            else f"there is no check {code}; gouji rules lists them all",
            err=True,
        )
        sys.exit(BAD_INPUT)
    click.echo(found.page)
    for basis in found.meta.basis:
        entry = document(basis)
        source = f"来源：{entry.source}" if language == "zh" else f"source: {entry.source}"
        click.echo(f"\n{entry.title}{entry.article}：{entry.quote}\n  {source}")
