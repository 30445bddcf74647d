"""`gouji schemes list|show|check|new`: the catalogue of scoring schemes, their faults, and drafts of new ones."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from gouji.basis import documents
from gouji.cli.common import BAD_INPUT, default_language, language_option, reason, style
from gouji.errors import BadScheme, ReadError, WriteError
from gouji.model import Language
from gouji.output import write_file
from gouji.pipeline import extract, read
from gouji.schemes import Scheme, check_scheme, draft_scheme, read_scheme, scheme, schemes


@click.group("schemes", short_help="评分方案：目录、内容、自查、新写。")
def command() -> None:
    """评分方案：各地的分值、评分标准、等级和算法，一个方案一个 TOML 文件。"""


@command.command("list", short_help="列出全部方案。")
@language_option
def list_schemes(lang: Language | None) -> None:
    """列出全部方案：编号、名称、地方、适用期、可信度（H 原文，M 二手，L 凭记忆）。"""
    del lang
    for entry in schemes().values():
        until = str(entry.until.year) if entry.until is not None else ""
        about = f"{entry.place or '全国'}  {entry.since.year}—{until}  {entry.confidence}"
        about += "  点名才用" if entry.option else ""
        click.echo(f"{style(entry.id, 'rule')}  {entry.title}  {style(about, 'dim')}")


@command.command("show", short_help="一个方案的全部内容。")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@language_option
def show(name: str, form: str, lang: Language | None) -> None:
    """一个方案的全部内容：分值、评分标准、没有印明的算法、等级，各自的依据和可信度。"""
    del lang
    found = _scheme(name)
    if form == "json":
        click.echo(msgspec.json.encode(found).decode())
        return
    until = str(found.until) if found.until is not None else ""
    click.echo(style(f"{found.title}（{found.confidence}）", "title"))
    click.echo(f"{found.id}  {found.place or '全国'}  {found.since}—{until}")
    click.echo(_basis(found.basis))
    if found.about:
        click.echo(found.about)
    _show_parts(found)


def _basis(name: str) -> str:
    entry = documents().get(name)
    return f"依据  {name}" if entry is None else f"依据  {entry.title} {entry.article}：{entry.quote}（{entry.source}）"


def _show_parts(found: Scheme) -> None:
    for level in found.levels:
        click.echo(f"  {level.name}  {level.points if level.points is not None else '不定分值'}")
    for number, row in enumerate(found.rows, start=1):
        points = f"{row.points}分" if row.points is not None else ""
        click.echo(f"  {number:3}  {'·'.join(part for part in (row.level1, row.level2, row.name) if part)}  {points}")
        if row.standard:
            click.echo(f"       {row.standard}")
    for key, value in msgspec.structs.asdict(found.settings).items():
        for setting in value if isinstance(value, tuple) else (value,):
            if setting is not None:
                ground = f"{setting.confidence or found.confidence} {setting.basis or found.basis}"
                click.echo(f"  {style(key, 'place')}  {setting.value}  {style(ground, 'dim')}")
    for band in (*found.bands, *found.grades):
        ends = f"{'[' if band.low_closed else '('}{band.low}, {band.high}{']' if band.high_closed else ')'}"
        click.echo(f"  {band.grade}  {ends}")
    for cap in found.caps:
        click.echo(f"  {cap.rate}低于{cap.below}%：{cap.total or ''}{cap.grade or ''}")


@command.command("check", short_help="查方案自己的毛病。")
@click.argument("names", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@language_option
def check(names: tuple[str, ...], form: str, lang: Language | None) -> None:
    """查方案自己的毛病：分值合计、档次的空档和重叠、得不到满分、不足一步、两条规则管一件事、报表里没有的数。

    不写名称则查全部方案。退出状态：0 没有毛病，1 有，2 读不了。
    """
    language = lang or default_language()
    faults = 0
    for name in names or tuple(schemes()):
        found = _scheme(name)
        problems = check_scheme(found)
        faults += len(problems)
        if form == "json":
            listed = [{"kind": p.kind, "where": p.where, "message": p.message} for p in problems]
            click.echo(json.dumps({"scheme": found.id, "problems": listed}, ensure_ascii=False))
            continue
        click.echo(f"{style(found.id, 'rule')}  {'没有毛病' if not problems else f'{len(problems)}处'}")
        for problem in problems:
            click.echo(f"  {style(problem.title.said_in(language), 'warning')}  {problem.where}  {problem.message}")
    sys.exit(1 if faults else 0)


@command.command("new", short_help="起草一个方案。")
@click.argument("name", required=False)
@click.option(
    "--from", "source", type=click.Path(), default=None, help="从这份表（任何读得了的格式，填没填都行）起草。"
)
@click.option("-o", "--output", type=click.Path(), default=None, help="写到这个文件，默认是 编号.toml。")
@language_option
def new(name: str | None, source: str | None, output: str | None, lang: Language | None) -> None:
    """起草一个方案，写成 TOML；给出一份表就抄下它的分值和评分标准，随后查一遍毛病。"""
    language = lang or default_language()
    made = name or "my_scheme"
    report = None
    if source is not None:
        try:
            report = extract(read(source))
        except ReadError as error:
            _stop(reason(source, error, language))
    text = draft_scheme(made, report)
    if text is None:
        _stop(f"{source}：没有找到印着分值的评分表" if language == "zh" else f"{source}: no score table was found")
    path = Path(output or f"{made}.toml")
    if path.exists():
        _stop(f"{path}：已经有这个文件，换一个名称" if language == "zh" else f"{path}: exists; give another name")
    try:
        problems = check_scheme(read_scheme(text, str(path)))
        write_file(path, text.encode())
    except BadScheme as error:
        _stop("\n".join(error.problems))
    except WriteError as error:
        _stop(reason(str(path), error, language))
    click.echo(str(path))
    for problem in problems:
        click.echo(f"  {style(problem.title.said_in(language), 'warning')}  {problem.where}  {problem.message}")


def _scheme(name: str) -> Scheme:
    try:
        return scheme(name)
    except BadScheme as error:
        _stop("\n".join(error.problems))


def _stop(said: str) -> NoReturn:
    click.echo(said, err=True)
    sys.exit(BAD_INPUT)
