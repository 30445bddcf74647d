"""The values that a row needs, found among the figures of a report or entered for a what-if."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from gouji.model import Confidence, Fact, Indicator, Report
from gouji.quantities import Quantity
from gouji.schemes.catalogue import amount_names, rate_named, rates, terms, weakest
from gouji.schemes.catalogue_records import Term, Way
from gouji.schemes.inputs import Value, name_key, read_value
from gouji.vocabulary import concept_named, concepts, find_names, fold

NOT_APPLICABLE = ("不适用", "不考核", "无此项")
_MOST = 6
_STAGES: dict[str | None, tuple[str | None, ...]] = {
    None: (None, "outturn"),
    "original": ("original", "budget"),
    "final": ("final", "budget"),
    "outturn": ("outturn", None),
}
_PREVIOUS = re.compile(r"^(?:上年度|上年|去年|上一年度?)")
_SPENT = re.compile(r"(?:实际)?(?:支出|决算|完成|执行)(?:数|额)?$")
_BUDGETED = re.compile(r"(?:年初)?预算(?:安排)?(?:数|额)?$")


class Known(NamedTuple):
    """A value with the interval that its digits admit, in base units (a percent is a hundredth), and where from.

    `doubtful`: 100% in a column of completion may be the rate itself, or that its target was met.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    unit: str
    how: str
    facts: tuple[int, ...] = ()
    confidence: Confidence = "H"
    doubtful: bool = False

    def ends(self) -> tuple[Fraction, ...]:
        """The number as it is printed, then the ends of its interval where they differ from it."""
        if self.low is self.value and self.high is self.value:
            return (self.value,)
        return tuple(dict.fromkeys((self.value, self.low, self.high)))

    def values(self) -> tuple[Value, ...]:
        """The ends with their unit, as they are entered."""
        return tuple(Value(number, self.unit, "") for number in self.ends())


class Found(NamedTuple):
    """What was found for a name: one value, several that contradict each other, or what is missing."""

    values: tuple[Known, ...] = ()
    missing: tuple[str, ...] = ()
    nothing_to_divide: bool = False


def known_of(quantity: Quantity, how: str, facts: tuple[int, ...]) -> Known | None:
    """A figure as a value; a bound that is open keeps to the printed number."""
    if quantity.value is None:
        return None
    percent = quantity.unit in ("%", "百分点")
    value = _base(quantity.value, percent)
    low = value if quantity.low in (None, quantity.value) else _base(quantity.low, percent)
    high = value if quantity.high in (None, quantity.value) else _base(quantity.high, percent)
    return Known(value, low, high, "%" if percent else quantity.unit or "", how, facts)


@lru_cache(maxsize=65536)
def _base(value: Decimal, percent: bool) -> Fraction:
    """A printed number in base units: a percent is a hundredth."""
    over, under = value.as_integer_ratio()
    return Fraction(over, under * 100 if percent else under)


