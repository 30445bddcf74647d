"""What a printed figure stands for: the interval of values that round to it, or that its words admit.

Figures are handled as integers with a power of ten (35436, -2), so that no decimal context can round them.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

import msgspec

from gouji.quantities.quantity import Kind, Quantity
from gouji.quantities.units import named

_DOWN, _UP = Context(prec=28, rounding=ROUND_FLOOR), Context(prec=28, rounding=ROUND_CEILING)
_NEAREST = Context(prec=28)

Interval = tuple[Decimal | None, Decimal | None, bool, bool]


def decimal(digits: int, power: int) -> Decimal:
    """`digits` times ten to `power`, exact and without exponent where it is whole: (35436, 2) is 3543600."""
    if power >= 0:
        return Decimal(digits * 10**power)
    return Decimal(f"{digits}E{power}")


def rounded(digits: int, power: int) -> tuple[Decimal, Decimal]:
    """The closed interval half a unit of the last printed place around a figure: (61484, -2) is [614.835, 614.845]."""
    wide = digits * 10
    return decimal(wide - 5, power - 1), decimal(wide + 5, power - 1)


def printed_interval(value_printed: Decimal, decimals: int, scale: Decimal) -> tuple[Decimal, Decimal]:
    """The interval of an amount or a rate printed with `decimals` places, in base units.

    `scale` is the base units in one printed unit (10000 for 万元, 1 for 元 and %).
    (614.84, 2, 10000) gives (6148350, 6148450).
    """
    half = Decimal(5).scaleb(-decimals - 1)
    return (value_printed - half) * scale, (value_printed + half) * scale


def _step(digits: int, decimals: int) -> int:
    """The last place that says something: 1130 steps by 10, 1000 by 1000, 9.68 by 0.01 (as 968 by 1), 0 by 1."""
    place = 1
    while not decimals and digits and digits % (place * 10) == 0:
        place *= 10
    return place


def widened(word: str, digits: int, power: int, decimals: int) -> Interval:
    """The interval that a word of doubt gives a figure.

    more (余, 多, 几): [v, v + step). near (近, 接近): (v - step, v]. about (约, 左右): [v - step, v + step].
    The step is the unit of the last nonzero place (of the last printed one behind a point), but downwards at
    most half the figure: 约1000 is [500, 2000].
    """
    unit = _step(digits, decimals)
    value = decimal(digits, power)
    if word == "more":
        return value, decimal(digits + unit, power), True, False
    low = decimal(digits - unit, power)
    if digits > 0:
        low = max(low, decimal(digits * 5, power - 1) if digits % 2 else decimal(digits // 2, power))
    if word == "near":
        return low, value, low == value, True
    return low, decimal(digits + unit, power), True, True


def limited(op: str, value: Decimal) -> Interval:
    """The interval of a limit: ge [v, ∞), gt (v, ∞), le (-∞, v], lt (-∞, v)."""
    if op[0] == "g":
        return value, None, op == "ge", True
    return None, value, True, op == "le"


def plain(value: Decimal, digits: int, power: int, *, is_rounded: bool) -> tuple[Decimal, Decimal]:
    """Amounts, rates, measures and figures in 万 or 亿 are rounded; counts, scores and bare numbers are exact."""
    return rounded(digits, power) if is_rounded else (value, value)


def fraction(digits: int, power: int, below: int) -> tuple[Decimal, Decimal, Decimal]:
    """`digits` times ten to `power` over `below`: the value to 28 digits and an interval that encloses it."""
    above = decimal(digits, power)
    under = Decimal(below)
    value = _NEAREST.divide(above, under)
    return value, _DOWN.divide(above, under), _UP.divide(above, under)


def reinterpret(quantity: Quantity, unit: str) -> Quantity:
    """A bare number with the unit of its table heading: 665.85 under 万元 is 6,658,500 元, [6658450, 6658550].

    A figure that prints its own unit comes back unchanged, an ordinal too.
    """
    if quantity.unit is not None or quantity.kind == "ordinal" or not unit.strip():
        return quantity
    power, found = named(unit)
    power += found.power
    factor = decimal(1, power)
    low, high = quantity.low, quantity.high
    value = quantity.value
    plain = quantity.qualifier is None and quantity.kind == "number"
    kind: Kind = "range" if quantity.kind == "range" else found.kind
    if plain and value is not None and quantity.printed is not None and (found.rounds(quantity.decimals) or power > 0):
        own = value / quantity.printed if quantity.printed else Decimal(1)
        low, high = printed_interval(quantity.printed, quantity.decimals, own * factor)
    else:
        low, high = (None if b is None else b * factor for b in (low, high))
    return msgspec.structs.replace(
        quantity,
        kind=kind,
        value=None if value is None else _trimmed(value * factor),
        unit=found.base,
        printed_unit=(quantity.printed_unit or "") + unit.strip().strip("()（）[]【】"),
        low=None if low is None else _trimmed(low),
        high=None if high is None else _trimmed(high),
    )


def _trimmed(value: Decimal) -> Decimal:
    """A whole number without its decimals (6658500.00 to 6658500), so that it prints plainly."""
    whole = value.to_integral_value()
    return whole if whole == value else value
