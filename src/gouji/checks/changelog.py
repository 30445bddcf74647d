"""What came, changed and went with each ruleset, from `changelog.toml`: the newest first."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from gouji.model import Text


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check that answers otherwise than before, and how; reports may get other findings."""

    check: str
    zh: str
    en: str


class Ruleset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ruleset: its id, the version of Gouji that it came with, and the checks concerned, by id."""

    id: str
    version: str
    zh: str
    en: str
    added: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    retired: tuple[str, ...] = ()

    @property
    def about(self) -> Text:
        """The ruleset in a sentence."""
        return Text(self.zh, self.en)


@cache
def rulesets() -> tuple[Ruleset, ...]:
    """All rulesets, the newest first."""
    data = tomllib.loads(files("gouji.checks").joinpath("changelog.toml").read_text("utf-8"))
    return msgspec.convert(data["ruleset"], tuple[Ruleset, ...])