class Figures:
    """The figures of one report, by what they are of; `entered` are values that stand in for them."""

    def __init__(self, report: Report, entered: Mapping[str, str] | None = None) -> None:
        self.report = report
        self.year = str(report.fiscal_year) if report.fiscal_year else None
        self.entered = {name_key(name): (name, read_value(value)) for name, value in (entered or {}).items()}
        self.used: set[str] = set()
        self._by_concept: dict[str, list[Fact]] = {}
        self._stated: dict[str, list[Fact]] = {}
        for fact in report.facts:
            if fact.concept is not None:
                self._by_concept.setdefault(fact.concept, []).append(fact)
            if fact.concept == "indicator_actual" and fact.measure is not None:
                self._stated.setdefault(fact.measure, []).append(fact)
        self._told = _told_in_targets(report)
        self._terms: dict[tuple[Term, int | None], tuple[Known, ...]] = {}

    def given(self, *names: str) -> Known | None:
        """What was entered under one of several names."""
        for name in names:
            found = self.entered.get(name_key(name)) if name else None
            if found is not None:
                self.used.add(found[0])
                value = found[1]
                if value.number is not None:
                    return Known(
                        value.number, value.number, value.number, value.unit, f"{found[0]}{value.text}（设定）"
                    )
        return None

    def words(self, *names: str) -> Value | None:
        """A value in words that was entered under one of several names (是, 优, 不适用)."""
        for name in names:
            found = self.entered.get(name_key(name)) if name else None
            if found is not None:
                self.used.add(found[0])
                return found[1]
        return None

    def amount(self, term: Term, frame: int | None = None) -> tuple[Known, ...]:
        """The values of one amount: one, or several where the report contradicts itself; `frame`: its table first."""
        key = (term, frame)
        if key not in self._terms:
            self._terms[key] = self._amount(term, frame)
        return self._terms[key]

    def _amount(self, term: Term, frame: int | None) -> tuple[Known, ...]:
        concept = concepts().get(term.concept)
        entered = self._entered_amount(term)
        if concept is None or entered is not None:
            return () if entered is None else (entered,)
        facts = [fact for fact in self._by_concept.get(term.concept, ()) if self._fits(fact, term)]
        # The figures of a form are of its project, which they name.
        near = [fact for fact in facts if fact.frame == frame and fact.row is not None]
        facts = [fact for fact in facts if not fact.subject]
        return tuple(_apart(_known(near or facts, _zh(term))))

    def _entered_amount(self, term: Term) -> Known | None:
        for key, (name, _) in self.entered.items():
            wanted = amount_named(key)
            if wanted is not None and (wanted.concept, wanted.previous, wanted.stage) == (
                term.concept,
                term.previous,
                term.stage,
            ):
                return self.given(name)
        return None

    def _fits(self, fact: Fact, term: Term) -> bool:
        if fact.scope is not None or fact.item is not None:
            return False
        if fact.stage not in _STAGES[term.stage]:
            return False
        if self.year is None:
            return not term.previous
        wanted = str(int(self.year) - 1) if term.previous else self.year
        return fact.period.startswith(wanted) if fact.period is not None else not term.previous

    def rate(self, concept: str, row: Indicator | None = None) -> Found:
        """A rate: entered, computed by its formula from the report's amounts, or as the report states it."""
        entered = next((self.given(name) for _, (name, _) in self.entered.items() if rate_named(name) == concept), None)
        if entered is not None:
            return Found((entered,))
        computed = self._computed(concept, row.table if row is not None else None)
        if computed.values or computed.nothing_to_divide:
            return computed
        stated = self.stated(concept, row)
        return Found(stated) if stated else Found(missing=(self._lacking(concept, row),))

    def _lacking(self, concept: str, row: Indicator | None) -> str:
        """The amounts that the best formula of a rate lacks here, and the formula."""
        written = rates()[concept].written
        ways = rates()[concept].ways
        if not ways:
            return written
        frame = row.table if row is not None else None
        lacking = [term for term in (*terms(ways[0].over), *terms(ways[0].under)) if not self.amount(term, frame)]
        return f"{'、'.join(dict.fromkeys(_zh(term) for term in lacking))}（{written}）"

    def _computed(self, concept: str, frame: int | None) -> Found:
        for way in rates()[concept].ways:
            over, under = terms(way.over), terms(way.under)
            sides = [self.amount(term, frame) for term in (*over, *under)]
            if not all(sides):
                continue
            made = [_divided(way, over, under, picked) for picked in _combined(sides)]
            if any(value is None for value in made):
                return Found(nothing_to_divide=True)
            return Found(tuple(_apart([value for value in made if value is not None])))
        return Found()

    @staticmethod
    def _whose(fact: Fact, row: Indicator | None) -> bool:
        """Whether a stated rate is the organisation's, or of the form that the row stands in."""
        return not fact.subject or (row is not None and fact.frame == row.table and fact.row is not None)

    def stated(self, concept: str, row: Indicator | None = None) -> tuple[Known, ...]:
        """A rate as the report states it: in its text, or as the achieved value of an indicator of that name."""
        concept = rates()[concept].concept or concept
        zh = concepts()[concept].zh
        own = row.achieved if row is not None else None
        facts = [
            fact
            for fact in self._by_concept.get(concept, ())
            if self._fits(fact, Term(concept=concept)) and fact.id != own and self._whose(fact, row)
        ]
        if facts:
            return tuple(_apart(_known(facts, f"报告所写{zh}")))
        facts = [fact for fact in self._stated.get(concept, ()) if fact.id != own]
        told = [fact for fact in self._told.get(concept, ()) if fact.id != own and fact not in facts]
        found = _apart(_known([f for f in (*facts, *told) if f.quantity.unit == "%"], f"指标表所写{zh}"))
        return tuple(known._replace(doubtful=known.value == 1) for known in found)


def _zh(term: Term) -> str:
    concept = concepts().get(term.concept)
    budgeted = {"original": "预算的", "final": "全年预算的"}.get(term.stage or "", "")
    return ("上年" if term.previous else "") + budgeted + (concept.zh if concept is not None else term.concept)


