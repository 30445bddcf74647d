"""`gouji concepts [ID|NAME|CODE…]`: the concepts that figures can be, or what some of them mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
import msgspec

from gouji.basis import document
from gouji.cli.common import BAD_INPUT, default_language, language_option, style
from gouji.model import Language
from gouji.vocabulary import Concept, concepts
from gouji.vocabulary.explain import GROUPS, formula, found_by, near, rows, ties_of, title


@click.command("concepts", short_help="口径目录。")
@click.argument("names", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式；json 一行一个口径。"
)
@language_option
def command(names: tuple[str, ...], form: str, lang: Language | None) -> None:
    """口径目录：一个数可以是什么；给出标识、名称或科目编码则说明那一个。

    同一名称在两套分类里各有所指的（住房公积金），都列出。
    """
    language = lang or default_language()
    asked: list[Concept] = []
    unknown = False
    for words in names:
        found = found_by(words)
        asked += found
        if not found:
            unknown = True
            click.echo(_unknown(words, language), err=True)
    listed: Iterable[Concept] = asked if names else concepts().values()
    if form == "json":
        for concept in listed:
            click.echo(msgspec.json.encode(_record(concept)))
    elif names:
        click.echo("\n\n".join(_page(concept, language) for concept in asked), nl=bool(asked))
    else:
        click.echo("\n".join(_catalogue(language)))
    if unknown:
        sys.exit(BAD_INPUT)


def _catalogue(language: Language) -> Iterable[str]:
    for group, heading in GROUPS.items():
        members = [concept for concept in concepts().values() if concept.group == group]
        yield style(f"{heading.said_in(language)}  {len(members)}", "title")
        for concept in members:
            code = concept.code or (f"…{concept.suffix}" if concept.suffix else "")
            yield f"  {style(concept.id, 'rule')}  {concept.zh}" + (f"  {code}" if code else "")


def _page(concept: Concept, language: Language) -> str:
    """A concept in full."""
    basis = document(concept.source)
    colon = "：" if language == "zh" else ": "
    said = [(label.said_in(language), words.said_in(language)) for label, words in rows(concept)]
    said.append(("依据" if language == "zh" else "basis", f"{basis.title} {basis.article}（{basis.id}）"))
    lines = [f"  {style(label + colon, 'dim')}{words}" for label, words in said]
    return "\n".join([style(title(concept).said_in(language), "title"), f"  {concept.definition}", *lines])


def _record(concept: Concept) -> dict[str, object]:
    """A concept as programs read it: its own fields, and the relations that it takes part in."""
    fields: dict[str, object] = msgspec.to_builtins(concept)
    fields["relations"] = [
        {**msgspec.to_builtins(relation), "formula": formula(relation).zh} for relation in ties_of(concept.id)
    ]
    return fields


def _unknown(words: str, language: Language) -> str:
    like = [f"{concept.id} {concept.zh}" for concept in near(words)]
    if language == "zh":
        said = f"没有叫“{words}”的口径"
        return f"{said}；相近的有：{'、'.join(like)}" if like else f"{said}，用 gouji concepts 看全部"
    said = f"there is no concept {words!r}"
    return f"{said}; similar: {', '.join(like)}" if like else f"{said}; gouji concepts lists them all"
