"""Judges one tie on the intervals of its figures, and collects ties without repeating any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from gouji.model import Fact, Origin, Span, State, Term, Tie
from gouji.model.tie import Operator, OriginKind
from gouji.ties.interval import side_interval, side_nominal

ONE, HUNDRED = Decimal(1), Decimal(100)
# Kinds in which a figure is computed by division: the printed result is rounded by nature.
QUOTIENTS = ("share", "change", "rate", "average", "rate_score")


def terms(ids: Iterable[int], coefficient: Decimal = ONE) -> tuple[Term, ...]:
    """One term a fact."""
    return tuple(Term(coefficient, (index,)) for index in ids)


def origin(kind: OriginKind, ref: str, span: Span | None = None, *basis: str) -> Origin:
    """An origin in one line."""
    return Origin(kind=kind, ref=ref, span=span, basis=basis)


class Ties:
    """The ties of a report in the making; the same tie from two origins is kept once, the first one."""

    def __init__(self, facts: Sequence[Fact]):
        self.facts = facts
        self.made: list[Tie] = []
        self._seen: dict[tuple[str, frozenset[int], frozenset[int]], int] = {}

    def add(
        self,
        kind: str,
        left: tuple[Term, ...],
        operator: Operator,
        right: tuple[Term, ...],
        origin: Origin,
        *,
        certain: bool = True,
        slack: Decimal = Decimal(0),
        missing: tuple[str, ...] = (),
    ) -> Tie | None:
        """Judge and keep a tie; None when it stood there already."""
        key = (kind, _members(left), _members(right))
        if key in self._seen or (kind != "change" and _members(left) & _members(right)):
            return None
        state, lost = judge(self.facts, kind, left, operator, right, slack) if not missing else ("open", missing)
        tie = Tie(
            id=len(self.made),
            kind=kind,
            left=left,
            operator=operator,
            right=right,
            origin=origin,
            state=state,
            certain=certain,
            slack=slack,
            left_nominal=side_nominal(left, self.facts),
            right_nominal=side_nominal(right, self.facts),
            missing=lost,
        )
        self._seen[key] = tie.id
        self.made.append(tie)
        return tie


def _members(side: tuple[Term, ...]) -> frozenset[int]:
    return frozenset(index for term in side for index in term.facts)


def judge(
    facts: Sequence[Fact],
    kind: str,
    left: tuple[Term, ...],
    operator: Operator,
    right: tuple[Term, ...],
    slack: Decimal = Decimal(0),
) -> tuple[State, tuple[str, ...]]:
    """The state of a tie, and what is missing when it stays open.

    An equation holds when the intervals of its sides meet; it is closed when the printed values agree too, and off
    by rounding when only the intervals admit it.
    """
    a, b = side_interval(left, facts), side_interval(right, facts)
    if a is None or b is None:
        return "open", ("bound",)
    if operator == "<=":
        return ("closed" if a[0] <= b[1] + slack else "broken"), ()
    if a[0] > b[1] + slack or b[0] > a[1] + slack:
        return "broken", ()
    if kind in QUOTIENTS:
        return "closed", ()
    exact = side_nominal(left, facts) == side_nominal(right, facts)
    return ("closed" if exact else "rounding"), ()
