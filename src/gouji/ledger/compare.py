"""The measures of a ledger beside what a report says: agrees, differs, in doubt, another unit, or not stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal

import msgspec

from gouji.ledger.records import Measure, Measured, Span
from gouji.ledger.words import bare_name
from gouji.model import Fact, Report
from gouji.quantities import Quantity, find_quantities

Verdict = Literal["agrees", "differs", "doubtful", "other_unit", "not_stated"]
_DAYS = frozenset(("天", "日", "工作日", "个工作日"))


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One measure beside one figure of the report; `fact` is None where the report does not state it.

    `source` tells an indicator row from prose; `text` is an achieved value that holds no figure (已完成).
    """

    measured: Measured
    verdict: Verdict
    source: Literal["indicator", "prose"] | None = None
    fact: Fact | None = None
    text: str = ""


def compare(report: Report, measured: Sequence[Measured], period: Span) -> tuple[Comparison, ...]:
    """Every figure of the report that states a measure, in the order of the measures and then of the report."""
    by_name = _stated(report, period)
    found: list[Comparison] = []
    for one in measured:
        names = {bare_name(name) for name in one.measure.indicators}
        here = list(_beside(one, names, by_name))
        found += here or [Comparison(measured=one, verdict="not_stated")]
    return tuple(found)


def _stated(report: Report, period: Span) -> list[tuple[str, Literal["indicator", "prose"], Fact]]:
    """The achieved values of indicators and the counts in prose with their names, of the period's year."""
    year = str(period.last.year)
    stated: list[tuple[str, Literal["indicator", "prose"], Fact]] = []
    for indicator in report.indicators:
        if indicator.achieved is not None:
            stated.append((bare_name(indicator.name), "indicator", report.facts[indicator.achieved]))
    for fact in report.facts:
        if fact.source == "prose" and fact.subject and (fact.period or year)[:4] == year:
            stated.append((bare_name(fact.subject), "prose", fact))
    return stated


def _beside(
    measured: Measured, names: set[str], stated: Sequence[tuple[str, Literal["indicator", "prose"], Fact]]
) -> Iterator[Comparison]:
    for name, source, fact in stated:
        if name not in names:
            continue
        verdict = judge(measured, fact.quantity)
        # A sentence may count the same thing by another unit; only an indicator's row must be comparable.
        if verdict != "other_unit" or source == "indicator":
            yield Comparison(measured=measured, verdict=verdict, source=source, fact=fact)


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
