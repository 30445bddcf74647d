"""The numeral being read, shared by the modules that read it."""

from __future__ import annotations

from gouji.quantities.units import Unit


class Number:
    """A numeral being read: `digits` times ten to `power` (printed), times ten to `scale` (万, 亿)."""

    __slots__ = (
        "chinese", "decimals", "digits", "end", "fraction", "more", "numeral_end", "percent", "power", "run",
        "scale", "scale_text", "start", "unit",
    )  # fmt: skip

    def __init__(self, start: int, end: int, digits: int, decimals: int) -> None:
        self.start = start
        self.end = end
        self.numeral_end = end
        self.digits = digits
        self.decimals = decimals
        self.power = -decimals
        self.scale = 0
        self.scale_text = ""
        self.unit: Unit | None = None
        self.more = ""
        self.chinese = False
        self.percent = False
        self.run = ""
        self.fraction: int | None = None  # the denominator
