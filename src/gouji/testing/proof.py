"""What the printed figures of a synthetic report can prove of each other: by their intervals and the world's bonds.

Nothing of the rest of Gouji is used, so that its answers are judged by something else than itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from gouji.testing.quantities import HUNDRED
from gouji.testing.record import Bond, Mention, Synthetic

Interval = tuple[Decimal, Decimal]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_HALF = Decimal("0.5")


def narrow(text: str) -> str:
    """The same words with digits of half width."""
    return text.translate(_NARROW)


def printed_number(text: str) -> Decimal | None:
    """The number that a figure prints, in the unit that it is printed in; None for one in words."""
    found = _NUMBER.search(narrow(text))
    return Decimal(found[0].replace(",", "")) if found else None


def interval(mention: Mention) -> Interval:
    """The values that a printed figure may stand for, in base units.

    Amounts and rates are rounded to the digits shown; counts and points are exact, and so is nothing. 余 is open
    upwards, to the next round number.
    """
    number, value = printed_number(mention.text), mention.value
    if number is None or mention.unit not in ("元", "%"):
        more = Decimal(10) ** _zeros(number) if number and "余" in mention.text else Decimal(0)
        return value, value + more
    digits = _NUMBER.search(narrow(mention.text))
    places = len(digits[0].partition(".")[2]) if digits else 0
    if not number and not places:
        return value, value
    # Of 0.00 the unit cannot be told from the value; it is seldom another than 万元.
    size = value / number if number else Decimal(10_000)
    half = size * Decimal(1).scaleb(-places) * _HALF
    return value - half, value + half


def _zeros(number: Decimal) -> int:
    return len(str(int(number))) - len(str(int(number)).rstrip("0"))


def admits(bond: Bond, whole: Interval, parts: Sequence[Interval]) -> bool:
    """Whether some values in the intervals satisfy a bond."""
    match bond.kind:
        case "sum":
            return _meet(whole, (sum((p[0] for p in parts), Decimal(0)), sum((p[1] for p in parts), Decimal(0))))
        case "change" | "difference":
            low, high = parts[0][0] - parts[1][1], parts[0][1] - parts[1][0]
            return _meet(whole, (low, high)) or (bond.kind == "change" and _meet(whole, (-high, -low)))
        case "growth":
            more = (HUNDRED + whole[0], HUNDRED + whole[1])
            less = (HUNDRED - whole[1], HUNDRED - whole[0])
            return _is_quotient(more, *parts) or _is_quotient(less, *parts)
        case "share" | "rate":
            return _is_quotient(whole, *parts)
        case _:
            return whole[1] >= parts[0][0]


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_quotient(percent: Interval, part: Interval, base: Interval) -> bool:
    """Whether a percentage may be a part of a base; multiplied out, so that nothing is rounded."""
    if base[0] <= 0:
        return True
    above = percent[1] * (base[1] if percent[1] >= 0 else base[0]) >= HUNDRED * part[0]
    below = percent[0] * (base[0] if percent[0] >= 0 else base[1]) <= HUNDRED * part[1]
    return above and below


class Proof:
    """The printed figures of a report by what they print, and the bonds between them."""

    def __init__(self, report: Synthetic):
        self._report = report

    @cached_property
    def by_key(self) -> dict[str, list[int]]:
        """The mentions of each quantity by index."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(self._report.mentions):
            found[mention.key].append(index)
        return found

    @cached_property
    def bonds(self) -> dict[str, list[Bond]]:
        """The bonds that a quantity takes part in."""
        found: dict[str, list[Bond]] = defaultdict(list)
        for bond in self._report.bonds:
            for key in dict.fromkeys((bond.whole, *bond.parts)):
                found[key].append(bond)
        return found

    def near(self, indexes: Iterable[int]) -> set[int]:
        """All mentions of the same quantities, and of those in a bond with one of them."""
        keys = {self._report.mentions[index].key for index in indexes}
        keys |= {other for key in keys for bond in self.bonds[key] for other in (bond.whole, *bond.parts)}
        return {index for key in keys for index in self.by_key.get(key, ())}

    def against(self, changed: dict[int, Mention]) -> set[int]:
        """The mentions that prove that the changed ones (as they read now) cannot all be right."""
        found: set[int] = set()
        for index, mention in changed.items():
            for other in self.by_key[mention.key]:
                if other not in changed and not _meet(interval(mention), interval(self._report.mentions[other])):
                    found.add(other)
            for bond in self.bonds[mention.key]:
                found |= self._breaking(bond, index, changed)
        return found - set(changed)

    def _breaking(self, bond: Bond, index: int, changed: dict[int, Mention]) -> set[int]:
        """The other members of a bond where all are printed and the changed one breaks it."""
        held: dict[str, Interval] = {changed[index].key: interval(changed[index])}
        members: set[int] = set()
        for key in (bond.whole, *bond.parts):
            if key in held:
                continue
            printed = self.by_key.get(key, ())
            choice = [other for other in printed if other not in changed] or list(printed)
            if not choice:
                return set()
            best = min(choice, key=lambda other: _width(self._read(other, changed)))
            held[key] = interval(self._read(best, changed))
            members.add(best)
        return set() if admits(bond, held[bond.whole], [held[part] for part in bond.parts]) else members

    def _read(self, index: int, changed: dict[int, Mention]) -> Mention:
        return changed.get(index, self._report.mentions[index])


def _width(mention: Mention) -> Decimal:
    low, high = interval(mention)
    return high - low
