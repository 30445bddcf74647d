"""What is in the repository can be published: no machine's paths, no hosts of ours, nobody's numbers."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".docx", ".pdf", ".ofd", ".xlsx", ".xls", ".doc", ".png", ".jpg", ".zip", ".gz", ".ttf", ".ico", ".woff2"}
MACHINE_PATH = re.compile(
    r"(?<![\w./<])/(?:home|Users|root|work|workspace|mnt|private|var/folders)/[\w.-]+|[A-Z]:\\\\?Users"
)
# A package index's address belongs into the machine's own settings: in no file of ours, lock file included.
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|https?://[^\s\"']*/simple\b|--(?:extra-)?index-url\s+\S*//|npmjs\.(?:org|com)|"
    r"mirrors\.(?:aliyun|tuna|ustc|cloud)|artifactory|nexus\.",
    re.IGNORECASE,
)
MOBILE = re.compile(r"(?<![\d.])1[3-9]\d{9}(?!\d)")
LANDLINE = re.compile(r"(?<![\d.])0\d{2,3}-\d{7,8}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{2}\d{3}[\dXx](?!\d)")
# Numbers that nobody has: one digit repeated or a run of digits at the end, as in made-up examples.
MADE_UP = re.compile(r"(\d)\1{5,}|23456|34567|45678|56789|67890|00000|1234")


@cache
def tracked() -> tuple[Path, ...]:
    """The tracked text files; where git is absent, the files of the checkout."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = [name for name in done.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        folders = ("src", "tests", "tools", "docs")
        names = [str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).rglob("*.*")]
    listed = [ROOT / name for name in names if Path(name).suffix.lower() not in BINARY]
    return tuple(path for path in listed if path.is_file() and "__pycache__" not in path.parts)


def found(pattern: re.Pattern[str], *, locks: bool = True) -> list[str]:
    """Where a pattern stands in tracked files, this one left out, and lock files too where `locks` says so."""
    places = []
    for path in tracked():
        name = str(path.relative_to(ROOT))
        if path == Path(__file__).resolve() or (path.suffix == ".lock" and not locks):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        places += [f"{name}: {match.group()}" for match in pattern.finditer(text)]
    return places


def test_there_is_something_to_look_at() -> None:
    assert len(tracked()) > 50


def test_no_paths_of_a_machine() -> None:
    assert not found(MACHINE_PATH)


def test_no_address_of_a_package_index() -> None:
    assert not found(REGISTRY)


@pytest.mark.parametrize("pattern", [MOBILE, LANDLINE, IDENTITY], ids=["mobile", "landline", "identity"])
def test_no_numbers_of_persons(pattern: re.Pattern[str]) -> None:
    # The checksums of a lock file are long numbers too.
    real = [place for place in found(pattern, locks=False) if not MADE_UP.search(place.rsplit(": ", 1)[1])]
    assert not real


def test_no_bytecode_or_caches_tracked() -> None:
    assert not [path for path in tracked() if path.suffix == ".pyc" or ".hypothesis" in path.parts]
