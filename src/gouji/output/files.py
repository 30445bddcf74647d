"""Files that we make: written under a temporary name beside the place and renamed, so that none is ever half there."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from gouji.errors import WriteError


def write_file(path: Path, content: bytes, inputs: Iterable[str] = ()) -> None:
    """Write a file and the folders above it; WriteError when that fails, or when the place is one of the inputs.

    An older file of the name keeps its permissions, and is as it was when the writing fails.
    """
    if any(same_file(path, Path(given)) for given in inputs):
        raise WriteError(
            str(path),
            "这是输入的文件，勾稽从不改动输入；请换一个名称。",
            "this is an input file, and those are never changed; give another name.",
        )
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise WriteError(
            str(path),
            f"写不了这个文件（{detail}）。请检查有没有写的权限、文件是否正被别的程序打开。",
            f"cannot be written ({detail}); check that you may write there and that no program holds the file open.",
        ) from error
    finally:
        _forget(beside)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except (OSError, ValueError):
        return


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that exists."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
