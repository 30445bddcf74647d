"""The options by which a command says what reading one file may cost, and the function that obeys them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from gouji.isolation import Isolated, Limits, not_limited
from gouji.model import Language

T = TypeVar("T")
_SAID = {
    "memory": ("内存", "memory"),
    "processor": ("处理器时间", "time on the processor"),
}


def isolation_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --memory, --seconds and --no-isolation; the command gets `limits`, None when it must not isolate."""
    command = click.option("--no-isolation", "no_isolation", is_flag=True, help="在本进程内读取，不设限。")(command)
    command = click.option(
        "--seconds",
        type=click.FloatRange(min=0.1),
        default=Limits().seconds,
        show_default=True,
        help="读一个文件（扫描件：一页）最多用的秒数。",
    )(command)
    return click.option(
        "--memory",
        type=click.IntRange(min=16),
        default=Limits().memory,
        show_default=True,
        help="读一个文件最多用的内存，MB。",
    )(command)


@contextmanager
def isolated(
    work: Callable[[str], T], kind: type[T], paths: Sequence[str], language: Language, options: dict[str, Any]
) -> Iterator[Callable[[str], T]]:
    """The work done in a child process within the limits that the options give, or in this process without any."""
    if options["no_isolation"]:
        yield work
        return
    for what in not_limited():
        zh, en = _SAID[what]
        said = f"本系统不能限制{zh}。" if language == "zh" else f"This system does not limit {en}."
        click.echo(said, err=True)
    limits = Limits(memory=options["memory"], seconds=options["seconds"])
    with Isolated(work, kind, limits, ahead=paths) as inside:
        yield inside
