"""A figure's value and precision as XBRL has them: a number, and the decimal place to which it is rounded."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from gouji.quantities import Quantity

_HALF = Decimal("0.5")
_EXACT = Context(prec=999)


class Number(NamedTuple):
    """A value and its decimals: -2 is rounded to hundreds, None is exact."""

    value: str
    decimals: int | None


def number(quantity: Quantity) -> Number | None:
    """The value with the precision that its digits claim; None for a range, which has no single value.

    665.85万元 is 6658500 to -2 decimals: it stands for 6658450 to 6658550, as Calculations 1.1 has it too. Where the
    interval is another one (1130余万元: 1130 to 1140) the decimals are the finest that cover it, so that nothing is
    claimed that the words do not say. A limit (≥90%) is its own value. Percentages become ratios.
    """
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is None:
        return None
    shift = -2 if quantity.unit == "%" else 0
    shown = f"{_EXACT.normalize(value.scaleb(shift, _EXACT)):f}"
    if low is None or high is None or low == high == value:
        return Number(shown, None)
    reach = max(value - low, high - value)
    return Number(shown, -_power(reach) - shift)


def _power(reach: Decimal) -> int:
    """The smallest power of ten of which a half reaches so far."""
    power = reach.adjusted()
    return power if _HALF.scaleb(power) >= reach else power + 1
