"""How a quantity is printed: unit, digits, thousands commas, white space and width, as one clerk writes them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gouji.testing.record import Variable

_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_SIZES = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Style:
    """The habits of one report. `trim` drops zeros behind the point; `wide` is how often digits are full-width."""

    unit: str
    commas: bool
    space: bool
    trim: bool
    wide: float
    rounded: bool
    percent: int


def style_of(rng: random.Random, largest: Decimal, rounded: bool) -> Style:
    """The habits of the clerk who writes a report whose largest amount is given."""
    units = ["万元"] * 8 + ["元"] + (["亿元"] if rounded and largest > 5 * _SIZES["亿元"] else [])
    unit = rng.choice(units)
    return Style(
        unit=unit,
        commas=rng.random() < (0.6 if unit == "元" else 0.25),
        space=rng.random() < 0.12,
        trim=rng.random() < 0.2,
        wide=0.01 if rng.random() < 0.3 else 0,
        rounded=rounded,
        percent=rng.choice([2, 2, 2, 1]),
    )


def digits(value: Decimal, places: int, style: Style, trim: bool | None = None) -> str:
    """A number with so many places behind the point."""
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{shown:,f}" if style.commas else f"{shown:f}"
    if (style.trim if trim is None else trim) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def amount(value: Decimal, unit: str, style: Style) -> tuple[str, Decimal]:
    """An amount of money in a unit: its digits, and what they say in 元."""
    size = _SIZES[unit]
    if unit == "元":
        places = 0 if value == value.to_integral_value() and style.trim else 2
    elif unit == "亿元" and not style.rounded:
        places = 4
    else:
        places = 2
    text = digits(value / size, places, style, trim=None if value else True)
    return text, Decimal(text.replace(",", "")) * size


def unit_for(variable: Variable, style: Style) -> str:
    """The unit in which an amount is printed in prose: 亿元 only where it says all that matters."""
    if style.unit == "亿元" and variable.value < 3 * _SIZES["亿元"]:
        return "万元"
    return style.unit


def number(variable: Variable, style: Style) -> tuple[str, Decimal]:
    """A quantity that is no money: its digits and their value."""
    if variable.unit == "%":
        text = digits(variable.value, style.percent, style, trim=True)
        return text, Decimal(text.replace(",", ""))
    if variable.value == variable.value.to_integral_value():
        return f"{variable.value:f}".split(".")[0], variable.value
    text = digits(variable.value, 2, style, trim=True)
    return text, Decimal(text)


def widened(text: str) -> str:
    """The same digits in full width."""
    return text.translate(_WIDE)
