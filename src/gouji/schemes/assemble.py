"""Clauses put together: what belongs to one number, where steps start, what adds up and what excludes each other."""

from __future__ import annotations

from fractions import Fraction

from gouji.schemes.draft import Draft
from gouji.schemes.expressions import names
from gouji.schemes.program import (
    Cases,
    Choice,
    Computed,
    Named,
    Places,
    Program,
    Sum,
)
from gouji.schemes.records import (
    Award,
    Clause,
    Compared,
    Definition,
    Effect,
    Formula,
    Given,
    InRange,
    Item,
    Limit,
    NotApplicable,
    Note,
    Rank,
    Standard,
    Step,
    Test,
    Tier,
    Unread,
    Words,
)


def assemble(clauses: tuple[Clause, ...] | list[Clause], points: Fraction, *, inner: bool = False) -> Program:
    """The program of a sentence whose row has `points`."""
    from gouji.schemes.settle import settle

    draft = Draft(points)
    ordered = [c for c in clauses if isinstance(c, Definition)] + [c for c in clauses if not isinstance(c, Definition)]
    for i, clause in enumerate(ordered):
        _take(draft, clause, ordered, i)
    return settle(draft, inner=inner)


def _take(draft: Draft, clause: Clause, ordered: list[Clause], i: int) -> None:
    if isinstance(clause, Tier):
        draft.tier(clause)
    elif isinstance(clause, Step):
        draft.step(clause)
    elif isinstance(clause, Standard):
        _standard(draft, clause)
    elif isinstance(clause, Definition):
        draft.definitions[clause.name] = clause.expr
    elif isinstance(clause, Formula):
        expr = clause.expr
        defined = tuple((name, found) for name in names(expr) if (found := draft.definition(name)) is not None)
        before: tuple[tuple[Test, Award], ...] = ()
        if draft.parts and isinstance(draft.parts[-1], Cases):
            cases = draft.parts.pop()
            assert isinstance(cases, Cases)
            before = cases.cases
        draft.parts.append(Computed(expr=expr, before=before, definitions=defined))
    elif isinstance(clause, Limit):
        draft.limit(clause)
    elif isinstance(clause, Item):
        _item(draft, clause, ordered, i)
    elif isinstance(clause, Given):
        _given(draft, clause)
    elif isinstance(clause, Effect):
        draft.effects.append(clause)
    elif isinstance(clause, NotApplicable):
        draft.absent.append(clause)
    elif isinstance(clause, Rank):
        draft.parts.append(
            Places(name=clause.subject, first=clause.first, points=clause.points, full=max(clause.points))
        )
    elif isinstance(clause, Note):
        draft.notes.append(clause.text)
    elif isinstance(clause, Unread):
        draft.unread.append(clause.text)


def _standard(draft: Draft, clause: Standard) -> None:
    if isinstance(clause.test, InRange):
        draft.standard = clause.test
        draft.standards.append(clause.test)
    elif isinstance(clause.test, Compared):
        draft.compared = clause.test
    elif isinstance(clause.test, Words):
        draft.notes.append(clause.test.text)
    else:
        draft.unread.append("标准")


def _item(draft: Draft, clause: Item, ordered: list[Clause], i: int) -> None:
    draft.items.append(clause)
    if i + 1 < len(ordered) and isinstance(ordered[i + 1], Item):
        return
    items = tuple(draft.items)
    if all(item.points is None and not item.inner for item in items):
        return
    if any(item.points is None and not item.inner for item in items):
        draft.unread.append("部分事项没有分值")
        return
    inner = tuple(assemble(item.inner, Fraction(0), inner=True) if item.inner else None for item in items)
    if any(program is not None and (program.unread or not program.points) for program in inner):
        draft.unread += [
            item.text
            for item, program in zip(items, inner, strict=True)
            if program and (program.unread or not program.points)
        ]
        return
    total = sum(
        (item.points if item.points is not None else program.points if program else Fraction(0))
        for item, program in zip(items, inner, strict=True)
    )
    draft.parts.append(Sum(items=items, inner=inner, full=Fraction(total)))


def _given(draft: Draft, clause: Given) -> None:
    last = draft.parts[-1] if draft.parts else None
    if isinstance(last, Choice) and len(last.cases) == 1 and last.cases[0][1].kind in ("points", "full"):
        text, award = last.cases[0]
        full = award.value if award.kind == "points" else None
        draft.parts[-1] = Named(text=text, full=full)
        return
    draft.parts.append(Named(text=clause.text, full=clause.points))
