"""How the digits of one printed figure go wrong: what a slip makes of them, in the same dress."""

from __future__ import annotations

import random
import re
from decimal import ROUND_HALF_UP, Decimal

from gouji.testing.printing import widened
from gouji.testing.proof import narrow

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def redressed(text: str, digits: str) -> str:
    """The figure's words with other digits, given plain: its commas, width and unit stay."""
    plain = narrow(text)
    found = _NUMBER.search(plain)
    if found is None:
        raise ValueError(f"no digits in {text}")
    whole, point, rest = digits.partition(".")
    shown = (f"{int(whole):,}" if "," in found[0] else whole) + point + rest
    wide = text != plain and text[found.start()] != plain[found.start()]
    return text[: found.start()] + (widened(shown) if wide else shown) + text[found.end() :]


def digits_of(text: str) -> str | None:
    """The plain digits of a figure; None for one in words."""
    found = _NUMBER.search(narrow(text))
    return found[0].replace(",", "") if found else None


def printed_as(text: str, number: Decimal) -> str:
    """Another number in the dress of a figure, with as many places."""
    digits = digits_of(text) or ""
    places = len(digits.partition(".")[2])
    return redressed(text, f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}")


def other_digit(text: str, rng: random.Random) -> str | None:
    """One digit replaced by another."""
    digits = digits_of(text)
    if digits is None:
        return None
    at = rng.choice([index for index, sign in enumerate(digits) if sign != "."])
    leading = at == 0 and len(digits) > 1
    new = rng.choice([d for d in "0123456789" if d != digits[at] and not (leading and d == "0")])
    return redressed(text, digits[:at] + new + digits[at + 1 :])


def swapped(text: str, rng: random.Random) -> str | None:
    """Two neighbouring digits in each other's place."""
    digits = digits_of(text) or ""
    places = [
        index
        for index in range(len(digits) - 1)
        if digits[index] != digits[index + 1]
        and "." not in digits[index : index + 2]
        and not (index == 0 and digits[1] == "0")
    ]
    if not places:
        return None
    at = rng.choice(places)
    return redressed(text, digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def without_point(text: str, rng: random.Random) -> str | None:
    """The point left out, or one place further left or right."""
    digits = digits_of(text) or ""
    whole, point, rest = digits.partition(".")
    if not point or whole == "0":
        return None
    shapes = [whole + rest, whole + rest]
    if len(whole) > 1:
        shapes.append(f"{whole[:-1]}.{whole[-1]}{rest}")
    if len(rest) > 1:
        shapes.append(f"{whole}{rest[0]}.{rest[1:]}")
    return redressed(text, rng.choice(shapes))
