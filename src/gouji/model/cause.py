"""Root causes: the one figure behind several broken ties, and the findings that speak of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

Slip = Literal["digit", "swap", "dropped", "added", "point", "unit", "copied"]


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that, changed alone, lets broken ties close.

    `facts` are its mentions by id: one, or all that agree with each other and would have to change together.
    `closes` are the ids of the broken ties that close, `of` how many broken ties hang together with them. `printed`
    is the number to print instead, in the unit of the first mention; None where the ties do not single one out.
    `kind` is the slip of a pen that makes the printed number of the right one, None where it is no known one.
    `rivals` are figures that explain as many ties as well.
    """

    facts: tuple[int, ...]
    closes: tuple[int, ...]
    of: int
    printed: Decimal | None = None
    kind: Slip | None = None
    rivals: tuple[int, ...] = ()


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """The figure most likely behind a group of findings.

    `fact` is its first mention and `facts` all that change together; `findings` are the ids of the findings that stem
    from it, worst first. `repaired` is what it should be, as a person would write it (665.85万元); None where the ties
    imply several values. `closes`, `of`, `kind` and `rivals` are those of the `Repair`, ties counted.
    """

    id: str
    fact: int
    facts: tuple[int, ...]
    findings: tuple[str, ...]
    reported: str
    repaired: str | None
    kind: Slip | None
    closes: int
    of: int
    rivals: tuple[int, ...] = ()
