"""Ties that the vocabulary knows: sums, differences, limits and rates between concepts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from gouji.model import Breakdown, Fact, Report, Term, year_of
from gouji.ties.index import Index
from gouji.ties.judge import HUNDRED, ONE, Ties, origin, terms
from gouji.ties.same import agree, stage_of
from gouji.vocabulary import Relation, relations


def add_relations(ties: Ties, report: Report, index: Index) -> None:
    """Every relation where its members stand together; else once, over the undisputed values of the report."""
    siblings = _siblings(ties.facts, report)
    listed = {s.whole: s.parts for s in report.statements if isinstance(s, Breakdown) and s.shape == "prose"}
    for relation in relations().values():
        if relation.kind == "items":
            _add_items(ties, report, index, relation)
            continue
        done = False
        for whole in index.by_concept.get(relation.whole, ()):
            beside = _Beside(listed.get(whole.id, ()), siblings)
            done = _add_beside(ties, index, relation, whole, beside) or done
        if not done:
            _add_apart(ties, index, relation)


def _siblings(facts: Sequence[Fact], report: Report) -> set[frozenset[int]]:
    """Pairs of figures that the text itself sets side by side, as parts that add up to their whole.

    编制115人，其中参公编制71人、事业编制44人: here the one is no part of the other, whatever the words mean elsewhere.
    """
    found: set[frozenset[int]] = set()
    for said in report.statements:
        if isinstance(said, Breakdown) and _add_up(facts[said.whole], [facts[part] for part in said.parts]):
            found.update(map(frozenset, combinations(said.parts, 2)))
    return found


class _Beside(NamedTuple):
    """What the text itself says of a whole: the parts that it lists, and figures that stand side by side."""

    listed: tuple[int, ...]
    siblings: set[frozenset[int]]


def _add_beside(ties: Ties, index: Index, relation: Relation, whole: Fact, said: _Beside) -> bool:
    """The relation within one frame; False when not all of its members stand there.

    What the sentence lists beside the known parts is a part too: 编制68名，其中行政31名、工勤2名、事业35名.
    """
    parts = [index.beside(concept, whole) for concept in relation.parts]
    if any(part is None for part in parts):
        return False
    if relation.kind == "at_most" and any(part and frozenset((whole.id, part.id)) in said.siblings for part in parts):
        return True
    optional = [fact for c in relation.optional if (fact := index.beside(c, whole)) is not None]
    known = [p for p in parts if p is not None]
    if relation.kind == "sum" and not relation.complete and {p.id for p in known} <= set(said.listed):
        unknown = (ties.facts[i] for i in said.listed)
        optional += [f for f in unknown if f not in known and f not in optional and not _counts(relation, f)]
    _add(ties, relation, whole, known, optional)
    return True


def _counts(relation: Relation, fact: Fact) -> bool:
    """Whether a fact is of the whole or of its parts: said again, or of another level, it is no part beside them."""
    return fact.concept in (relation.whole, *relation.parts)


def _add_apart(ties: Ties, index: Index, relation: Relation) -> None:
    """The relation over the report, once a fund, where nothing disputes any of its members; else an open tie."""
    wholes: dict[str | None, Fact] = {}
    for whole in index.by_concept.get(relation.whole, ()):
        if not wholes or whole.fund is not None:
            wholes.setdefault(whole.fund, whole)
    for number, whole in enumerate(wholes.values()):
        if index.undisputed(relation.whole, whole) is None:
            continue
        parts = [index.undisputed(concept, whole) for concept in relation.parts]
        present = [part for part in parts if part is not None]
        if len(present) == len(parts):
            optional = [fact for c in relation.optional if (fact := index.undisputed(c, whole)) is not None]
            _add(ties, relation, whole, present, optional)
        elif present and number == 0:
            missing = tuple(c for c, part in zip(relation.parts, parts, strict=True) if part is None)
            source = origin("vocabulary", relation.id, None, relation.basis)
            kind = _KINDS[relation.kind]
            ties.add(kind, terms([whole.id]), "=", terms(f.id for f in present), source, missing=missing)


_KINDS = {
    "sum": "sum",
    "difference": "difference",
    "at_most": "part",
    "rate": "rate",
    "equal": "equal",
    "adjustment": "adjustment",
}


def _add(ties: Ties, relation: Relation, whole: Fact, parts: list[Fact], optional: list[Fact]) -> None:
    source = origin("vocabulary", relation.id, None, relation.basis)
    kind = _KINDS[relation.kind]
    one = terms([whole.id])
    if relation.kind == "sum":
        members = parts if _add_up(whole, parts) else parts + optional
        if not relation.complete and _divide_another(ties, whole, members):
            return
        total = sum(fact.quantity.value or 0 for fact in members)
        exceeded = whole.quantity.value is not None and total > whole.quantity.value
        # 其中工资福利支出a万元、商品和服务支出b万元: less than the whole, and no other class is spoken of.
        untold = not (relation.complete or exceeded or optional or _add_up(whole, parts))
        missing = relation.optional if untold else ()
        certain = relation.complete or exceeded
        ties.add(kind, one, "=", terms(f.id for f in members), source, certain=certain, missing=missing)
    elif relation.kind == "adjustment":
        # 年初预算a万元，上年结转b万元，追加c万元，全年预算d万元: what was brought forward may count or not.
        members = parts if _add_up(whole, parts) else parts + optional
        ties.add(kind, one, "=", terms(f.id for f in members), source)
    elif relation.kind == "difference":
        ties.add(kind, one, "=", terms([parts[0].id]) + terms([parts[1].id], -ONE), source)
    elif relation.kind == "at_most":
        ties.add(kind, terms([parts[0].id]), "<=", one, source)
    elif relation.kind == "rate":
        ties.add(kind, terms([parts[0].id], HUNDRED), "=", (Term(ONE, (whole.id, parts[1].id)),), source)
    else:
        ties.add(kind, one, "=", terms([parts[0].id]), source)


def _divide_another(ties: Ties, whole: Fact, parts: list[Fact]) -> bool:
    """Whether the parts are rather those of another amount beside the whole: 按经济分类 divides total spending too."""
    if _add_up(whole, parts):
        return False
    frames = {fact.frame for fact in (whole, *parts)}
    money = (f for f in ties.facts if f.quantity.unit == "元" and year_of(f) == year_of(whole))
    beside = (f for f in money if f.frame in frames or f.concept == "total_expenditure")
    return any(_add_up(other, parts) for other in beside if other.id != whole.id and other not in parts)


def _add_up(whole: Fact, parts: list[Fact]) -> bool:
    """Whether parts alone can be the whole, as far as the printed digits say; an optional part is then none of it."""
    bounds = [(fact.quantity.low, fact.quantity.high) for fact in (whole, *parts)]
    if any(low is None or high is None for low, high in bounds):
        return False
    low = sum(low for low, _ in bounds[1:] if low is not None)
    high = sum(high for _, high in bounds[1:] if high is not None)
    return (bounds[0][1] or 0) >= low and (bounds[0][0] or 0) <= high


def _add_items(ties: Ties, report: Report, index: Index, relation: Relation) -> None:
    """A total against its items, one a subject; items listed under headings of their own are all items."""
    items: dict[str, Fact] = {}
    for fact in index.by_concept.get(relation.parts[0], ()):
        items.setdefault(fact.subject, fact)
    facts = list(items.values())
    if len(facts) < 2:
        return
    whole = _whole_of_items(report, index, relation.whole, facts)
    if whole is None:
        return
    source = origin("vocabulary", relation.id, None, relation.basis)
    total = sum(fact.quantity.value or 0 for fact in facts)
    short = whole.quantity.value is not None and total < whole.quantity.value
    listed = all(_announced(report, fact) for fact in facts)
    state_missing = () if listed or not short or _meets(whole, facts) else ("other_items",)
    ties.add(
        "items",
        terms([whole.id]),
        "=",
        terms(f.id for f in facts),
        source,
        certain=not short,
        missing=state_missing,
    )


def _meets(whole: Fact, facts: list[Fact]) -> bool:
    """Whether the printed digits admit that the items are the whole."""
    high = sum((fact.quantity.high or fact.quantity.value or 0) for fact in facts)
    return whole.quantity.low is not None and whole.quantity.low <= high


def _announced(report: Report, fact: Fact) -> bool:
    """Whether the item has a heading of its own."""
    return any(
        section.body.start <= fact.span.start < section.body.end and fact.subject and fact.subject in section.title
        for section in report.sections
    )


def _whole_of_items(report: Report, index: Index, concept: str, items: list[Fact]) -> Fact | None:
    """The total that the items are of: the one in the section that holds them, else the only one there is."""
    first = (year_of(items[0]), stage_of(items[0]))
    wholes = [f for f in index.by_concept.get(concept, ()) if (year_of(f), stage_of(f)) == first and not f.subject]
    if not wholes:
        return None
    for section in reversed(report.sections):
        inside = [f for f in (*items, *wholes) if section.body.start <= f.span.start < section.body.end]
        held = [f for f in wholes if f in inside]
        if held and all(item in inside for item in items):
            return held[-1] if all(agree(held[0], f) for f in held[1:]) else None
    return wholes[0] if all(agree(wholes[0], fact) for fact in wholes[1:]) else None
