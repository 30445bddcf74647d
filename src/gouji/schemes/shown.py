"""Numbers as people write them."""

from __future__ import annotations

from fractions import Fraction


def shown(value: Fraction) -> str:
    """A number as people write it: 0.5, 12, 33.33."""
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{round(value * 10**6)}" if (value * 10**6).denominator == 1 else ""
    if not text:
        return f"{round(value * 10000) // 10**4}.{abs(round(value * 10000)) % 10**4:04d}".rstrip("0").rstrip(".")
    sign = "-" if value < 0 else ""
    digits = text.lstrip("-").rjust(7, "0")
    return sign + f"{digits[:-6]}.{digits[-6:]}".rstrip("0").rstrip(".")
