"""Intervals of exact decimals, as far as ties need them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gouji.model import Fact, Term

Interval = tuple[Decimal, Decimal]


def side_interval(terms: Sequence[Term], facts: Sequence[Fact]) -> Interval | None:
    """The interval of a sum of products; None when a figure in it has no bound on some side."""
    low = high = Decimal(0)
    for term in terms:
        interval = (Decimal(1), Decimal(1))
        for index in term.facts:
            quantity = facts[index].quantity
            if quantity.low is None or quantity.high is None:
                return None
            interval = _times(interval, (quantity.low, quantity.high))
        scaled = _times(interval, (term.coefficient, term.coefficient))
        low, high = low + scaled[0], high + scaled[1]
    return low, high


def side_nominal(terms: Sequence[Term], facts: Sequence[Fact]) -> Decimal | None:
    """The value of a side from the figures as printed; None when one of them is a range."""
    total = Decimal(0)
    for term in terms:
        product = term.coefficient
        for index in term.facts:
            value = facts[index].quantity.value
            if value is None:
                return None
            product *= value
        total += product
    return total


def _times(a: Interval, b: Interval) -> Interval:
    if a[0] >= 0 and b[0] >= 0:
        return a[0] * b[0], a[1] * b[1]
    ends = [x * y for x in a for y in b]
    return min(ends), max(ends)
