"""The smallest set of figures whose change closes the broken ties: root causes before their consequences.

For every figure of a broken tie, the ties say what it would have to be; the value that closes the most broken ties and
breaks none that holds is what it may have been meant to be. The figure that closes the most is taken, then the next of
what is left. A figure of a closed equation cannot be moved alone: where all figures of a broken tie are held so,
all mentions of one are moved together, the fewest first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import count
from typing import NamedTuple

from gouji.model import Fact, Repair, Slip, Tie, TieGraph
from gouji.ties.balance import Balance
from gouji.ties.figures import Print, agreeing, printable, stands_for
from gouji.ties.judge import QUOTIENTS
from gouji.ties.slips import TELLING, UNKNOWN, sources

_HOLDS = ("closed", "rounding")
_MOST_VALUES = 8


def repairs(facts: Sequence[Fact], graph: TieGraph) -> tuple[Repair, ...]:
    """For each connected set of broken ties the figures behind them, those that close the most first."""
    search = _Search(facts, graph)
    return tuple(search.taken()) if search.broken else ()


class _Option(NamedTuple):
    """A figure with a value: `closes` are broken ties, `exact` those of them that imply the value to the digit."""

    members: tuple[int, ...]
    printed: Decimal | None
    closes: frozenset[int]
    kind: Slip | None
    support: int
    odd: int

    def rank(self, left: frozenset[int], weights: dict[int, int]) -> tuple[int, ...]:
        """The better, the smaller: ties closed for figures changed, then digits unlike the others', a slip."""
        closed = self.closes & left
        gain = sum(weights[tie] for tie in closed) - 2 * len(self.members)
        slip = TELLING.get(self.kind, UNKNOWN) + self.odd
        return (-gain, slip, self.printed is None, self.support)


