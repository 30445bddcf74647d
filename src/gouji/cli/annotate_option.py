"""`--annotate OUT`: where annotated copies go, and the work that makes one while the file is judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import click
import msgspec

from gouji.annotate import FORMATS, Copy, annotated
from gouji.checks import worst_first
from gouji.cli.common import reason
from gouji.errors import NotAnnotated, WriteError
from gouji.model import Language, Other, Text
from gouji.output.files import write_file
from gouji.pipeline import Judgement, judge
from gouji.settings import Settings

annotate_option = click.option(
    "--annotate",
    metavar="OUT",
    type=click.Path(),
    default=None,
    help="另写一份带批注的 docx 或 PDF；文件不止一个时，OUT 是文件夹。",
)


class Annotated(msgspec.Struct, frozen=True, kw_only=True):
    """A file judged, with its annotated copy or the sentence why there is none."""

    judgement: Judgement
    copy: Copy | None = None
    refused: Text | None = None


class Copies:
    """The annotated copies of one run, none where `out` is None; `complete` turns False when one could not be made."""

    def __init__(self, out: str | None, given: Sequence[str], language: Language):
        self._wanted, self._out, self._language = out is not None, Path(out or ""), language
        self._folders = [Path(path) for path in given if os.path.isdir(path)]  # noqa: PTH112 - as in `gather`
        self._many = len(given) > 1 or bool(self._folders) or (out or "").endswith(("/", os.sep)) or self._out.is_dir()
        self._inputs: Sequence[str] = given
        self.complete = True
        self.said = ""

    def refuse(self, files: Sequence[str], kept: Sequence[str] = ()) -> None:
        """Bad usage, said before anything is read: no folder for several files, or two files with one place.

        `kept` are files that are read too and must not be written over.
        """
        self._inputs = [*files, *kept]
        if not self._wanted:
            return
        if self._many and self._out.exists() and not self._out.is_dir():
            self._usage("文件不止一个，OUT 要是文件夹", "is a file; for several files name a folder")
        if any(self._out.resolve() in (folder.resolve(), *folder.resolve().parents) for folder in self._folders):
            self._usage("批注本不能写进被检查的文件夹，请换一个文件夹", "holds the files to check; name another folder")
        places: dict[Path, str] = {}
        for file in files:
            other = places.setdefault(self._place(file), file)
            if other != file:
                self._usage(f"{other} 和 {file} 的批注本会同名", f"{other} and {file} would be one file there")

    def work(self, others: Sequence[Other] = (), settings: Settings | None = None) -> Callable[[str], Annotated]:
        """What to do with a path: judge it and make its copy."""
        if not self._wanted:
            return partial(only_judge, others=others, settings=settings)
        when = datetime.now().replace(microsecond=0)
        return partial(judge_and_annotate, others=others, settings=settings, language=self._language, when=when)

    def keep(self, path: str, made: Annotated) -> Judgement:
        """Write the copy, and tell in `said` where it is; a copy that cannot be made is said on standard error."""
        self.said = ""
        try:
            if self._wanted:
                self._write(path, made)
        except WriteError as error:
            self.complete = False
            click.echo(reason(path, error, self._language), err=True)
        return made.judgement

    def _write(self, path: str, made: Annotated) -> None:
        if made.copy is None:
            assert made.refused is not None
            raise NotAnnotated(path, made.refused.zh, made.refused.en)
        place, form = self._place(path), made.judgement.document.format
        suffix = place.suffix.lower().removeprefix(".")
        if suffix in FORMATS and suffix != form:
            raise NotAnnotated(
                str(place), f"原文件是 {form}，批注本也是。请把名称改为 .{form}。", f"the copy is {form}: name it so."
            )
        write_file(place, made.copy.content, self._inputs)
        notes = made.copy.notes
        said = Text(f"批注本：{place}（批注 {notes} 处）", f"annotated: {place} ({notes} notes)")
        self.said = said.said_in(self._language) + "\n"

    def _place(self, file: str) -> Path:
        """Where the copy of a file goes: files of a folder keep their places in it."""
        if not self._many:
            return self._out
        for folder in self._folders:
            if folder in Path(file).parents:
                return self._out / Path(file).relative_to(folder)
        return self._out / Path(file).name

    def _usage(self, zh: str, en: str) -> None:
        raise click.UsageError(
            Text(f"--annotate {self._out}：{zh}。", f"--annotate {self._out}: {en}.").said_in(self._language)
        )


def only_judge(path: str, *, others: Sequence[Other] = (), settings: Settings | None = None) -> Annotated:
    """Judge a file."""
    return Annotated(judgement=judge(path, others, settings))


def judge_and_annotate(
    path: str,
    *,
    others: Sequence[Other] = (),
    settings: Settings | None = None,
    language: Language,
    when: datetime,
) -> Annotated:
    """Judge a file and make its annotated copy; runs where the file is read, within the same limits."""
    judgement = judge(path, others, settings)
    try:
        copy = annotated(
            Path(path).read_bytes(),
            judgement.document,
            judgement.report,
            worst_first(judgement.results),
            language=language,
            when=when,
            others=others,
        )
    except NotAnnotated as error:
        zh, en = error.zh.removeprefix(f"{error.path}："), error.en.removeprefix(f"{error.path}: ")
        return Annotated(judgement=judgement, refused=Text(zh, en))
    return Annotated(judgement=judgement, copy=copy)
