"""Words one of which must stand in a text for a pattern to occur there: most patterns of wording occur nowhere.

They are read off the pattern itself, so that a pattern and its needles cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

try:  # The parser of regular expressions is no public door; without it every text is searched, which is only slower.
    from re import _constants as _codes  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

Needles = tuple[tuple[frozenset[str], ...], ...]
"""The alternatives of a pattern; each with sets of words, and a word of every set must stand in the text."""

_MOST = 64
_CLASS = 12
_SETS = 2


@cache
def needles(pattern: re.Pattern[str]) -> Needles | None:
    """The words without which a pattern occurs nowhere; None when an alternative of it needs no word."""
    if _parser is None or pattern.flags & re.IGNORECASE:
        return None
    items = list(_parser.parse(pattern.pattern, pattern.flags))
    while len(items) == 1 and items[0][0] is _codes.SUBPATTERN and not items[0][1][1]:
        items = list(items[0][1][-1])
    branches = items[0][1][1] if len(items) == 1 and items[0][0] is _codes.BRANCH else [items]
    found = tuple(tuple(sorted(_sets(branch), key=_likeliness)[:_SETS]) for branch in branches)
    return found if all(found) else None


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The rarest set among those of the parts."""
    return min(_sets(items), key=_likeliness, default=None)


def _sets(items: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """The sets of the parts that all must match, one after the other."""
    found: list[frozenset[str]] = []
    run = ""
    for code, value in items:
        if code is _codes.LITERAL:
            run += chr(value)
            continue
        found += [frozenset({run})] if run else []
        run = ""
        part = _of_item(code, value)
        found += [part] if part else []
    found += [frozenset({run})] if run else []
    return found


def _of_item(code: Any, value: Any) -> frozenset[str] | None:
    if code is _codes.SUBPATTERN:
        # (?i:...) says that its letters stand for others too.
        return None if value[1] else _of_sequence(value[-1])
    if code is _codes.ASSERT:
        return _of_sequence(value[1])
    if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT):
        least, _, inner = value
        return _of_sequence(inner) if least else None
    if code is _codes.ATOMIC_GROUP:
        return _of_sequence(value)
    if code is _codes.BRANCH:
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    return _of_class(value) if code is _codes.IN else None


def _of_class(members: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The signs of a class of few: [：:], [0-9]."""
    signs: list[int] = []
    for kind, value in members:
        if kind is _codes.LITERAL:
            signs.append(value)
        elif kind is _codes.RANGE and value[1] - value[0] < _CLASS:
            signs += range(value[0], value[1] + 1)
        else:
            return None
    return frozenset(map(chr, signs)) if len(signs) <= _CLASS else None


def _of_branches(branches: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    known = [branch for branch in branches if branch is not None]
    together = frozenset[str]().union(*known)
    return together if len(known) == len(branches) and len(together) <= _MOST else None


def _likeliness(words: frozenset[str]) -> tuple[int, int]:
    """Longer and fewer words are rarer."""
    return -min(map(len, words)), len(words)
