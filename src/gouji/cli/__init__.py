"""The command `gouji`: one thin file a command; it prints and never computes. Commands are loaded when called."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

_COMMANDS = {
    "check": "找出报告里对不上的数。Check what does not tie in reports.",
    "prove": "一处问题的证明，谁都可以重做。The proof of one finding, for anyone to redo.",
    "facts": "列出报告里的每一个数。List every figure of reports.",
    "ledger": "用工作台账追溯指标的完成值。Trace achieved values to work records.",
    "score": "按规则复算自评得分。Recompute the scores by the rules.",
    "schemes": "评分方案：目录、内容、自查、新写。Scoring schemes.",
    "text": "打印读到的全文。Print the text as it was read.",
    "schema": "JSON 输出的格式说明。The JSON Schema of the output.",
    "rules": "检查目录。The catalogue of checks.",
    "concepts": "口径目录。The catalogue of concepts.",
}


class _Lazy(click.Group):
    """A group that imports a command only when it is called, and says bad usage in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"gouji.cli.{cmd_name}_command")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _one_line():
            return super().invoke(ctx)


@contextmanager
def _one_line() -> Iterator[None]:
    """Bad usage without click's lines around it: what is wrong, and which help tells more."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx is not None else "gouji"
        raise click.UsageError(f"{error.format_message()} ({command} --help)") from None


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gouji", prog_name="gouji")
def main() -> None:
    """勾稽 Gouji：核对绩效自评报告里的数字，证明哪些对得上、哪些对不上。

    Proves which figures of a performance self-evaluation report tie and which do not.
    """
