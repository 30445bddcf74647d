"""One tie as left minus right, from which a figure can be taken out and put back with another value at no cost.

The sides are summed up once; what a figure adds is subtracted, so that asking what each of n figures of a tie would
have to be takes n steps and not n².
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Context, Decimal, localcontext

from gouji.model import Fact, Term, Tie

_EXACT = Context(prec=60, rounding=ROUND_FLOOR)

Interval = tuple[Decimal, Decimal]
ZERO: Interval = (Decimal(0), Decimal(0))


class Balance:
    """`left - right` of a tie whose figures are all bounded, as an interval and as printed."""

    def __init__(self, tie: Tie, facts: Sequence[Fact]):
        self.tie, self._facts = tie, facts
        self._terms: dict[int, list[Term]] = {}
        self._low = self._high = self._nominal = Decimal(0)
        with localcontext(_EXACT):
            for term in (*tie.left, *(Term(-term.coefficient, term.facts) for term in tie.right)):
                for index in dict.fromkeys(term.facts):
                    self._terms.setdefault(index, []).append(term)
                low, high = self._interval(term, {})
                self._low, self._high = self._low + low, self._high + high
                self._nominal += self._value(term, {})

    def implied(self, members: Sequence[int]) -> Decimal | None:
        """The value of some mentions of one figure at which the printed sides are equal; None where there is none."""
        terms = self._of(members)
        if any(sum(index in members for index in term.facts) > 1 for term in terms):
            return None
        with localcontext(_EXACT):
            rest = self._nominal - sum((self._value(term, {}) for term in terms), Decimal(0))
            slope = sum((self._value(term, dict.fromkeys(members, Decimal(1))) for term in terms), Decimal(0))
            return -rest / slope if slope else None

    def holds(self, values: Mapping[int, Interval]) -> bool:
        """Whether the tie holds when some figures stand for other intervals."""
        with localcontext(_EXACT):
            low, high = self._low, self._high
            for term in self._of(values):
                own, new = self._interval(term, {}), self._interval(term, values)
                low, high = low - own[0] + new[0], high - own[1] + new[1]
            if low > self.tie.slack:
                return False
            return self.tie.operator == "<=" or high >= -self.tie.slack

    def _of(self, members: Sequence[int] | Mapping[int, Interval]) -> list[Term]:
        """The terms that some facts stand in, each once."""
        if len(members) == 1:
            return self._terms.get(next(iter(members)), [])
        return list({id(term): term for index in members for term in self._terms.get(index, ())}.values())

    def _interval(self, term: Term, values: Mapping[int, Interval]) -> Interval:
        low = high = term.coefficient
        for index in term.facts:
            quantity = self._facts[index].quantity
            a, b = values.get(index) or (quantity.low or Decimal(0), quantity.high or Decimal(0))
            ends = (low * a, low * b, high * a, high * b)
            low, high = min(ends), max(ends)
        return low, high

    def _value(self, term: Term, values: Mapping[int, Decimal]) -> Decimal:
        product = term.coefficient
        for index in term.facts:
            product *= values[index] if index in values else self._facts[index].quantity.value or Decimal(0)
        return product
