"""Paragraphs of prose: sentence patterns drawn by theme, joined as a clerk would."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from gouji.testing.page import Page

_THEMES = ("unit", "expenditure", "budget", "sangong", "projects", "assets", "work")
_CHINESE = "一二三四五六七八九十"


class Pattern(NamedTuple):
    """A sentence in the language of `Page.choose`, and the conditions under which it can be written."""

    name: str
    theme: str
    text: str
    needs: tuple[str, ...]


@cache
def patterns() -> dict[str, Pattern]:
    """All sentence patterns by name, theme before the name: expenditure.total_by_kind."""
    found: dict[str, Pattern] = {}
    for theme in _THEMES:
        text = resources.files("gouji.testing").joinpath(f"patterns/{theme}.toml").read_text("utf-8")
        for name, entry in tomllib.loads(text).items():
            full = f"{theme}.{name}"
            found[full] = Pattern(full, theme, entry["text"], tuple(entry.get("needs", ())))
    return found


class Author:
    """Writes headings and paragraphs on a page; no pattern twice in a report."""

    def __init__(self, page: Page):
        self.page, self.rng = page, page.rng
        self._used: set[str] = set()
        self._numbers = [0, 0, 0]

    def heading(self, title: str, level: int = 1) -> None:
        """A numbered heading of level 1 to 3."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (3 - level)
        number = self._numbers[level - 1]
        label = {1: f"{numeral(number)}、", 2: f"（{numeral(number)}）", 3: f"{number}."}[level]
        self.page.line(label + title, "heading", level)

    def possible(self, themes: Iterable[str]) -> list[Pattern]:
        """The patterns of some themes (or of exact names) that hold and are not used yet."""
        wanted = tuple(themes)
        return [
            pattern
            for pattern in patterns().values()
            if pattern.name not in self._used
            and (pattern.theme in wanted or pattern.name in wanted)
            and all(self.page.quantities.holds(need) for need in pattern.needs)
        ]

    def paragraphs(self, *themes: str, count: int) -> None:
        """So many sentences of some themes, each its own paragraph."""
        found = self.possible(themes)
        for pattern in self.rng.sample(found, min(count, len(found))):
            self._used.add(pattern.name)
            self.page.line(pattern.text, pattern.name)

    def line(self, text: str, name: str, level: int = 0, **says: Any) -> None:
        """A paragraph of a template that belongs to one form."""
        self.page.line(text, name, level, **says)


def numeral(number: int) -> str:
    """A number up to 19 in Chinese numerals."""
    return _CHINESE[number - 1] if number <= 10 else "十" + (_CHINESE[number - 11])
