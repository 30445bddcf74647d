"""A sentence about one number, answered in whole numbers.

Most rows of most sheets are tiers or steps on one number. What each stretch of that number gives is settled once, by
the very rules of `scales`; a score is then a place in a list and a division. Whatever those rules would ask, trace,
miss or leave open has no place in the list and goes the long way.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from msgspec.structs import replace

from gouji.schemes.inputs import Value, compatible
from gouji.schemes.layouts import layout, passed
from gouji.schemes.program import Piece, Program, Scale
from gouji.schemes.records import Award, Range, Step
from gouji.schemes.run import BEGUN, EVEN, STEPS, WHOLE, Run, Undefined
from gouji.schemes.scales import beside, beyond, proportional

_ALL = Range(None, None)
_SURE = frozenset(("points", "full", "zero", "share"))


class Stepped(NamedTuple):
    """`full` less `each` for every step of `size` beyond `base`: numerators and denominators; `most` is the limit."""

    base: tuple[int, int]
    size: tuple[int, int]
    full: tuple[int, int]
    each: tuple[int, int]
    most: tuple[int, int] | None
    mode: str | None


class Sloped(NamedTuple):
    """`each` for every whole of the number, from nothing up to `most`."""

    each: Fraction
    most: Fraction


Cell = Decimal | Stepped | Sloped | None


class Quick:
    """The stretches of one number: `at` its bounds and `between` them."""

    __slots__ = ("_any_unit", "_at", "_between", "_bounds", "_scale", "_unit", "name")

    def __init__(self, scale: Scale, bounds: list[Fraction], cells: tuple[list[Cell], list[Cell]]) -> None:
        self._scale = lcm(*(bound.denominator for bound in bounds)) if bounds else 1
        self._bounds = [int(bound * self._scale) for bound in bounds]
        self._at, self._between = cells
        self.name = scale.name
        self._unit = scale.unit or (scale.steps[0].unit if scale.steps else "")
        self._any_unit = zero_bound(scale)

    def cell(self, value: Value) -> Cell:
        """What holds where a number is; None where the long way has to be gone."""
        number = value.number
        if number is None or not (self._any_unit or not number or compatible(self._unit, value.unit)):
            return None
        whole, part = divmod(number.numerator * self._scale, number.denominator)
        if part:
            return self._between[bisect_left(self._bounds, whole + 1)]
        i = bisect_left(self._bounds, whole)
        return self._at[i] if i < len(self._bounds) and self._bounds[i] == whole else self._between[i]


def zero_bound(scale: Scale) -> bool:
    """Whether all that a sentence names is 0, which has any unit."""
    bounds = (b for p in scale.pieces for b in (p.range.low, p.range.high))
    if scale.event or any(b is not None and b.value != 0 for b in bounds):
        return False
    return not scale.steps or (scale.base == 0 and scale.steps[0].unit == "%")


def stepped(rule: Stepped, value: Fraction) -> list[tuple[str, Fraction]]:
    """The points of a number beyond the base: one way, or by each reading of a part of a step."""
    above = abs(value.numerator * rule.base[1] - rule.base[0] * value.denominator) * rule.size[1]
    below = value.denominator * rule.base[1] * rule.size[0]
    whole, part = divmod(above, below)
    if not part:
        return [(WHOLE, _left(rule, whole, 1))]
    readings = {WHOLE: (whole, 1), EVEN: (above, below), BEGUN: (whole + 1, 1)}
    return [(name, _left(rule, *readings[name])) for name in ((rule.mode,) if rule.mode else STEPS)]


def _left(rule: Stepped, count: int, parts: int) -> Fraction:
    """The points left after `count`/`parts` steps, not below nothing."""
    off, below = count * rule.each[0], parts * rule.each[1]
    if rule.most is not None and off * rule.most[1] > rule.most[0] * below:
        off, below = rule.most
    left = rule.full[0] * below - off * rule.full[1]
    return Fraction(left, rule.full[1] * below) if left > 0 else Fraction(0)


def quick(program: Program, settled: str | None) -> Quick | None:
    """The quick way of a sentence, None where it is not about one number alone. `settled` is the reading of steps."""
    extra = (program.counters, program.less, program.overrides, program.absent, program.effects, program.totals)
    scale = program.parts[0] if len(program.parts) == 1 and not any(extra) else None
    if (
        not isinstance(scale, Scale)
        or program.unread
        or program.least
        or program.most is not None
        or scale.full is None
    ):
        return None
    odd = scale.target or scale.ratio or scale.items or scale.rate
    if odd or "绝对值" in scale.name or scale.full > program.points:
        return None
    if any(step.sign > 0 or step.way == "either" for step in scale.steps):
        return None
    bounds = sorted({*layout(scale.pieces).bounds, *([scale.base] if scale.base is not None else [])})
    ends = [bounds[0] - 1, *bounds, bounds[-1] + 1] if bounds else [Fraction(0), Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(ends)]
    between[0], between[-1] = (ends[0], ends[-1]) if bounds else (Fraction(0), Fraction(0))
    at = [_cell(scale, value, settled) for value in bounds]
    return Quick(scale, bounds, (at, [_cell(scale, value, settled) for value in between]))


def _cell(scale: Scale, value: Fraction, settled: str | None) -> Cell:
    """What the rules of `scales` say of the stretch that `value` stands for."""
    found = layout(scale.pieces).find(value)
    if len(found) > 1 or (found and passed(scale.pieces, found[0], value) is not None):
        return None
    if found:
        act = found[0].act
        return _award(scale, act, found[0].range) if isinstance(act, Award) else _steps(scale, act, settled)
    base = scale.base or Fraction(0)
    if scale.steps:
        further = [step for step in scale.steps if beyond(step, value, base)]
        if further:
            return _steps(scale, further[0], settled)
        if not beside(scale, value):
            return None if scale.exact and value != base else _award(scale, Award(kind="full"), _ALL)
    return _award(scale, scale.otherwise, replace(_ALL, unit=scale.unit)) if scale.otherwise is not None else None


def _award(scale: Scale, award: Award, limits: Range) -> Cell:
    from gouji.schemes.standard import hundredths

    if scale.full is None:
        return None
    if award.kind in ("proportion", "proportion_less"):
        return _slope(scale, Piece(limits, award))
    if award.kind not in _SURE:
        return None
    full = scale.full
    points = {"points": award.value, "full": full, "zero": Fraction(0), "share": award.value * full}[award.kind]
    return hundredths(points) if 0 <= points <= full else None


def _slope(scale: Scale, piece: Piece) -> Cell:
    """What a small number gets in proportion, and so what any gets; None where the text has several ways."""
    small, run = Fraction(1, 10**9), Run({}, {}, {}, {}, None)
    assert scale.full is not None
    try:
        got, most = (proportional(scale, piece, at, run, scale.full).low for at in (small, 1 / small))
    except Undefined:
        return None
    return None if run.asked or most > scale.full else Sloped(got / small, most)


def _steps(scale: Scale, step: Step, settled: str | None) -> Cell:
    if step.high is not None or step.sign > 0 or scale.full is None:
        return None
    each = step.amount * scale.full if step.share else step.amount
    most = None if step.limit is None else step.limit.as_integer_ratio()
    mode = BEGUN if step.begun else WHOLE if step.whole else EVEN if step.even else settled
    base = scale.base if scale.base is not None else Fraction(0)
    return Stepped(
        base.as_integer_ratio(),
        step.size.as_integer_ratio(),
        scale.full.as_integer_ratio(),
        each.as_integer_ratio(),
        most,
        mode,
    )
