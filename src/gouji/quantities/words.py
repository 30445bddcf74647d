"""Words of limit and doubt around a figure (不低于, 约, 以上), and phrases whose numerals are no figures."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from gouji.quantities.numerals import ALL

_DATA = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_BEFORE_OP = {w: op for op in ("ge", "gt", "le", "lt", "about", "near") for w in _DATA["before"][op]}
_BETWEEN = _DATA["before"]["between"]
_NOT_AFTER: dict[str, str] = _DATA["before"]["not_after"]
_STEPS = tuple(_DATA["before"]["steps"])
_AFTER_OP = {w: op for op in ("ge", "gt", "le", "lt", "about") for w in _DATA["after"][op]}
_NOT_BEFORE: dict[str, str] = _DATA["after"]["not_before"]

# The last character before a figure tells in one look-up whether a word of limit can stand there.
BEFORE_LAST = frozenset({w[-1] for w in _BEFORE_OP} | set(_BETWEEN))
AFTER_FIRST = frozenset({w[0] for w in _AFTER_OP})
_BEFORE = re.compile(rf"(?:({_longest_first(list(_BEFORE_OP))})) *[{_BETWEEN}]? *\Z")
_AFTER = re.compile(rf" *({_longest_first(list(_AFTER_OP))})")
_REACH = 12


def limit_before(text: str, at: int) -> tuple[str, int] | None:
    """The operation of the word of limit that ends at `at`, and where the word begins; None when there is none."""
    found = _BEFORE.search(text, max(0, at - _REACH), at)
    if found is None:
        return None
    word = found[1]
    start = found.start()
    previous = text[start - 1] if start else ""
    if previous and previous in _NOT_AFTER.get(word, ""):
        return None
    if previous and text.endswith(_STEPS, 0, start):
        return "step", start
    return _BEFORE_OP[word], start


def limit_after(text: str, at: int) -> tuple[str, int, int] | None:
    """The operation of the word of limit that follows at `at`, with the start and end of the word."""
    found = _AFTER.match(text, at)
    if found is None:
        return None
    word = found[1]
    following = text[found.end() : found.end() + 1]
    if following and following in _NOT_BEFORE.get(word, ""):
        return None
    return _AFTER_OP[word], found.start(1), found.end()


_PHRASES: dict[str, list[tuple[int, str]]] = {}
for _group in _DATA["phrases"].values():
    for _phrase in _group:
        _offset = next((i for i, c in enumerate(_phrase) if c in ALL), 0)
        _PHRASES.setdefault(_phrase[_offset], []).append((_offset, _phrase))


def in_phrase(text: str, at: int) -> bool:
    """Whether the Chinese numeral at `at` opens (or stands in) a fixed phrase: 八项规定, 一次性."""
    return any(text.startswith(phrase, at - offset) for offset, phrase in _PHRASES.get(text[at], ()) if at >= offset)
