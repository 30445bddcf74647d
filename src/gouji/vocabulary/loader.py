"""Reads the vocabulary's TOML into records; the lexicon is built from them once a process."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from gouji.errors import DuplicateId

Unit = str
Classification = Literal["economic", "functional"]


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a figure can be: see `concepts/*.toml`.

    `names` count anywhere in a text, `bare` names where nothing else can be meant, `labels` only as the whole label
    of a row or column: in a table of the concept's classification, or under the heading of the concept `within` which
    it is a part. `unit` is money, percent, count, any, or a unit as printed (人, 分). `base` with `stage`, `scope` or
    `fund` says that the concept is another one at a budget stage, at a level or of one fund; `fund` without `base`,
    that the concept is of that fund by definition. `share_of` names the part and the whole of a share. `code` is its
    place in a `classification` of expenditure; an item that many groups have (行政运行) has the last two digits as its
    `suffix` instead, and `under` the groups known to have it. `group` is the file that it stands in (expenditure,
    revenue, staff …).
    """

    id: str
    zh: str
    unit: Unit
    definition: str
    source: str
    names: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    nature: str = ""
    base: str | None = None
    stage: str | None = None
    scope: str | None = None
    fund: str | None = None
    share_of: tuple[str, ...] = ()
    within: str | None = None
    classification: Classification | None = None
    code: str | None = None
    suffix: str | None = None
    under: tuple[str, ...] = ()
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


class Fund(msgspec.Struct, frozen=True, kw_only=True):
    """Where money comes from: see `funds.toml`."""

    id: str
    zh: str
    names: tuple[str, ...]


class ClaimForm(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement in words: see `claims.toml`."""

    id: str
    zh: str
    patterns: tuple[str, ...]
    refuted_by: tuple[str, ...] = ()


def _toml(*path: str) -> dict[str, Any]:
    """One data file of the vocabulary."""
    return tomllib.loads(files("gouji.vocabulary").joinpath(*path).read_text("utf-8"))


# Files whose concepts no sentence names: only tables by classification need them, and reading them takes time.
_ACCOUNTS = ("economic", "functional")


class _Concepts(Mapping[str, Concept]):
    """All concepts by id; the items of the classifications are read when one of them is asked for."""

    def __getitem__(self, key: str) -> Concept:
        found = named_concepts().get(key)
        return found if found is not None else _accounts()[key]

    def __contains__(self, key: object) -> bool:
        return key in named_concepts() or key in _accounts()

    def get(self, key: str, default: Any = None) -> Any:
        if not key:
            return default
        found = named_concepts().get(key)
        return found if found is not None else _accounts().get(key, default)

    def __iter__(self) -> Iterator[str]:
        yield from named_concepts()
        yield from _accounts()

    def __len__(self) -> int:
        return len(named_concepts()) + len(_accounts())


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts by id, in the order of the files; those of the classifications come last."""
    return _Concepts()


@cache
def named_concepts() -> dict[str, Concept]:
    """The concepts that sentences and forms can name."""
    folder = files("gouji.vocabulary").joinpath("concepts")
    listed = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir())
    return _read_groups([group for group in listed if group not in _ACCOUNTS], {})


@cache
def _accounts() -> dict[str, Concept]:
    return _read_groups(_ACCOUNTS, named_concepts())


def _read_groups(groups: Iterable[str], known: Mapping[str, Concept]) -> dict[str, Concept]:
    """The concepts of some files; what a file says before its first concept holds for all of them."""
    found: dict[str, Concept] = {}
    problems: list[str] = []
    for group in groups:
        data = _toml("concepts", f"{group}.toml")
        common = {key: value for key, value in data.items() if not isinstance(value, dict)}
        for key, fields in data.items():
            if key in common:
                continue
            if key in found or key in known:
                problems.append(f"concepts/{group}.toml: [{key}] stands twice")
            try:
                found[key] = msgspec.convert({"id": key, "group": group, **common, **fields}, Concept)
            except msgspec.ValidationError as error:
                problems.append(f"concepts/{group}.toml: [{key}]: {error}")
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
def funds() -> dict[str, Fund]:
    """All funds by id."""
    return {key: msgspec.convert({"id": key, **fields}, Fund) for key, fields in _toml("funds.toml").items()}


@cache
def by_base() -> dict[tuple[str, str], str]:
    """(base, stage or scope) -> the concept that they make together."""
    return {
        (concept.base, concept.stage or concept.scope or ""): concept.id
        for concept in named_concepts().values()
        if concept.base and not concept.fund
    }


@cache
def by_fund() -> dict[tuple[str, str], str]:
    """(base, fund) -> the concept that they make together: 支出合计 of 一般公共预算."""
    return {
        (concept.base, concept.fund): concept.id
        for concept in named_concepts().values()
        if concept.base and concept.fund
    }


@cache
def shares() -> dict[str, str]:
    """Concept -> the concept of its share (基本支出 -> 基本支出占比)."""
    return {concept.share_of[0]: concept.id for concept in named_concepts().values() if concept.share_of}


@cache
def parts_of(concept: str | None) -> frozenset[str]:
    """All concepts that the vocabulary knows as parts of a concept."""
    found: set[str] = set()
    for relation in relations().values():
        if relation.whole == concept and relation.kind in ("sum", "at_most"):
            found.update(relation.parts, relation.optional)
    return frozenset(found)
