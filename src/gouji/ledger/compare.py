"""The measures of a ledger beside what a report says: agrees, differs, in doubt, another unit, or not stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from gouji.ledger.records import Measure, Measured, Span
from gouji.ledger.words import bare_name, is_named
from gouji.model import Fact, Report
from gouji.quantities import Quantity, find_quantities

Verdict = Literal["agrees", "differs", "doubtful", "other_unit", "not_stated"]
Source = Literal["indicator", "prose"]
_DAYS = frozenset(("天", "日", "工作日", "个工作日"))


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One measure beside one figure of the report; `fact` is None where the report does not state it.

    `source` tells an indicator row from prose; `text` is an achieved value that holds no figure (已完成).
    """

    measured: Measured
    verdict: Verdict
    source: Source | None = None
    fact: Fact | None = None
    text: str = ""


class _Stated(NamedTuple):
    """What a report states under a name."""

    name: str
    source: Source
    fact: Fact | None
    text: str


def compare(report: Report, measured: Sequence[Measured], period: Span) -> tuple[Comparison, ...]:
    """Every figure of the report that states a measure, in the order of the measures and then of the report."""
    stated = list(_stated(report, str(period.last.year)))
    found: list[Comparison] = []
    for one in measured:
        names = frozenset(bare_name(name) for name in one.measure.indicators)
        here = list(_beside(one, names, stated))
        found += here or [Comparison(measured=one, verdict="not_stated")]
    return tuple(found)


def _stated(report: Report, year: str) -> Iterator[_Stated]:
    """The achieved values of indicators, and the figures of prose, that are of a year or of none."""
    for indicator in report.indicators:
        fact = None if indicator.achieved is None else report.facts[indicator.achieved]
        if fact is not None or indicator.achieved_text:
            yield _Stated(indicator.name, "indicator", fact, indicator.achieved_text)
    for fact in report.facts:
        if fact.source == "prose" and (fact.subject or fact.concept) and (fact.period or year)[:4] == year:
            yield _Stated(fact.subject, "prose", fact, "")


def _beside(measured: Measured, names: frozenset[str], stated: Sequence[_Stated]) -> Iterator[Comparison]:
    concept = measured.measure.concept
    for one in stated:
        same = concept is not None and one.fact is not None and one.fact.concept == concept
        if not same and not is_named(one.name, names):
            continue
        verdict = "not_stated" if one.fact is None else judge(measured, one.fact.quantity)
        # A sentence may count the same thing by another unit; only an indicator's row must be comparable.
        if verdict != "other_unit" or one.source == "indicator":
            yield Comparison(measured=measured, verdict=verdict, source=one.source, fact=one.fact, text=one.text)


def judge(measured: Measured, quantity: Quantity) -> Verdict:
    """Whether a printed figure admits the value of a measure, or could with its doubtful rows."""
    scale = _scale(measured.measure, quantity)
    if scale is None:
        return "other_unit"
    if measured.value is None:
        return "doubtful"
    if _admits(quantity, measured.value * scale, measured.value * scale):
        return "agrees"
    low = None if measured.low is None else measured.low * scale
    high = None if measured.high is None else measured.high * scale
    return "doubtful" if measured.doubtful and _admits(quantity, low, high) else "differs"


def _scale(measure: Measure, quantity: Quantity) -> Fraction | None:
    """What turns the measure's value into the base unit of the figure; None where the units do not go together."""
    is_rate = measure.way in ("rate", "on_time_rate")
    if is_rate or quantity.kind == "percent":
        return Fraction(100) if is_rate and quantity.kind == "percent" else None
    if not measure.unit:
        return Fraction(1) if quantity.kind != "currency" else None
    base, scale = _unit(measure.unit)
    if measure.way == "mean_days" and quantity.unit in _DAYS:
        return Fraction(1)
    return scale if quantity.unit in (base, None) else None


@lru_cache(maxsize=256)
def _unit(unit: str) -> tuple[str | None, Fraction]:
    """The base of a unit and its size in it: 万元 is 10,000 元."""
    found = find_quantities(f"1{unit}")
    if len(found) != 1 or found[0].value is None or found[0].end != len(unit) + 1:
        return unit, Fraction(1)
    return found[0].unit, Fraction(found[0].value)


def _admits(quantity: Quantity, low: Fraction | None, high: Fraction | None) -> bool:
    """Whether the range of a measure and the interval of a figure meet."""
    if quantity.low is not None and high is not None:
        bound = Fraction(quantity.low)
        if high < bound or (high == bound and not quantity.low_closed):
            return False
    if quantity.high is not None and low is not None:
        bound = Fraction(quantity.high)
        if low > bound or (low == bound and not quantity.high_closed):
            return False
    return True
