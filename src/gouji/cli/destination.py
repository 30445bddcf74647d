"""Where the output of a run goes: to the standard output, or whole into the file that --output names."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from gouji.model import SEVERITIES, Language
from gouji.output.files import same_file, write_file
from gouji.output.words import SEVERITY


class Destination:
    """Takes what a run prints and, where a file is named for it, writes it there at the end."""

    def __init__(self, output: str | None, language: Language):
        self.output, self.language = output, language
        self._pieces: list[bytes] = []

    def refuse(self, form: str, files: Sequence[str]) -> None:
        """Bad usage: a file that is read must not be overwritten, and no terminal shows a workbook."""
        zh = self.language == "zh"
        if self.output is None:
            if form == "xlsx" and sys.stdout.isatty():
                raise click.UsageError(
                    "Excel 文件不能打在屏幕上，请用 --output 指明文件名。"
                    if zh
                    else "a workbook cannot be shown here; name a file with --output."
                )
            return
        target = Path(self.output)
        if any(same_file(target, Path(file)) for file in files):
            raise click.UsageError(
                f"--output {self.output} 就是要检查的文件，不会覆盖它。"
                if zh
                else f"--output {self.output} is a file to be checked; it is not overwritten."
            )

    def take(self, said: str | bytes) -> str | bytes:
        """What to print now: all of it, or nothing when a file takes it."""
        if self.output is None:
            return said
        self._pieces.append(said if isinstance(said, bytes) else said.encode("utf-8", "replace"))
        return b""

    def close(self) -> None:
        """Write the file; WriteError when that fails."""
        if self.output is not None:
            write_file(Path(self.output), b"".join(self._pieces))

    def say(self, files: int, found: Counter[str]) -> None:
        """Where a file was written, say in a line what is in it: how many files, how many findings."""
        if self.output is None:
            return
        comma = "，" if self.language == "zh" else ", "
        said = comma.join(f"{SEVERITY[severity].said_in(self.language)} {found[severity]}" for severity in SEVERITIES)
        click.echo(
            f"{self.output}：{files} 个文件，{said}"
            if self.language == "zh"
            else f"{self.output}: {files} files, {said}"
        )
