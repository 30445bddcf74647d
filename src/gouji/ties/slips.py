"""Slips of a pen: what makes one printed number of another, and what numbers one slip may have come from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from gouji.model import Slip

UNITS = (Decimal(10_000), Decimal(1) / Decimal(10_000))
_POINTS = (-3, -2, -1, 1, 2, 3)
_MOST_DIGITS = 15


# How little a slip says: few numbers are a swap or a moved point apart, many are one digit apart, and figures repeat.
TELLING: dict[Slip | None, int] = {"unit": 0, "point": 0, "swap": 0, "dropped": 2, "added": 2, "digit": 2, "copied": 3}
UNKNOWN = 4


def slip(printed: Decimal, right: Decimal) -> Slip | None:
    """The slip that turns the right number into the printed one; None when it is no single one."""
    if not printed or not right or printed == right or (printed < 0) != (right < 0):
        return None
    ratio = printed / right
    if ratio in UNITS:
        return "unit"
    if any(ratio == Decimal(1).scaleb(power) for power in _POINTS):
        return "point"
    a, b = _plain(printed), _plain(right)
    if len(a) + 1 == len(b) and _without_one(b, a):
        return "dropped"
    if len(b) + 1 == len(a) and _without_one(a, b):
        return "added"
    return _one_place(*_aligned(abs(printed), abs(right)))


def _plain(value: Decimal) -> str:
    text = f"{abs(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _aligned(one: Decimal, other: Decimal) -> tuple[str, str]:
    """The digits of two numbers, as many before and behind the point, without the point."""
    places = max(_places(one), _places(other))
    a, b = f"{one.scaleb(places):.0f}", f"{other.scaleb(places):.0f}"
    return a.zfill(len(b)), b.zfill(len(a))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _one_place(a: str, b: str) -> Slip | None:
    unlike = [place for place, (p, q) in enumerate(zip(a, b, strict=True)) if p != q]
    if len(unlike) == 1:
        return "digit"
    first = unlike[0]
    if unlike == [first, first + 1] and (a[first], a[first + 1]) == (b[first + 1], b[first]):
        return "swap"
    return None


def _without_one(longer: str, shorter: str) -> bool:
    """Whether a string is another one with one character taken out."""
    at = next((i for i, (p, q) in enumerate(zip(longer, shorter, strict=False)) if p != q), len(shorter))
    return longer[:at] + longer[at + 1 :] == shorter


def sources(printed: Decimal, decimals: int) -> Iterator[Decimal]:
    """The numbers of which one slip may have made the printed one: no more than about 150."""
    text = f"{abs(printed):.{decimals}f}"
    if len(text) > _MOST_DIGITS or printed <= 0:
        return
    for power in _POINTS:
        yield printed.scaleb(power)
    for unit in UNITS:
        yield printed * unit
    for place, (one, other) in enumerate(pairwise(text)):
        if one.isdigit() and other.isdigit() and one != other:
            yield Decimal(text[:place] + other + one + text[place + 2 :])
    for place, digit in enumerate(text):
        if digit.isdigit():
            for instead in "0123456789":
                if instead != digit:
                    yield Decimal(text[:place] + instead + text[place + 1 :])
