"""Figures that may be wrong: one mention, or all mentions that agree; and what they would be with another number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from gouji.model import Fact, Slip, Tie
from gouji.quantities import Quantity
from gouji.ties.balance import Interval
from gouji.ties.slips import TELLING, slip

_FINER = 3
_SIZES = {"元": 0, "%": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
_NEAR = 12
_FEWEST = 3
_RARE = 4
_FULL = Decimal(100)


def scale_of(quantity: Quantity) -> Decimal | None:
    """How many base units one printed unit is; None where that cannot be told."""
    if quantity.printed and quantity.value:
        return quantity.value / quantity.printed
    if quantity.printed_unit == quantity.unit:
        return Decimal(1)
    power = _SIZES.get(quantity.printed_unit or "")
    return None if power is None else Decimal(1).scaleb(power)


def printable(value: Decimal, quantity: Quantity) -> Decimal | None:
    """A value in base units as the number that would be printed for it: all its digits when they are few."""
    scale = scale_of(quantity)
    if scale is None:
        return None
    printed = value / scale
    exponent = printed.normalize().as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    if places > quantity.decimals + _FINER:
        places = quantity.decimals
    return printed.quantize(Decimal(1).scaleb(-max(places, quantity.decimals)), ROUND_HALF_UP)


def stands_for(printed: Decimal, first: Quantity, quantity: Quantity) -> Interval | None:
    """The interval of a mention when its figure were this number in the unit of the first mention."""
    scale, own = scale_of(first), scale_of(quantity)
    if scale is None or own is None or quantity.low is None or quantity.high is None or quantity.value is None:
        return None
    value = printed * scale
    if quantity.low == quantity.high:
        return value, value
    half = Decimal(5).scaleb(-quantity.decimals - 1) * own
    if first is quantity:
        exponent = printed.as_tuple().exponent
        half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1) * own
    return value - half, value + half


def agreeing(ties: Sequence[Tie], touched: Iterable[int]) -> list[tuple[int, ...]]:
    """The mentions that ties of identity hold together, of each figure of which one is touched by a broken tie."""
    beside: dict[int, list[int]] = defaultdict(list)
    for tie in ties:
        if tie.kind in ("same", "equal") and tie.state in ("closed", "rounding") and len(tie.facts) == 2:
            one, other = tie.facts
            beside[one].append(other)
            beside[other].append(one)
    found, seen = [], set()
    for start in touched:
        if start in seen or start not in beside:
            continue
        group, open_ = {start}, [start]
        while open_:
            for other in beside[open_.pop()]:
                if other not in group:
                    group.add(other)
                    open_.append(other)
        seen |= group
        found.append(tuple(sorted(group)))
    return found


class Print:
    """How a report prints its numbers: what else has the same digits, and with how many decimals each unit goes."""

    def __init__(self, facts: Sequence[Fact]):
        self._facts = facts
        self._named: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
        self._decimals: Counter[tuple[str | None, int]] = Counter()
        self._units: Counter[str | None] = Counter()
        self._rows: dict[tuple[int, int], dict[int | None, Decimal | None]] = defaultdict(dict)
        for fact in facts:
            if fact.row is not None:
                self._rows[fact.frame, fact.row][fact.column] = fact.quantity.printed
            if fact.quantity.unit == "元":
                self._units[fact.quantity.printed_unit] += 1
            self._decimals[fact.quantity.printed_unit, fact.quantity.decimals] += 1
            if fact.concept is not None and fact.quantity.printed is not None:
                self._named[fact.concept, fact.quantity.printed].append(fact.id)

    def kind(self, fact: Fact, right: Decimal) -> Slip | None:
        """What slip made the printed number of the right one; a copy where the number is that of another figure."""
        printed = fact.quantity.printed
        if printed is None:
            return None
        found = slip(printed, right)
        if found == "unit" and fact.quantity.unit != "元":
            found = None
        if found is not None and TELLING[found] == 0:
            return found
        return "copied" if self._copied(fact, printed) else found

    def oddness(self, fact: Fact, right: Decimal | None, kind: Slip | None) -> int:
        """How a figure looks beside the others, from -5 (hardly right) to 2 (hardly wrong); 0 tells nothing."""
        quantity = fact.quantity
        if quantity.unit == "%" and right is not None and (quantity.value or _FULL) > _FULL >= right:
            return -5
        if quantity.value == _FULL and quantity.unit in (None, "%", "分"):
            return 2
        if kind == "unit":
            others = sum(self._units.values()) - self._units[quantity.printed_unit]
            return -1 if self._units[quantity.printed_unit] * _RARE < others else 1
        return -1 if kind is not None and self._is_finer(quantity) else 0

    def _is_finer(self, quantity: Quantity) -> bool:
        """Whether a figure has more decimals than hardly any other of its unit."""
        fewer = sum(self._decimals[quantity.printed_unit, places] for places in range(quantity.decimals))
        return quantity.decimals > 0 and self._decimals[quantity.printed_unit, quantity.decimals] * _RARE < fewer

    def _copied(self, fact: Fact, printed: Decimal) -> bool:
        """Whether the number stands before the figure too, in its frame, or its whole row is that above."""
        if self._row_copied(fact):
            return True
        if len(printed.as_tuple().digits) < _FEWEST:
            return False
        before = self._facts[max(fact.id - _NEAR, 0) : fact.id]
        if any(other.quantity.printed == printed and other.frame == fact.frame for other in before):
            return True
        named = self._named.get((fact.concept, printed), ()) if fact.concept is not None else ()
        return any(self._other_year(fact, self._facts[index]) for index in named[:_NEAR])

    def _row_copied(self, fact: Fact) -> bool:
        if fact.row is None:
            return False
        own, above = self._rows[fact.frame, fact.row], self._rows.get((fact.frame, fact.row - 1))
        return above is not None and len(own) > 1 and own == above

    @staticmethod
    def _other_year(fact: Fact, other: Fact) -> bool:
        return fact.id != other.id and (fact.period, fact.stage) != (other.period, other.stage)
