"""`gouji schema NAME`: the JSON Schema of what a command prints."""

from __future__ import annotations

import click

from gouji.output import SCHEMAS, schema


@click.command("schema", short_help="打印 JSON 输出的格式说明。")
@click.argument("name", type=click.Choice(SCHEMAS))
def command(name: str) -> None:
    """打印 `gouji check` 或 `gouji facts` 的 JSON 输出的 JSON Schema（2020-12 版）。"""
    click.echo(schema(name), nl=False)