class _Search:
    def __init__(self, facts: Sequence[Fact], graph: TieGraph):
        self._facts, self._graph = facts, graph
        self.broken = frozenset(tie.id for tie in graph.ties if tie.state == "broken")
        self._weights = {tie: 2 if graph.ties[tie].certain else 1 for tie in self.broken}
        self._balances: dict[int, Balance] = {}

    @cached_property
    def _print(self) -> Print:
        return Print(self._facts)

    def taken(self) -> list[Repair]:
        """Greedily the best option, then the best for what it leaves."""
        options = self._options()
        sizes = self._connected()
        left, order, found = self.broken, count(), []
        closing: dict[int, list[_Option]] = defaultdict(list)
        for option in options:
            for tie in option.closes:
                closing[tie].append(option)
        heap = [(option.rank(left, self._weights), next(order), option) for option in options]
        heapq.heapify(heap)
        while heap and left:
            rank, number, option = heapq.heappop(heap)
            closed = option.closes & left
            if not closed:
                continue
            now = option.rank(left, self._weights)
            if now != rank:
                heapq.heappush(heap, (now, number, option))
                continue
            found.append(
                Repair(
                    facts=option.members,
                    closes=tuple(sorted(closed)),
                    of=sizes[min(closed)],
                    printed=option.printed,
                    kind=option.kind,
                    rivals=self._rivals(closing[min(closed)], option, left),
                )
            )
            left -= closed
        return found

    def _rivals(self, options: Sequence[_Option], chosen: _Option, left: frozenset[int]) -> tuple[int, ...]:
        """Figures that explain the same ties as well as the chosen one does."""
        best = chosen.rank(left, self._weights)[:2]
        like = (o for o in options if o.closes & left == chosen.closes & left)
        rivals = (o.members[0] for o in like if o is not chosen and o.rank(left, self._weights)[:2] == best)
        return tuple(dict.fromkeys(rivals))

    def _connected(self) -> dict[int, int]:
        """How many broken ties hang together with each, through figures that they share."""
        sizes: dict[int, int] = {}
        for start in sorted(self.broken):
            if start in sizes:
                continue
            group, open_, seen = {start}, [start], set[int]()
            while open_:
                for fact in self._graph.ties[open_.pop()].facts:
                    if fact in seen:
                        continue
                    seen.add(fact)
                    for tie in self._graph.by_fact[fact]:
                        if tie in self.broken and tie not in group:
                            group.add(tie)
                            open_.append(tie)
            sizes.update(dict.fromkeys(group, len(group)))
        return sizes

    def _options(self) -> list[_Option]:
        touched = dict.fromkeys(fact for tie in sorted(self.broken) for fact in self._graph.ties[tie].facts)
        figures: list[tuple[int, ...]] = [(fact,) for fact in touched]
        figures += [group for group in agreeing(self._graph.ties, touched) if len(group) > 1]
        found = []
        for members in figures:
            option = self._option(members)
            if option is not None:
                found.append(option)
        return found

    def _option(self, members: tuple[int, ...]) -> _Option | None:
        """The best value of a figure; None when none closes a broken tie without breaking another."""
        first = self._facts[members[0]]
        ties = self._ties(members)
        held = [tie for tie in ties if tie.state in _HOLDS]
        broken = [tie for tie in ties if tie.state == "broken"]
        implied: dict[Decimal, list[int]] = defaultdict(list)
        for tie in broken:
            value = self._balance(tie).implied(members)
            printed = None if value is None else printable(value, first.quantity)
            if printed is not None and (printed >= 0 or (first.quantity.value or 0) < 0):
                implied[printed].append(tie.id)
        best = sorted(implied, key=lambda value: -len(implied[value]))[:_MOST_VALUES]
        closing = {value: closed for value in best if (closed := self._closed(members, value, held, broken))}
        if not closing:
            return None
        most = max(self._weight(closed) for closed in closing.values())
        equal = {value: closed for value, closed in closing.items() if self._weight(closed) == most}
        value, kind = self._settled(members, equal, implied, held)
        closes = equal[value] if value in equal else next(iter(equal.values()))
        support = sum(1 if tie.operator == "<=" else 2 for tie in held)
        return _Option(members, value, closes, kind, support, self._print.oddness(first, next(iter(equal)), kind))

    def _settled(
        self,
        members: tuple[int, ...],
        equal: dict[Decimal, frozenset[int]],
        implied: dict[Decimal, list[int]],
        held: Sequence[Tie],
    ) -> tuple[Decimal | None, Slip | None]:
        """The one number that the ties imply and its slip; None where they imply several or leave it open."""
        first = self._facts[members[0]]
        exact = {v: sum(self._is_exact(tie) for tie in implied[v]) for v in equal}
        most = max(exact.values())
        best = [value for value in equal if exact[value] == most]
        if most and len(best) == 1:
            return self._or_slip(members, best[0], equal[best[0]], held)
        if most:
            return None, None
        closes = next(iter(equal.values()))
        ties = [self._graph.ties[tie] for tie in sorted(closes)]
        if len(equal) == 1 and first.quantity.unit == "%":
            # What the printed figures give is what a reader would compute.
            return best[0], self._print.kind(first, best[0])
        if len(equal) == 1 and self._is_single(members, best[0], ties):
            kind = self._print.kind(first, best[0])
            return (None if _drops_digits(first, best[0], kind) else best[0]), kind
        return self._slips(members, ties, held)

    def _or_slip(
        self, members: tuple[int, ...], value: Decimal, closes: frozenset[int], held: Sequence[Tie]
    ) -> tuple[Decimal | None, Slip | None]:
        """A number that the digits imply; rounded figures imply it roughly, and then a slip close by is likelier."""
        quantity = self._facts[members[0]].quantity
        kind = self._print.kind(self._facts[members[0]], value)
        if kind is None:
            ties = [self._graph.ties[tie] for tie in sorted(closes)]
            width = Decimal(max(len(tie.facts) for tie in ties)).scaleb(-quantity.decimals)
            found, slipped = self._slips(members, ties, held, (value - width, value + width))
            if found is not None and TELLING.get(slipped, UNKNOWN) < TELLING["copied"]:
                return found, slipped
        return (None if _drops_digits(self._facts[members[0]], value, kind) else value), kind

    def _is_exact(self, index: int) -> bool:
        tie = self._graph.ties[index]
        return tie.operator == "=" and tie.kind not in QUOTIENTS

    def _is_single(self, members: tuple[int, ...], value: Decimal, ties: Sequence[Tie]) -> bool:
        """Whether the numbers beside the value, in its last place, do not close the ties."""
        if any(tie.operator == "<=" for tie in ties):
            return False
        step = Decimal(1).scaleb(-self._facts[members[0]].quantity.decimals)
        return not any(self._all_hold(members, beside, ties) for beside in (value - step, value + step))

    def _slips(
        self,
        members: tuple[int, ...],
        ties: Sequence[Tie],
        held: Sequence[Tie],
        within: tuple[Decimal, Decimal] | None = None,
    ) -> tuple[Decimal | None, Slip | None]:
        """The likeliest slip that the ties admit, and the number that it spoilt where there is only one of its kind."""
        first = self._facts[members[0]]
        if first.quantity.printed is None or any(tie.operator == "<=" for tie in ties):
            return None, None
        kinds: dict[Decimal, Slip | None] = {}
        for value in sources(first.quantity.printed, first.quantity.decimals):
            if within is not None and not within[0] <= value <= within[1]:
                continue
            if self._all_hold(members, value, ties) and self._all_hold(members, value, held):
                kinds.setdefault(value.normalize(), self._print.kind(first, value))
        if not kinds:
            return None, None
        likely = min(TELLING.get(kind, UNKNOWN) for kind in kinds.values())
        best = [value for value, kind in kinds.items() if TELLING.get(kind, UNKNOWN) == likely]
        return (best[0] if len(best) == 1 else None), kinds[best[0]]

    def _closed(
        self, members: tuple[int, ...], printed: Decimal, held: Sequence[Tie], broken: Sequence[Tie]
    ) -> frozenset[int]:
        """The broken ties that close with a number; none when it breaks a tie that holds."""
        if not self._all_hold(members, printed, held):
            return frozenset()
        return frozenset(tie.id for tie in broken if self._all_hold(members, printed, [tie]))

    def _all_hold(self, members: tuple[int, ...], printed: Decimal, ties: Sequence[Tie]) -> bool:
        first = self._facts[members[0]].quantity
        values = {}
        for index in members:
            interval = stands_for(printed, first, self._facts[index].quantity)
            if interval is None:
                return False
            values[index] = interval
        return all(self._balance(tie).holds(values) for tie in ties)

    def _ties(self, members: tuple[int, ...]) -> list[Tie]:
        """The ties that the mentions take part in, but those that hold between the mentions themselves."""
        touching = dict.fromkeys(tie for index in members for tie in self._graph.by_fact[index])
        ties = (self._graph.ties[index] for index in touching)
        alone = len(members) == 1
        return [tie for tie in ties if tie.state != "open" and (alone or not set(tie.facts) <= set(members))]

    def _weight(self, closed: frozenset[int]) -> int:
        return sum(self._weights[tie] for tie in closed)

    def _balance(self, tie: Tie) -> Balance:
        if tie.id not in self._balances:
            self._balances[tie.id] = Balance(tie, self._facts)
        return self._balances[tie.id]


def _drops_digits(fact: Fact, value: Decimal, kind: Slip | None) -> bool:
    """Whether a number has more decimals than are printed and no slip says why: then the tie is rather of others."""
    return kind in (None, "copied") and value != round(value, fact.quantity.decimals)
