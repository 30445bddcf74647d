"""Finds all names and relation words of the vocabulary in one pass over a compact text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import msgspec

from gouji.vocabulary.compact import fold
from gouji.vocabulary.loader import heading_roles, named_concepts, words

EntryKind = Literal["concept", "bare", "word"]


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A name found: `value` is a concept id, or the class of a relation word. Offsets are into the compact text."""

    kind: EntryKind
    value: str
    start: int
    end: int


def find_names(compact_text: str) -> Iterator[Hit]:
    """Concept names and relation words, leftmost longest first, without overlap."""
    pattern, entries = _automaton()
    for match in pattern.finditer(compact_text):
        for kind, value in entries[match.group()]:
            yield Hit(kind, value, match.start(), match.end())


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
    found: dict[str, str] = {}
    for concept in named_concepts().values():
        for name in (concept.zh, *concept.names):
            found.setdefault(fold(name), concept.id)
    return found


_TRAILER = re.compile(r"\([^()]*\)$|[:]$")


@cache
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


@cache
def _automaton() -> tuple[re.Pattern[str], dict[str, list[tuple[EntryKind, str]]]]:
    """One pattern for all names, as a tree of their letters, so that its cost does not grow with their number."""
    entries: dict[str, list[tuple[EntryKind, str]]] = {}
    for concept in named_concepts().values():
        for name in concept.names:
            entries.setdefault(fold(name), []).append(("concept", concept.id))
        for name in concept.bare:
            entries.setdefault(fold(name), []).append(("bare", concept.id))
    for kind, listed in words().items():
        for word in listed:
            entries.setdefault(fold(word), []).append(("word", kind))
    tree: dict[str, Any] = {}
    for name in entries:
        node = tree
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(_pattern(tree)), entries


def _pattern(node: dict[str, Any]) -> str:
    """The regular expression of a tree, longest match first."""
    branches = [re.escape(letter) + _pattern(child) for letter, child in sorted(node.items()) if letter]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" in node:
        return f"(?:{body})?"
    return body
