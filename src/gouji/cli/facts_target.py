"""Where `gouji facts` puts what it makes: the standard output, one file, or a folder with a file for each input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from gouji.cli.common import style
from gouji.cli.destination import Destination
from gouji.model import Document, Language, Report
from gouji.output import Export, export
from gouji.output.files import write_file

_SUFFIX = {"text": ".txt", "json": ".json", "csv": ".csv", "xlsx": ".xlsx", "xbrl": ".json"}
_LEFT_OUT = {
    "concept": ("没有名称", "without a name"),
    "period": ("没有年度", "without a year"),
    "unit": ("单位不合口径", "of another unit than their concept"),
    "value": ("是范围，没有单一的值", "ranges without a single value"),
}


class Asked(NamedTuple):
    """What the command line asks for."""

    form: str
    output: str | None
    unnamed: bool
    language: Language


def is_folder(asked: Asked) -> bool:
    """Whether --output means a folder: one is there, the name ends in a slash, or an xBRL report wants its taxonomy."""
    if asked.output is None:
        return False
    return asked.form == "xbrl" or asked.output.endswith("/") or Path(asked.output).is_dir()


def refuse(asked: Asked, files: Sequence[str]) -> None:
    """Bad usage, said before anything is read."""
    zh = asked.language == "zh"
    if asked.form == "xbrl":
        if asked.output is None:
            raise click.UsageError(
                "xBRL 是一个文件夹（报告和分类标准），请用 --output 指明。"
                if zh
                else "xBRL is a folder, the reports and their taxonomy; name it with --output."
            )
        if Path(asked.output).is_file():
            raise click.UsageError(
                f"--output {asked.output} 是文件，xBRL 要一个文件夹。"
                if zh
                else f"--output {asked.output} is a file; xBRL needs a folder."
            )
        if asked.unnamed:
            raise click.UsageError(
                "没有名称的数不能进 xBRL，--unnamed 请用于其他格式。"
                if zh
                else "figures without a name cannot stand in xBRL; use --unnamed with another format."
            )
    if not is_folder(asked):
        Destination(asked.output, asked.language).refuse(asked.form, files)


class Target:
    """Takes the reports one by one and puts each, or all of them at the end, where it belongs."""

    def __init__(self, asked: Asked, files: Sequence[str]):
        self._asked, self._files = asked, files
        self._shown = style if asked.output is None else _plain
        self._used: set[str] = set()
        self._read = False
        self._folder = Path(asked.output) if asked.output is not None and is_folder(asked) else None
        self._whole = Destination(None if self._folder else asked.output, asked.language)
        self._shared = None if asked.form == "xbrl" else self._export()

    def add(self, document: Document, report: Report) -> str | bytes:
        """Take in one file; what is to be printed of it now."""
        self._read = True
        if self._asked.form == "xbrl":
            return self._add_xbrl(document, report)
        if self._folder is not None:
            own = self._export()
            self._write(document, own.add(document, report) + own.end())
            return b""
        assert self._shared is not None
        return self._whole.take(self._shared.add(document, report))

    def end(self, echo: Callable[[str | bytes], None]) -> None:
        """Print or write what had to wait for the last file; WriteError when that fails."""
        if self._folder is None and self._shared is not None:
            echo(self._whole.take(self._shared.end()))
            if self._read:
                self._whole.close()

    def _export(self) -> Export:
        asked = self._asked
        return export(asked.form, language=asked.language, style=self._shown, unnamed=asked.unnamed)

    def _write(self, document: Document, content: bytes) -> None:
        """A file under the input's whole name, numbered where two inputs of different folders share it."""
        assert self._folder is not None
        name = Path(document.name).name.encode("utf-8", "replace").decode()
        free = (f"{name}{number}{_SUFFIX[self._asked.form]}" for number in ("", *(f".{n}" for n in range(2, 10**6))))
        chosen = next(one for one in free if one not in self._used)
        self._used.add(chosen)
        write_file(self._folder / chosen, content, inputs=self._files)

    def _add_xbrl(self, document: Document, report: Report) -> str:
        from gouji.output.xbrl import taxonomy, xbrl_report

        assert self._folder is not None
        record, left = xbrl_report(document, report, language=self._asked.language)
        if not self._used:
            for name, content in taxonomy().items():
                write_file(self._folder / "taxonomy" / name, content, inputs=self._files)
        self._write(document, msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
        if left:
            click.echo(_left_out(document.name, len(record["facts"]), Counter(left), self._asked.language), err=True)
        return ""


def _left_out(name: str, kept: int, left: Counter[str], language: Language) -> str:
    """How many figures stand in the report, and how many do not and why."""
    if language == "zh":
        reasons = "、".join(f"{_LEFT_OUT[why][0]} {number}" for why, number in left.items())
        return f"{name}：{kept} 个数写入 xBRL，{left.total()} 个没有（{reasons}）。"
    reasons = ", ".join(f"{number} {_LEFT_OUT[why][1]}" for why, number in left.items())
    return f"{name}: {kept} figures stand in the xBRL report, {left.total()} do not ({reasons})."


def _plain(text: str, name: str) -> str:
    return f"【{text}】" if name == "figure" else text
