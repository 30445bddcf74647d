"""The quantities of a world: put, divided and derived, with the bonds between them."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from gouji.testing.record import Bond, Role, Variable

HUNDRED = Decimal(100)
_BRACKETS: dict[str, tuple[Literal["change", "growth", "share", "rate"], Role]] = {
    "-": ("change", "change"),
    "%": ("growth", "growth"),
    "/": ("share", "share"),
    ":": ("rate", "completion"),
}


class Quantities:
    """Named quantities and their bonds. `step` is the smallest amount of money, in 元."""

    def __init__(self, rng: random.Random, step: Decimal):
        self.rng, self.step = rng, step
        self.known: dict[str, Variable] = {}
        self.bonds: list[Bond] = []

    def __getitem__(self, key: str) -> Decimal:
        return self.variable(key).value

    def __contains__(self, key: str) -> bool:
        return key in self.known

    def get(self, key: str, default: Decimal) -> Decimal:
        """The value of a quantity, or another value where there is none."""
        return self.known[key].value if key in self.known else default

    def put(self, key: str, value: Decimal | int, unit: str = "元", **about: Any) -> Decimal:
        """Add a quantity and return its value."""
        self.known[key] = Variable(key=key, value=Decimal(value), unit=unit, **about)
        return Decimal(value)

    def sum(self, whole: str, parts: list[str], **about: Any) -> Decimal:
        """Add a quantity that is the sum of others."""
        value = self.put(whole, sum((self[part] for part in parts), Decimal(0)), self.known[parts[0]].unit, **about)
        self.bonds.append(Bond(kind="sum", whole=whole, parts=tuple(parts)))
        return value

    def rate(self, whole: str, part: str, of: str, **about: Any) -> Decimal:
        """Add a percentage of two quantities that has a name of its own."""
        value = self.put(whole, self[part] * HUNDRED / self[of], "%", **about)
        self.bonds.append(Bond(kind="rate", whole=whole, parts=(part, of)))
        return value

    def money(self, low: float, high: float) -> Decimal:
        """A random amount between two amounts of 元, a multiple of the step."""
        steps = self.rng.randint(int(Decimal(low) / self.step), max(int(Decimal(high) / self.step), 1))
        return steps * self.step

    def part(self, whole: Decimal, low: float, high: float) -> Decimal:
        """A random part of an amount, between two fractions of it."""
        share = Decimal(str(round(self.rng.uniform(low, high), 6)))
        return (whole * share / self.step).to_integral_value(ROUND_HALF_UP) * self.step

    def split(self, whole: Decimal, count: int) -> list[Decimal]:
        """An amount in so many positive parts."""
        weights = [self.rng.uniform(0.15, 1) for _ in range(count)]
        parts = []
        rest, left = whole, sum(weights)
        for weight in weights[:-1]:
            share = Decimal(str(round(weight / left, 6)))
            part = max((rest * share / self.step).to_integral_value(ROUND_HALF_UP) * self.step, self.step)
            parts.append(part)
            rest, left = rest - part, left - weight
        return [*parts, rest]

    def variable(self, key: str) -> Variable:
        """A quantity by its key; a-b, a%b, a/b and a:b are derived from a and b when first asked for.

        a-b is the absolute change to a from b, a%b the same in percent of b, a/b the share of a in b, a:b the
        completion of b by a.
        """
        found = self.known.get(key)
        if found is not None:
            return found
        sign = next(sign for sign in _BRACKETS if sign in key)
        first, second = key.split(sign)
        kind, role = _BRACKETS[sign]
        new, old = self[first], self[second]
        value = {"-": abs(new - old), "%": abs(new - old) * HUNDRED / (old or 1)}.get(sign, new * HUNDRED / (old or 1))
        about = self.known[first]
        made = Variable(key=key, value=value, unit=about.unit if sign == "-" else "%", period=about.period, role=role)
        self.known[key] = made
        self.bonds.append(Bond(kind=kind, whole=key, parts=(first, second)))
        return made

    def holds(self, condition: str) -> bool:
        """Whether a condition is true: key, !key, a<>b, a>b, a=b; a key is true where it is known and not zero."""
        for sign in ("<>", ">", "="):
            if sign in condition:
                left, right = condition.split(sign)
                if left not in self.known or right not in self.known:
                    return False
                a, b = self[left], self[right]
                return {"<>": a != b and b != 0, ">": a > b, "=": a == b}[sign]
        if condition.startswith("!"):
            return self.get(condition[1:], Decimal(0)) == 0
        return condition in self.known and self[condition] != 0
