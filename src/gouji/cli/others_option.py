"""`--against OTHER…` and `--previous LASTYEAR…`: the documents that reports are set against, read as reports are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click
import msgspec

from gouji.cli.common import reason
from gouji.cli.isolation_options import isolated
from gouji.model import Language, Other, OtherRole, Pairing
from gouji.pipeline import other


def others_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --against and --previous; the command gets `against` and `previous`, tuples of paths."""
    command = click.option(
        "--previous", metavar="LASTYEAR", multiple=True, type=click.Path(), help="对照上年的报告、决算；可以多次。"
    )(command)
    return click.option(
        "--against", metavar="OTHER", multiple=True, type=click.Path(), help="对照同年的决算、预算或另一稿；可以多次。"
    )(command)


def read_others(
    against: Sequence[str], previous: Sequence[str], language: Language, options: dict[str, Any]
) -> tuple[tuple[Other, ...], bool]:
    """The documents in order, and whether all could be read; one that could not is said on standard error."""
    made: list[Other] = []
    roles: list[tuple[OtherRole, Sequence[str]]] = [("against", against), ("previous", previous)]
    for role, paths in roles:
        if not paths:
            continue
        with isolated(partial(other, role=role), Other, paths, language, options) as read_isolated:
            for path in dict.fromkeys(paths):
                try:
                    made.append(read_isolated(path))
                except Exception as error:
                    click.echo(reason(path, error, language), err=True)
    return tuple(made), len(made) == len(set(against)) + len(set(previous))


def with_pairings(others: Sequence[Other], pairings: Sequence[Pairing]) -> tuple[Other, ...]:
    """The documents, each with what was said of it and one report."""
    return tuple(msgspec.structs.replace(o, pairing=p) for o, p in zip(others, pairings, strict=True))
