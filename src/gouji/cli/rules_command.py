"""`gouji rules [CODE]`: the catalogue of checks, or the page of one."""

from __future__ import annotations

import sys

import click

from gouji.basis import document
from gouji.checks import FAMILIES, checks
from gouji.cli.common import BAD_INPUT, default_language, language_option, style
from gouji.model import Language, Text
from gouji.output.words import SEVERITY

STATES = {
    "stable": Text("稳定", "stable"),
    "preview": Text("试行，加 --preview 才做", "in preview: runs with --preview"),
    "retired": Text("停用", "retired"),
}


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
            state = STATES[check.meta.status]
            mark = "" if check.meta.status == "stable" else f"  {style(state.said_in(language), 'dim')}"
            click.echo(f"  {style(check.meta.id, 'rule')}  {check.meta.title.said_in(language)}{mark}")
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
    facts = (SEVERITY[found.meta.severity], STATES[found.meta.status], _since(found.meta.since))
    click.echo("\n" + style(" · ".join(fact.said_in(language) for fact in facts), "dim"))
    for basis in found.meta.basis:
        entry = document(basis)
        source = f"来源：{entry.source}" if language == "zh" else f"source: {entry.source}"
        click.echo(f"\n{entry.title}{entry.article}：{entry.quote}\n  {source}")


def _since(version: str) -> Text:
    return Text(f"始于 {version}", f"since {version}")
