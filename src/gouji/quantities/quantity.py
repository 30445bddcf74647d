"""The record of one number in Chinese text."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal["number", "percent", "currency", "range", "ordinal", "quantity"]


class Quantity(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One number with its unit, and the interval that the printed figure stands for.

    `text[start:end]` is the figure from its first digit to the end of its unit; `text[start:numeral_end]` the
    numeral alone with its 万 or 亿; `text[outer_start:outer_end]` includes words of limit or doubt around it
    (约, 不低于, ≥, 以上). 余 and 多 between number and unit lie inside the figure.

    `value` is in the base unit: 元 for money, percent for %, plain count for 万人; None for a range and for a
    one-sided limit it is the limit. `printed` is the number before scaling, `printed_unit` the unit as
    printed (万元), `unit` the base unit (元, %, 人, 件; None for a bare number), `decimals` the printed decimals.
    `low` and `high` bound what the figure may stand for (None: unbounded): 614.84 万元 is
    [614.835, 614.845]万元, 1130余万元 is [1130, 1140)万元, 不低于90% is [90, ∞); counts are exact.
    `qualifier` is the word of limit or doubt as printed.
    """

    start: int
    end: int
    numeral_end: int
    outer_start: int
    outer_end: int
    kind: Kind
    text: str
    value: Decimal | None
    unit: str | None = None
    printed: Decimal | None = None
    printed_unit: str | None = None
    decimals: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    low_closed: bool = True
    high_closed: bool = True
    qualifier: str | None = None
    chinese: bool = False
