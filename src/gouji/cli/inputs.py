"""The files that a command is to read: those named, and those in the folders named."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gouji.model import Language

_TEXTS = (".docx", ".doc", ".wps", ".rtf", ".txt", ".html", ".htm", ".mht", ".mhtml")
_PAGES = (".pdf", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif")
SUFFIXES = frozenset((*_TEXTS, *_PAGES, ".xlsx", ".xls", ".et"))
"""In a folder the name says what to try; what a file is, its bytes say when it is read."""


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
        chosen = [file for file in inside if file.suffix.lower() in SUFFIXES]
        left = Counter(file.suffix.lower() for file in inside if file.suffix.lower() not in SUFFIXES)
        files += [str(file) for file in chosen]
        complete = complete and bool(chosen)
        if left or not chosen:
            said.append(_said(path, len(chosen), left, language))
    return Inputs(files, said, complete)


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder, those of its own folders last; hidden files and those Word keeps while it edits, not."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base, name) for name in sorted(names) if not name.startswith((".", "~$")))


def _said(path: str, chosen: int, left: Counter[str], language: Language) -> str:
    if language == "zh":
        kinds = "、".join(f"{suffix or '无后缀'} {number}" for suffix, number in sorted(left.items()))
        skipped = f"跳过 {left.total()} 个（{kinds}）" if left else ""
        if chosen:
            return f"{path}：文件夹里检查 {chosen} 个文件，{skipped}。"
        return f"{path}：文件夹里没有能检查的文件{'，' if left else ''}{skipped}。请指明文件。"
    kinds = ", ".join(f"{suffix or 'no suffix'} {number}" for suffix, number in sorted(left.items()))
    skipped = f"{left.total()} skipped ({kinds})" if left else ""
    if chosen:
        return f"{path}: a folder; {chosen} files checked, {skipped}."
    return f"{path}: a folder without any file to check{', ' if left else ''}{skipped}; name a file."
