"""Finds all names and relation words of the vocabulary in one pass over a compact text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

import msgspec

from gouji.vocabulary.compact import fold
from gouji.vocabulary.loader import heading_roles, named_concepts, words

EntryKind = Literal["concept", "bare", "word"]
_LEVEL: tuple[EntryKind, str] = ("word", "headquarters")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A name found: `value` is a concept id, or the class of a relation word. Offsets are into the compact text."""

    kind: EntryKind
    value: str
    start: int
    end: int


def find_names(compact_text: str) -> Iterator[Hit]:
    """Concept names and relation words, leftmost longest first, without overlap."""
    starts, lengths, entries = _automaton()
    end = 0
    for match in starts.finditer(compact_text):
        start = match.start()
        if start < end:
            continue
        for length in lengths.get(compact_text[start : start + 2]) or lengths.get(compact_text[start], ()):
            name = compact_text[start : start + length]
            found = entries.get(name)
            if found is None:
                continue
            if found[0] == _LEVEL and _name_inside(compact_text, start, start + len(name)):
                break
            end = start + len(name)
            for kind, value in found:
                yield Hit(kind, value, start, end)
            break


def _name_inside(text: str, start: int, end: int) -> bool:
    """Whether a name begins in the last letters of a level: 机关运行经费 in 商务局机关运行经费, not 局机关."""
    _, lengths, entries = _automaton()
    return any(
        text[inner : inner + length] in entries
        for inner in range(start + 1, end)
        for length in lengths.get(text[inner : inner + 2], ())
        if end < inner + length <= len(text)
    )


def concept_named(name: str) -> str | None:
    """The concept whose name this is, as a whole."""
    return _whole_names().get(fold(name))


def bare_named(name: str) -> str | None:
    """The concept that a short name has where nothing else can be meant (收入, 支出)."""
    return _bare_names().get(fold(name))


@cache
def _bare_names() -> dict[str, str]:
    return {fold(name): concept.id for concept in named_concepts().values() for name in concept.bare}


@cache
def _whole_names() -> dict[str, str]:
    # What is printed as a name counts before what a concept is called here: 固定资产 alone is its book value.
    found: dict[str, str] = {}
    for concept in named_concepts().values():
        for name in concept.names:
            found.setdefault(fold(name), concept.id)
    for concept in named_concepts().values():
        found.setdefault(fold(concept.zh), concept.id)
    return found


_TRAILER = re.compile(r"\([^()]*\)$|[:]$")


# Labels come from documents: what is kept of them must not grow with their number.
@lru_cache(maxsize=8192)
def roles_of(heading: str) -> tuple[str, ...]:
    """The roles of a heading in a form, () when it is none; brackets at its end do not count."""
    roles = _heading_names()
    name = fold(heading)
    while name:
        if name in roles:
            return roles[name]
        shorter = _TRAILER.sub("", name)
        if shorter == name:
            return ()
        name = shorter
    return ()


@cache
def _heading_names() -> dict[str, tuple[str, ...]]:
    return {fold(name): roles for name, roles in heading_roles().items()}


Entries = dict[str, list[tuple[EntryKind, str]]]


@cache
def _automaton() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]], Entries]:
    """Where a name may start, the lengths of names by their first two letters, longest first, and all names.

    One pattern for all names would be quicker to match and ten times as slow to build, and it grows with them.
    """
    entries: Entries = {}
    for concept in named_concepts().values():
        for name in concept.names:
            entries.setdefault(fold(name), []).append(("concept", concept.id))
        for name in concept.bare:
            entries.setdefault(fold(name), []).append(("bare", concept.id))
    for kind, listed in words().items():
        for word in listed:
            entries.setdefault(fold(word), []).append(("word", kind))
    lengths: dict[str, set[int]] = {}
    for name in entries:
        lengths.setdefault(name[:2], set()).add(len(name))
    single = [name for name in entries if len(name) == 1]
    for pair, found in lengths.items():
        if pair[0] in single:
            found.add(1)
    pairs = [name for name in entries if len(name) > 1]
    pattern = f"{_any(name[0] for name in pairs)}(?={_any(name[1] for name in pairs)})"
    if single:
        pattern += f"|{_any(single)}"
    ordered = {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}
    return re.compile(pattern), ordered, entries


def _any(letters: Iterable[str]) -> str:
    """A pattern for one of some letters."""
    return f"[{''.join(map(re.escape, sorted(set(letters))))}]"
