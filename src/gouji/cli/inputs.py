"""The files that a command is to read: those named, and those in the folders named."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from gouji.model import Language

_TEXTS = (".docx", ".doc", ".wps", ".rtf", ".txt", ".html", ".htm", ".mht", ".mhtml")
_PAGES = (".pdf", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif")
SUFFIXES = frozenset((*_TEXTS, *_PAGES, ".xlsx", ".xls", ".et"))
"""In a folder the name says what to try; what a file is, its bytes say when it is read."""

_HEAD = 4096


class Inputs(NamedTuple):
    """The files in order, a line for people about each folder, and whether every folder held something to read."""

    files: list[str]
    said: list[str]
    complete: bool


def gather(paths: Sequence[str], language: Language, spare: Sequence[str] = ()) -> Inputs:
    """Folders replaced by the files in them, recursively and sorted; `spare` are files and folders that we write."""
    files: list[str] = []
    said: list[str] = []
    complete = True
    ours = [Path(path).resolve() for path in spare]
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - a name may hold bytes that no Path accepts
            files.append(path)
            continue
        inside = [file for file in _walk(Path(path)) if not any(file.resolve().is_relative_to(our) for our in ours)]
        chosen = [file for file in inside if file.suffix.lower() in SUFFIXES and not made_by_us(file)]
        left = Counter(_kind(file, language) for file in set(inside).difference(chosen))
        files += [str(file) for file in chosen]
        complete = complete and bool(chosen)
        if left or not chosen:
            said.append(_said(path, len(chosen), left, language))
    return Inputs(files, said, complete)


def _kind(file: Path, language: Language) -> str:
    """What a file that is passed by is called: its suffix, or that it is none of the reports but ours."""
    if file.suffix.lower() in SUFFIXES:
        return "勾稽所写" if language == "zh" else "written by Gouji"
    return file.suffix.lower() or ("无后缀" if language == "zh" else "no suffix")


def made_by_us(file: Path) -> bool:
    """Whether a file is a work list or a page that an earlier run left among the reports."""
    if not file.is_file():  # A pipe would block for ever.
        return False
    try:
        if file.suffix.lower() == ".xlsx":
            with ZipFile(file) as archive, archive.open("docProps/core.xml") as core:
                return b"<dc:creator>Gouji<" in core.read(_HEAD)
        if file.suffix.lower() == ".html":
            with file.open("rb") as page:
                return b'<meta name="generator" content="Gouji">' in page.read(_HEAD)
    except (OSError, ValueError, KeyError, BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        # Whatever it is, its reader will say.
        return False
    return False


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder, those of its own folders last; hidden files and those Word keeps while it edits, not."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base, name) for name in sorted(names) if not name.startswith((".", "~$")))


def _said(path: str, chosen: int, left: Counter[str], language: Language) -> str:
    if language == "zh":
        kinds = "、".join(f"{kind} {number}" for kind, number in sorted(left.items()))
        skipped = f"跳过 {left.total()} 个（{kinds}）" if left else ""
        if chosen:
            return f"{path}：文件夹里检查 {chosen} 个文件，{skipped}。"
        return f"{path}：文件夹里没有能检查的文件{'，' if left else ''}{skipped}。请指明文件。"
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(left.items()))
    skipped = f"{left.total()} skipped ({kinds})" if left else ""
    if chosen:
        return f"{path}: a folder; {chosen} files checked, {skipped}."
    return f"{path}: a folder without any file to check{', ' if left else ''}{skipped}; name a file."
