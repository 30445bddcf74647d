"""Finds what is wrong in the vocabulary's data files, all of it at once: see `check_vocabulary`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from gouji.errors import DefinitionError
from gouji.vocabulary.accounts import CLASS, LENGTHS, parent_of
from gouji.vocabulary.compact import fold
from gouji.vocabulary.loader import Concept, Fund, Relation, concepts, funds, relations

_KINDS = {"sum": 1, "difference": 2, "at_most": 1, "rate": 2, "equal": 1, "adjustment": 2, "items": 1}


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """The data that is judged; what stands in the files unless a test says otherwise."""

    concepts: Mapping[str, Concept]
    relations: Mapping[str, Relation]
    funds: Mapping[str, Fund]
    basis: Collection[str]


def check_vocabulary(basis_ids: Collection[str]) -> None:
    """Raise DefinitionError with everything that is wrong in the data files."""
    found = list(
        problems(Vocabulary(concepts=concepts(), relations=relations(), funds=funds(), basis=frozenset(basis_ids)))
    )
    if found:
        raise DefinitionError(found)


def problems(vocabulary: Vocabulary) -> Iterator[str]:
    """Dangling references, ambiguous names and codes, empty definitions and cycles, one sentence each."""
    for concept in vocabulary.concepts.values():
        yield from _dangling(concept, vocabulary)
        yield from _definition(concept)
    yield from _ambiguous(vocabulary.concepts.values())
    yield from _compositions(vocabulary.concepts.values())
    yield from _codes(vocabulary.concepts.values())
    for relation in vocabulary.relations.values():
        yield from _relation(relation, vocabulary)
    made = {concept.id: {concept.base} for concept in vocabulary.concepts.values() if concept.base is not None}
    yield from (f"concepts: {concept} is made of itself" for concept in _cycles(made))
    parts: dict[str, set[str]] = {}
    for relation in vocabulary.relations.values():
        if relation.kind in ("sum", "at_most"):
            parts.setdefault(relation.whole, set()).update(relation.parts, relation.optional)
    yield from (f"relations: {concept} is a part of itself" for concept in _cycles(parts))


def _dangling(concept: Concept, vocabulary: Vocabulary) -> Iterator[str]:
    where = f"concepts: [{concept.id}]"
    if concept.source not in vocabulary.basis:
        yield f"{where}.source: no basis {concept.source!r}"
    if concept.fund and concept.fund not in vocabulary.funds:
        yield f"{where}.fund: no fund {concept.fund!r}"
    for member in (*concept.share_of, *([concept.within] if concept.within else [])):
        if member not in vocabulary.concepts:
            yield f"{where}: no concept {member!r}"
    # funds_total and project are rows of a form and no concepts of their own.
    if concept.base and concept.base not in vocabulary.concepts and concept.base not in ("funds_total", "project"):
        yield f"{where}.base: no concept {concept.base!r}"


_FILLER = re.compile(r"[\W_]|支出|费用?|的|是|指|经费|金额|人数|数")


def _definition(concept: Concept) -> Iterator[str]:
    said, name = (_FILLER.sub("", text) for text in (concept.definition, concept.zh))
    if not concept.definition.endswith("。"):
        yield f"concepts: [{concept.id}].definition: no sentence"
    elif not said or said in (name, name * 2) or len(said) < 2:
        yield f"concepts: [{concept.id}].definition: only repeats the name"


def _ambiguous(listed: Iterable[Concept]) -> Iterator[str]:
    """Names that sentences match belong to one concept; so do labels within a classification and a parent."""
    owner: dict[str, str] = {}
    labelled: dict[tuple[str, str, str], str] = {}
    for concept in listed:
        for name in dict.fromkeys(fold(name) for name in (*concept.names, *concept.bare)):
            if owner.setdefault(name, concept.id) != concept.id:
                yield f"concepts: {name!r} names {owner[name]} and {concept.id}"
        if not concept.labels:
            continue
        if concept.classification is None and concept.within is None:
            yield f"concepts: [{concept.id}].labels: without a classification or a whole they count nowhere"
            continue
        parent = concept.within or parent_of(concept.code or "") or ""
        for label in dict.fromkeys(fold(name) for name in (concept.zh, *concept.labels)):
            key = (concept.classification or "", parent, label)
            if labelled.setdefault(key, concept.id) != concept.id:
                yield f"concepts: {label!r} under {parent or 'the top'} labels {labelled[key]} and {concept.id}"


def _compositions(listed: Iterable[Concept]) -> Iterator[str]:
    """One concept for a base at a stage, level or fund."""
    owner: dict[tuple[str, str], str] = {}
    for concept in listed:
        if concept.base is None:
            continue
        key = (concept.base, concept.fund or concept.stage or concept.scope or "")
        if not key[1]:
            yield f"concepts: [{concept.id}].base: without a stage, scope or fund"
        elif owner.setdefault(key, concept.id) != concept.id:
            yield f"concepts: {owner[key]} and {concept.id} are both {key[0]} × {key[1]}"


def _codes(listed: Iterable[Concept]) -> Iterator[str]:
    """Each code once, as long as its classification has them, below a code that is here."""
    coded = [concept for concept in listed if concept.code or concept.suffix or concept.classification]
    owner: dict[tuple[str, str], str] = {}
    classes: dict[str, str] = {}
    for concept in coded:
        where = f"concepts: [{concept.id}]"
        if concept.classification is None or (concept.code is None) == (concept.suffix is None):
            yield f"{where}: a classification and either a code or a suffix go together"
            continue
        for code in [concept.code] if concept.code else [parent + (concept.suffix or "") for parent in concept.under]:
            if owner.setdefault((concept.classification, code), concept.id) != concept.id:
                yield f"concepts: code {code} is of {owner[concept.classification, code]} and {concept.id}"
            if classes.setdefault(code[:CLASS], concept.classification) != concept.classification:
                yield f"concepts: code {code} of {concept.id} is of a class of the other classification"
            if not code.isdigit() or len(code) not in LENGTHS[concept.classification]:
                yield f"{where}.code: {code!r} is no code of the {concept.classification} classification"
    present = {(concept.classification, concept.code) for concept in coded if concept.code}
    for classification, code in owner:
        if len(code) > CLASS and (classification, parent_of(code)) not in present:
            yield f"concepts: [{owner[classification, code]}]: no concept has the code {parent_of(code)} above {code}"


def _relation(relation: Relation, vocabulary: Vocabulary) -> Iterator[str]:
    where = f"relations: [{relation.id}]"
    if relation.basis not in vocabulary.basis:
        yield f"{where}.basis: no basis {relation.basis!r}"
    for member in (relation.whole, *relation.parts, *relation.optional):
        if member not in vocabulary.concepts:
            yield f"{where}: no concept {member!r}"
    if relation.kind not in _KINDS:
        yield f"{where}.kind: no kind {relation.kind!r}"
    elif len(relation.parts) < _KINDS[relation.kind] or (
        relation.kind not in ("sum", "adjustment") and relation.optional
    ):
        yield f"{where}: a {relation.kind} needs {_KINDS[relation.kind]} parts"


def _cycles(children: Mapping[str, Collection[str]]) -> Iterator[str]:
    """What can be reached from itself."""
    for start in children:
        seen: set[str] = set()
        todo = list(children[start])
        while todo:
            concept = todo.pop()
            if concept == start:
                yield concept
                break
            if concept not in seen:
                seen.add(concept)
                todo += children.get(concept, ())