def _known(facts: Iterable[Fact], name: str) -> Iterator[Known]:
    for fact in facts:
        made = known_of(fact.quantity, f"{name}{''.join(fact.quantity.text.split())}", (fact.id,))
        if made is not None:
            unit = fact.quantity.printed_unit or fact.quantity.unit or ""
            plain = "".join(fact.quantity.text.split())
            yield made._replace(how=f"{name}{plain}" + ("" if unit and plain.endswith(unit) else unit))


def _apart(values: Iterable[Known]) -> list[Known]:
    """Values that contradict each other; of those that agree within their digits the most exact one is kept."""
    kept: list[Known] = []
    for value in sorted(values, key=lambda v: v.high - v.low):
        if not any(value.low <= other.high and other.low <= value.high for other in kept):
            kept.append(value)
    return kept[:_MOST]


def _combined(sides: list[tuple[Known, ...]]) -> list[tuple[Known, ...]]:
    return list(product(*sides))[:_MOST]


def _divided(way: Way, over: tuple[Term, ...], under: tuple[Term, ...], picked: tuple[Known, ...]) -> Known | None:
    """One sum over another, with the extremes that the digits admit; None where there is nothing to divide by."""
    corners = list(product(*[known.ends() for known in picked]))
    quotients: list[Fraction] = []
    for corner in corners:
        divisor = sum((t.sign * v for t, v in zip(under, corner[len(over) :], strict=True)), Fraction(0))
        if divisor <= 0:
            if not quotients:
                return None
            continue
        quotients.append(sum((t.sign * v for t, v in zip(over, corner, strict=False)), Fraction(0)) / divisor)
    return Known(
        quotients[0],
        min(quotients),
        max(quotients),
        "%",
        _written(over, under, picked, quotients[0]) + (f"（{way.note}）" if way.note else ""),
        tuple(fact for known in picked for fact in known.facts),
        weakest(way.confidence, *(known.confidence for known in picked)),
    )


def _written(over: tuple[Term, ...], under: tuple[Term, ...], picked: tuple[Known, ...], quotient: Fraction) -> str:
    def side(part: tuple[Term, ...], known: tuple[Known, ...]) -> str:
        out = ""
        for term, value in zip(part, known, strict=True):
            out += ("－" if term.sign < 0 else "＋" if out else "") + value.how
        return f"（{out}）" if len(part) > 1 else out

    return f"{side(over, picked[: len(over)])}÷{side(under, picked[len(over) :])}＝{percent(quotient)}"


def percent(value: Fraction) -> str:
    """A share as a percentage of at most two decimals; ≈ where it has more."""
    hundredths = value * 10000
    whole = round(hundredths)
    text = f"{abs(whole) // 100}.{abs(whole) % 100:02d}".rstrip("0").rstrip(".")
    return ("" if hundredths == whole else "约") + ("-" if whole < 0 else "") + text + "%"


@lru_cache(maxsize=65536)
def amount_named(name: str) -> Term | None:
    """The amount that a name is of (在职人员数, 上年三公经费, 三公经费预算), None when it is of none."""
    plain = name_key(name)
    if plain in amount_names():
        return terms(amount_names()[plain])[0]
    previous = _PREVIOUS.match(plain)
    bare = plain[previous.end() :] if previous else plain
    for wanted in (plain, bare):
        concept = concept_named(wanted)
        if concept is not None:
            return Term(concept=concept, previous=previous is not None and wanted == bare)
    budgeted = _BUDGETED.search(bare)
    if budgeted is not None and (concept := concept_named(bare[: budgeted.start()])) is not None:
        return Term(concept=concept, previous=previous is not None, stage="original")
    spent = _SPENT.search(bare)
    if spent is not None and (concept := concept_named(bare[: spent.start()])) is not None:
        return Term(concept=concept, previous=previous is not None)
    return None


def _told_in_targets(report: Report) -> dict[str, list[Fact]]:
    """Achieved rates of indicators that are named in the column of targets (指标1：三公经费控制率), by the rate."""
    found: dict[str, list[Fact]] = {}
    for row in report.indicators:
        if row.achieved is None or not row.target_text:
            continue
        named = {hit.value for hit in find_names(fold(row.target_text)) if hit.kind == "concept"}
        named = {name for name in named if concepts()[name].unit == "percent"}
        if len(named) == 1:
            found.setdefault(named.pop(), []).append(report.facts[row.achieved])
    return found
