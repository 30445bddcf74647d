"""What the commands share: language, colours, and reading many files without stopping at a bad one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence

import click

from gouji.errors import ReadError, WriteError
from gouji.model import Language

BAD_INPUT = 2
PROGRESS_FROM = 20

_COLOURS: dict[str, dict[str, object]] = {
    "title": {"bold": True},
    "message": {"bold": True},
    "rule": {"fg": "cyan"},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "notice": {"fg": "blue", "bold": True},
    "contradictory": {"fg": "red", "bold": True},
    "consistent": {"fg": "green", "bold": True},
    "cannot_judge": {"fg": "yellow", "bold": True},
    "figure": {"underline": True, "bold": True},
    "place": {"fg": "cyan"},
    "dim": {"dim": True},
}


def style(text: str, name: str) -> str:
    """A text in the colour of what it is; where no terminal shows colours, quoted figures stand in brackets."""
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        return click.style(text, **_COLOURS.get(name, {}))  # type: ignore[arg-type]
    return f"【{text}】" if name == "figure" else text


def width() -> int | None:
    """The columns of the terminal, None when the output goes elsewhere and lines stay whole."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


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


Failed = Callable[[str, str], None]


def each_file(
    paths: Sequence[str], work: Callable[[str], str | bytes], language: Language, failed: Failed | None = None
) -> bool:
    """Print what the work makes of each file, or in one line why it makes nothing. False when any failed.

    `failed` is told the path and that line too.

    Bytes are printed as they are, for programs. From 20 files on a bar on the terminal shows how far it is; where
    the results would run into the bar, they follow when all are done.
    """
    done: Iterator[str | bytes | click.ClickException] = (_attempt(path, work, language, failed) for path in paths)
    if len(paths) >= PROGRESS_FROM and sys.stderr.isatty():
        done = _progress(done, len(paths))
        if sys.stdout.isatty():
            done = iter(list(done))
    complete = True
    for result in done:
        if isinstance(result, click.ClickException):
            click.echo(result.message, err=True)
            complete = False
        else:
            click.echo(result, nl=False)
    return complete


def _progress(
    done: Iterator[str | bytes | click.ClickException], length: int
) -> Iterator[str | bytes | click.ClickException]:
    with click.progressbar(done, length=length, file=sys.stderr) as listed:
        yield from listed


def _attempt(
    path: str, work: Callable[[str], str | bytes], language: Language, failed: Failed | None
) -> str | bytes | click.ClickException:
    """What the work makes of one file. Whatever fails ends this file only, and never looks like a finding."""
    try:
        return work(path)
    except Exception as error:
        said = reason(path, error, language)
        if failed is not None:
            failed(path, said)
        return click.ClickException(said)


def reason(path: str, error: Exception, language: Language) -> str:
    """In one sentence why a file was not checked."""
    if isinstance(error, ReadError | WriteError):
        return error.zh if language == "zh" else error.en
    detail = " ".join(f"{type(error).__name__}: {error}".split())
    if language == "zh":
        return f"{path}：程序出错，没有检查完（{detail}）。这是 Gouji 的缺陷，请连同文件报给我们。"
    return f"{path}: Gouji failed on this file ({detail}); please report it with the file."


def version_here() -> str:
    """The version of this program."""
    # Importing this costs a tenth of a whole check, so only those pay who print it.
    from importlib.metadata import version

    return version("gouji")
