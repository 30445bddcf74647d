"""What the commands share: language, colours, and reading many files without stopping at a bad one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click

from gouji.errors import ReadError, StageError
from gouji.model import Language

T = TypeVar("T")
BAD_INPUT = 2
PROGRESS_FROM = 20

_COLOURS: dict[str, dict[str, object]] = {
    "title": {"bold": True},
    "message": {"bold": True},
    "rule": {"fg": "cyan"},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "notice": {"fg": "blue"},
    "contradictory": {"fg": "red", "bold": True},
    "consistent": {"fg": "green", "bold": True},
    "cannot_judge": {"fg": "yellow", "bold": True},
    "figure": {"underline": True, "bold": True},
    "dim": {"dim": True},
}


def style(text: str, name: str) -> str:
    """A text in the colour of what it is; click drops colours where no terminal reads them."""
    return click.style(text, **_COLOURS.get(name, {}))  # type: ignore[arg-type]


def default_language() -> Language:
    """The language of the locale: English when it says so, Chinese otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


language_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default=None,
    help="输出语言，默认随系统。Language of the output.",
)


def each_file(paths: Sequence[str], work: Callable[[str], T], language: Language, show: Callable[[T], None]) -> bool:
    """Do the work for each file and show it; say in one line what could not be done. False when any failed.

    From 20 files on a bar on the terminal shows how far it is; results then follow when all are done.
    """
    bar = len(paths) >= PROGRESS_FROM and sys.stderr.isatty()
    failed = False
    waiting: list[T | BaseException] = []
    for result in _progress(paths, work) if bar else (_attempt(path, work) for path in paths):
        if bar:
            waiting.append(result)
        else:
            failed = _show(result, language, show) or failed
    for result in waiting:
        failed = _show(result, language, show) or failed
    return not failed


def _progress(paths: Sequence[str], work: Callable[[str], T]) -> Iterator[T | BaseException]:
    with click.progressbar(paths, file=sys.stderr) as listed:
        for path in listed:
            yield _attempt(path, work)


def _attempt(path: str, work: Callable[[str], T]) -> T | BaseException:
    try:
        return work(path)
    except (ReadError, StageError) as error:
        return error


def _show(result: T | BaseException, language: Language, show: Callable[[T], None]) -> bool:
    """Show a result, or the reason why there is none; True for a failure."""
    if isinstance(result, ReadError):
        click.echo(result.zh if language == "zh" else result.en, err=True)
        return True
    if isinstance(result, BaseException):
        click.echo(str(result), err=True)
        return True
    show(result)
    return False
