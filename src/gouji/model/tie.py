"""Ties 勾稽关系: equations and inequalities between facts, and the graph that they form."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from gouji.model.document import Span

Operator = Literal["=", "<="]
State = Literal["closed", "rounding", "broken", "open"]
OriginKind = Literal["vocabulary", "statement", "table", "scheme", "previous"]


class Term(msgspec.Struct, frozen=True, gc=False):
    """A coefficient times the product of facts (by id); no fact at all makes a constant."""

    coefficient: Decimal
    facts: tuple[int, ...] = ()


class Origin(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Why we hold that the tie must close: `ref` is the relation, statement kind or table shape."""

    kind: OriginKind
    ref: str
    basis: tuple[str, ...] = ()
    span: Span | None = None


class Tie(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """`left operator right`, judged on the intervals of the printed figures.

    `kind` is the family (sum, part, difference, share, change, rate, average, same, points, scores, score_bound …).
    `certain`: a break proves an error; otherwise something unmentioned could explain it. `slack` is what the
    right side may be off by, because one of its figures was itself rounded. `left_nominal` and `right_nominal`
    are the sides computed from the printed values, in base units; None where a figure has no single value.
    `missing` names what an open tie lacks, as concept ids or words. `doubtful`: the tie is broken as nobody errs, so
    that a sentence was rather read wrongly than a figure written wrongly.
    """

    id: int
    kind: str
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]
    origin: Origin
    state: State
    certain: bool = True
    slack: Decimal = Decimal(0)
    left_nominal: Decimal | None = None
    right_nominal: Decimal | None = None
    missing: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def facts(self) -> tuple[int, ...]:
        """The ids of all facts in the tie, left side first."""
        return tuple(fact for term in self.left + self.right for fact in term.facts)


class TieGraph(msgspec.Struct, frozen=True, kw_only=True):
    """All ties of a report; `by_fact[id]` are the ids of the ties that touch a fact."""

    ties: tuple[Tie, ...]
    by_fact: tuple[tuple[int, ...], ...]

    def of_kind(self, *kinds: str) -> list[Tie]:
        """The ties of some families, in order."""
        return [tie for tie in self.ties if tie.kind in kinds]

    def touching(self, fact: int, *states: State) -> list[Tie]:
        """The ties that a fact takes part in, of the given states (all when none is given)."""
        ties = (self.ties[i] for i in self.by_fact[fact])
        return [tie for tie in ties if not states or tie.state in states]

    def coverage(self) -> dict[str, int]:
        """How many figures there are, how many a closed tie touches, a broken one touches, and neither."""
        closed = {f for tie in self.ties if tie.state in ("closed", "rounding") for f in tie.facts}
        broken = {f for tie in self.ties if tie.state == "broken" for f in tie.facts}
        return {
            "figures": len(self.by_fact),
            "tied": len(closed - broken),
            "contradicted": len(broken),
            "untied": len(self.by_fact) - len(closed | broken),
        }
