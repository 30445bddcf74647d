"""`gouji prove FILE FINDING`: the proof of one finding, for anyone to redo."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import click
import msgspec

from gouji.checks import RULESET, worst_first
from gouji.cli.accounts import catalogue
from gouji.cli.annotate_option import Annotated, only_judge
from gouji.cli.common import BAD_INPUT, default_language, language_option, reason, style, version_here
from gouji.cli.finding_ids import finding_called
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.cli.others_option import others_options, read_others, with_pairings
from gouji.cli.settings_option import in_force, settings_of, settings_options
from gouji.errors import UnknownFinding
from gouji.model import Language
from gouji.output import Judged
from gouji.output.proof_card import equations_of, proof_record, proof_text
from gouji.ties import side_interval


@click.command("prove", short_help="一处问题的证明，谁都可以重做。")
@click.argument("file", type=click.Path())
@click.argument("finding")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@others_options
@settings_options
@language_option
@isolation_options
def command(
    file: str,
    finding: str,
    form: str,
    against: tuple[str, ...],
    previous: tuple[str, ...],
    lang: Language | None,
    **options: Any,
) -> None:
    """一处问题的证明：文件及其哈希、原文和位置、代入数字的算式、各数的区间、依据、规则集版本、怎样重做。

    FINDING 是 gouji check 给出的编号，或它的开头几位。Exit status: 0 shown, 2 no such finding or file.
    """
    language = lang or default_language()
    settings = settings_of(options, language)
    others, complete = read_others(against, previous, language, options)
    if not complete:
        sys.exit(BAD_INPUT)
    try:
        work = partial(only_judge, others=others, settings=settings)
        with isolated(work, Annotated, [file], language, options) as judge_isolated:
            made = judge_isolated(file).judgement
        beside = with_pairings(others, made.pairings)
        findings = tuple(worst_first(made.results))
        accepted = tuple(exception.finding for exception in made.accepted)
        chosen = finding_called(finding, (*findings, *accepted), file)
    except UnknownFinding as error:
        click.echo(error.zh if language == "zh" else error.en, err=True)
        sys.exit(BAD_INPUT)
    except Exception as error:
        click.echo(reason(file, error, language), err=True)
        sys.exit(BAD_INPUT)
    judged = Judged(made.document, made.report, made.graph, made.results, findings, beside, made.causes, made.accepted)
    card: dict[str, Any] = {
        "version": version_here(),
        "ruleset": RULESET,
        "language": language,
        "command": _again(file, chosen.id, against, previous),
        "settings": in_force(settings),
    }
    rule = next(rule for rule in catalogue() if rule.id == chosen.rule)
    broken = [tie for tie in made.graph.ties if tie.state == "broken"]
    bounds = {tie.id: tuple(side_interval(side, made.report.facts) for side in (tie.left, tie.right)) for tie in broken}
    equations = equations_of(judged, chosen, {key: (a, b) for key, (a, b) in bounds.items() if a and b})
    if form == "json":
        click.echo(msgspec.json.encode(proof_record(judged, chosen, rule, equations, **card)).decode())
    else:
        click.echo(proof_text(judged, chosen, rule, equations, style=style, **card))


def _again(file: str, finding: str, against: tuple[str, ...], previous: tuple[str, ...]) -> list[str]:
    beside = [
        word for name, paths in (("--against", against), ("--previous", previous)) for p in paths for word in (name, p)
    ]
    return ["gouji", "prove", file, finding, *beside]
