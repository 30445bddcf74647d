"""What a recognised figure may have been before it was misread: each known fault of recognition, taken back once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from gouji.model import Fact
from gouji.quantities import Quantity

_ALIKE = ("38", "08", "17", "56", "69")
_MOST_DIGITS = 15


def originals(fact: Fact, *, glued: bool) -> Iterator[Quantity]:
    """Quantities that may have been printed where a fact was read, each of another value.

    Digits that look alike (3 and 8, 0 and 8, 1 and 7, 5 and 6, 6 and 9), a dropped decimal point, a first digit
    clipped by a border; with `glued`, also a neighbour's figure read as part of this one.
    """
    quantity = fact.quantity
    if quantity.printed is None or quantity.value is None or quantity.chinese or quantity.printed < 0:
        return
    digits = f"{quantity.printed:f}"
    if not 0 < len(digits) <= _MOST_DIGITS:
        return
    seen = {quantity.printed}
    for text in _texts(digits, glued):
        printed = Decimal(text)
        if printed not in seen:
            seen.add(printed)
            made = _as_printed(quantity, printed, len(text.partition(".")[2]))
            if made is not None:
                yield made


def _texts(digits: str, glued: bool) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for pair in _ALIKE:
            if digit in pair:
                yield digits[:place] + pair.replace(digit, "") + digits[place + 1 :]
    if "." not in digits:
        for place in range(max(len(digits) - 2, 1), len(digits)):
            yield f"{digits[:place]}.{digits[place:]}"
    for first in "123456789":
        yield first + digits
    if glued:
        for place in range(1, len(digits)):
            for part in (digits[:place].rstrip("."), digits[place:].lstrip(".")):
                if part:
                    yield part


def _as_printed(quantity: Quantity, printed: Decimal, decimals: int) -> Quantity | None:
    """The quantity had these digits been read: same unit, the interval as wide as its last digit says."""
    assert quantity.value is not None and quantity.printed is not None
    if quantity.printed:
        scale = quantity.value / quantity.printed
    elif quantity.unit == quantity.printed_unit:
        scale = Decimal(1)
    else:
        return None
    value = printed * scale
    low = high = value
    if quantity.low is None or quantity.high is None:
        return None
    if quantity.low != quantity.high:
        below, above = quantity.value - quantity.low, quantity.high - quantity.value
        wider = Decimal(10) ** (quantity.decimals - decimals)
        low, high = value - below * wider, value + above * wider
    return msgspec.structs.replace(
        quantity, value=value, printed=printed, decimals=decimals, low=low, high=high, text=f"{printed:f}"
    )
