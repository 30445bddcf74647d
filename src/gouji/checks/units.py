"""Whether a tie breaks only because one amount is printed in 元 among 万元, or the other way round.

Shared by the checks of arithmetic and contradiction, which leave such ties to G401: one fault is said once.
"""

from __future__ import annotations

from decimal import Decimal

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.model import Fact, Term, Tie

LINEAR = ("sum", "items", "difference", "same", "equal", "part", "parts")


def mixes_units(case: Case, tie: Tie) -> bool:
    """Whether the figures of a tie print both 元 and 万元."""
    return _odd_one(case, tie) is not None


def slipped_unit(case: Case, tie: Tie) -> Fact | None:
    """The figure whose unit, read as that of the others, lets a broken tie close; None when there is none.

    A list of items that falls short of its total stays open, and parts that need not be all parts stay within their
    whole; there too a unit may be what they lack, when with it they are the whole to the digit.
    """
    short = (tie.state == "open" and tie.kind == "items") or (tie.state == "closed" and tie.kind == "parts")
    if tie.state != "broken" and not short:
        return None
    odd = _odd_one(case, tie)
    if odd is None:
        return None
    factor = parameter("unit_slip_factor", case.year)
    return odd if _closes(case, tie, odd, factor if odd.quantity.printed_unit == "元" else 1 / factor) else None


def _odd_one(case: Case, tie: Tie) -> Fact | None:
    """The only figure of a tie whose printed unit is not that of the others."""
    facts = [case.fact(index) for index in dict.fromkeys(tie.facts)]
    units = [fact.quantity.printed_unit for fact in facts if fact.source != "words" and fact.quantity.value]
    odd = [f for f in facts if f.source != "words" and units.count(f.quantity.printed_unit) == 1 and f.quantity.value]
    if len(set(units)) != 2 or set(units) != {"元", "万元"}:
        return None
    if len(odd) == 1:
        return odd[0]
    # Two figures, one of each: the smaller printed number with 元 is the suspect.
    return next((f for f in odd if f.quantity.printed_unit == "元"), None)


def _closes(case: Case, tie: Tie, odd: Fact, factor: Decimal) -> bool:
    """Whether the sides agree with one figure scaled, as far as its digits admit."""

    def side(terms: tuple[Term, ...]) -> tuple[Decimal, Decimal] | None:
        low = high = Decimal(0)
        for term in terms:
            if len(term.facts) != 1:
                return None
            quantity = case.fact(term.facts[0]).quantity
            if quantity.low is None or quantity.high is None:
                return None
            scale = factor if term.facts[0] == odd.id else Decimal(1)
            ends = sorted((quantity.low * scale * term.coefficient, quantity.high * scale * term.coefficient))
            low, high = low + ends[0], high + ends[1]
        return low, high

    left, right = side(tie.left), side(tie.right)
    return left is not None and right is not None and left[0] <= right[1] and right[0] <= left[1]
