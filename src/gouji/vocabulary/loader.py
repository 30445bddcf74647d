"""Reads the vocabulary's TOML into records; the lexicon is built from them once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from gouji.errors import DefinitionError, DuplicateId

Unit = str


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a figure can be: see `concepts/*.toml`.

    `unit` is money, percent, count, any, or a unit as printed (人, 分). `base`, `stage` and `scope` say that the
    concept is another one at a budget stage or level; `share_of` names the part and the whole of a share; `group`
    is the file that it stands in (expenditure, revenue, staff …).
    """

    id: str
    zh: str
    names: tuple[str, ...]
    unit: Unit
    definition: str
    source: str
    bare: tuple[str, ...] = ()
    nature: str = ""
    base: str | None = None
    stage: str | None = None
    scope: str | None = None
    share_of: tuple[str, ...] = ()
    group: str = ""


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """How concepts tie: see `relations.toml`."""

    id: str
    kind: str
    whole: str
    parts: tuple[str, ...]
    basis: str
    optional: tuple[str, ...] = ()
    complete: bool = False


class ClaimForm(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement in words: see `claims.toml`."""

    id: str
    zh: str
    patterns: tuple[str, ...]
    refuted_by: tuple[str, ...] = ()


def _toml(*path: str) -> dict[str, Any]:
    """One data file of the vocabulary."""
    return tomllib.loads(files("gouji.vocabulary").joinpath(*path).read_text("utf-8"))


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by id, in the order of the files."""
    found: dict[str, Concept] = {}
    problems: list[str] = []
    folder = files("gouji.vocabulary").joinpath("concepts")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        for key, fields in _toml("concepts", entry.name).items():
            if key in found:
                problems.append(f"concepts/{entry.name}: [{key}] stands twice")
            try:
                group = entry.name.removesuffix(".toml")
                found[key] = msgspec.convert({"id": key, "group": group, **fields}, Concept)
            except msgspec.ValidationError as error:
                problems.append(f"concepts/{entry.name}: [{key}]: {error}")
    if problems:
        raise DuplicateId(problems)
    return found


@cache
def relations() -> dict[str, Relation]:
    """All relations by id."""
    return {key: msgspec.convert({"id": key, **fields}, Relation) for key, fields in _toml("relations.toml").items()}


@cache
def heading_roles() -> dict[str, tuple[str, ...]]:
    """Heading name -> its roles, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for role, fields in _toml("headings.toml").items():
        for name in fields["names"]:
            found[name] = (*found.get(name, ()), role)
    return found


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Class of relation words -> the words."""
    return {key: tuple(fields["words"]) for key, fields in _toml("words.toml").items()}


@cache
def claims() -> dict[str, ClaimForm]:
    """All claims by id."""
    return {key: msgspec.convert({"id": key, **fields}, ClaimForm) for key, fields in _toml("claims.toml").items()}


@cache
def by_base() -> dict[tuple[str, str], str]:
    """(base, stage or scope) -> the concept that they make together."""
    return {
        (concept.base, concept.stage or concept.scope or ""): concept.id
        for concept in concepts().values()
        if concept.base
    }


@cache
def parts_of(concept: str | None) -> frozenset[str]:
    """All concepts that the vocabulary knows as parts of a concept."""
    found: set[str] = set()
    for relation in relations().values():
        if relation.whole == concept and relation.kind in ("sum", "at_most"):
            found.update(relation.parts, relation.optional)
    return frozenset(found)


def check_vocabulary(basis_ids: frozenset[str]) -> None:
    """Raise DefinitionError with every dangling reference, ambiguous name and cycle in the data files."""
    problems = [
        f"concepts: [{c.id}].source: no basis {c.source!r}" for c in concepts().values() if c.source not in basis_ids
    ]
    owner: dict[str, str] = {}
    for concept in concepts().values():
        for name in (*concept.names, *concept.bare):
            if owner.setdefault(name, concept.id) != concept.id:
                problems.append(f"concepts: {name!r} names {owner[name]} and {concept.id}")
    for relation in relations().values():
        if relation.basis not in basis_ids:
            problems.append(f"relations: [{relation.id}].basis: no basis {relation.basis!r}")
        problems += [
            f"relations: [{relation.id}]: no concept {member!r}"
            for member in (relation.whole, *relation.parts, *relation.optional)
            if member not in concepts()
        ]
    problems += _cycles()
    if problems:
        raise DefinitionError(problems)


def _cycles() -> list[str]:
    """Concepts that are, through sums, parts of themselves."""
    children: dict[str, set[str]] = {}
    for relation in relations().values():
        if relation.kind == "sum":
            children.setdefault(relation.whole, set()).update(relation.parts, relation.optional)
    found = []
    for start in children:
        seen: set[str] = set()
        todo = list(children[start])
        while todo:
            concept = todo.pop()
            if concept == start:
                found.append(f"relations: {start} is a part of itself")
                break
            if concept not in seen:
                seen.add(concept)
                todo += children.get(concept, ())
    return found
