"""One scoring of one sentence: inputs found by name, readings that were met, what is missing, the trace."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from gouji.schemes.inputs import Value, compatible
from gouji.schemes.shown import shown

# The names of readings, in Chinese as they are given out; in English in the documentation.
WHOLE, EVEN, BEGUN = "满一步才扣（不足一步不扣）", "不足一步按比例扣", "不足一步按一步扣"
ABSOLUTE, LITERAL = "取绝对值", "按字面（没有适用的条款）"
STEPS = (WHOLE, EVEN, BEGUN)


class Interval(NamedTuple):
    """Points that are possible; low equals high when they are certain. `closed` is about the upper end."""

    low: Fraction
    high: Fraction
    closed: bool = True


class Undefined(Exception):
    """No clause of the sentence says what this case gets; the message says why."""


class Run:
    """`choice` fixes readings by the question they answer; a question met for the first time is noted in `asked`."""

    __slots__ = ("asked", "choice", "flags", "given", "missing", "names", "settled", "trace", "used")

    def __init__(
        self,
        given: Mapping[str, Value],
        names: Mapping[str, str],
        choice: dict[str, str],
        settled: Mapping[str, str],
        trace: list[str] | None,
    ) -> None:
        self.given = given
        self.names = names
        self.choice = choice
        self.settled = settled
        self.trace = trace
        self.asked: dict[str, tuple[str, ...]] = {}
        self.missing: list[str] = []
        self.flags: list[str] = []
        self.used: set[str] = set()

    def say(self, sentence: str) -> None:
        """Add a sentence to the trace, when one is kept."""
        if self.trace is not None:
            self.trace.append(sentence)

    def pick(self, question: str, options: tuple[str, ...]) -> str:
        """The reading in force for a question; the first option until another is asked for."""
        if question in self.settled:
            return self.settled[question]
        self.asked[question] = options
        return self.choice.get(question, options[0])

    def value(self, name: str) -> Value | None:
        """The value entered for a name of the sentence, None when there is none."""
        key = self.names.get(name)
        if key is None:
            return None
        self.used.add(key)
        return self.given[key]

    def number(self, name: str, unit: str, *, zero: bool = False) -> Fraction | None:
        """The number entered for a name, when its unit can be the sentence's; None otherwise.

        `zero` says that the bound is 0, which has any unit.
        """
        value = self.value(name)
        if value is None or value.number is None:
            return None
        if not zero and value.number and not compatible(unit, value.unit):
            return None
        return value.number

    def lack(self, name: str, full: Fraction) -> Interval:
        """Nothing was entered for `name`: anything from nothing to all is possible."""
        self.missing.append(name)
        self.say(f"缺少“{name}”的数值，不能计算。")
        return Interval(Fraction(0), full)


def certain(points: Fraction) -> Interval:
    """Points that are sure."""
    return Interval(points, points)


def amount(value: Fraction, unit: str) -> str:
    """A number with its unit as people write it: 0.95 of % is 95%, money in 万元 from ten thousand."""
    if unit == "%":
        return f"{shown(value * 100)}%"
    if unit == "元" and abs(value) >= 1000:
        return f"{shown(value / 10000)}万元"
    return f"{shown(value)}{unit}"
