"""Adds an accepted exception to a settings file: at its end, everything else and all comments left as they are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from gouji.errors import BadSettings, Problem
from gouji.settings.reading import read_settings, settings_from
from gouji.settings.records import Acceptance, Settings


def accept(path: Path, acceptance: Acceptance) -> Settings:
    """The settings with one exception more, written; one that stood there already is not written twice.

    A file that is not there is made. BadSettings when the file cannot be added to, WriteError when not written.
    """
    from gouji.output.files import write_file  # The room of outputs takes longer to load than a report to check.

    exists = path.exists()
    settings = read_settings(path) if exists else Settings(source=str(path))
    if any(old.finding == acceptance.finding and old.file == acceptance.file for old in settings.accepted):
        return settings
    before = path.read_bytes().decode("utf-8") if exists else ""
    text = (
        before + ("" if not before or before.endswith("\n") else "\n") + ("\n" if before else "") + _entry(acceptance)
    )
    try:
        made = settings_from(tomllib.loads(text.removeprefix("\ufeff")), str(path))
    except tomllib.TOMLDecodeError as error:
        said = Problem(
            "accepted",
            "已写成数组，续不上；请改写成 [[accepted]]",
            "is an array and cannot be added to; write it as [[accepted]]",
        )
        raise BadSettings(str(path), [said]) from error
    write_file(path.resolve(), text.encode())
    return made


def _entry(acceptance: Acceptance) -> str:
    file = "" if acceptance.file is None else f"file = {_quoted(acceptance.file)}\n"
    return (
        f"[[accepted]]\nfinding = {_quoted(acceptance.finding)}\n{file}"
        f"reason = {_quoted(acceptance.reason)}\ndate = {acceptance.date.isoformat()}\n"
    )


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, whose escapes are those of JSON but for one character."""
    clean = text.encode("utf-8", "replace").decode()
    return msgspec.json.encode(clean).decode().replace("\x7f", "\\u007f")
