"""What checks of wording share: passages that speak of something, the facts in them, and comparisons on intervals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from gouji.checks.case import Case
from gouji.model import Fact, Paragraph, Span, year_of
from gouji.vocabulary import Compact, compact, fund_named

_ENDS = "。;!?"


class Passage(msgspec.Struct, frozen=True):
    """A paragraph outside tables as `shadow.text`, without spaces and quotation marks and with narrow punctuation."""

    start: int
    end: int
    shadow: Compact

    def span(self, start: int, end: int) -> Span:
        """A range of the shadow in the document."""
        return Span(*self.shadow.original(start, end))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence of the shadow around a range of it."""
        text = self.shadow.text
        first = max(text.rfind(sign, 0, start) for sign in _ENDS) + 1
        stops = [at for sign in _ENDS if (at := text.find(sign, end)) >= 0]
        return first, min(stops, default=len(text))


def passages(case: Case, pattern: re.Pattern[str]) -> Iterator[Passage]:
    """The paragraphs outside tables in which a pattern is found, as printed."""
    text = case.document.text
    for block in case.document.blocks:
        if isinstance(block, Paragraph) and pattern.search(text, block.start, block.end):
            yield Passage(block.start, block.end, compact(text, block.start, block.end))


_SENTENCE_ENDS = "。！？!?；;\n\t"


def sentence_around(case: Case, span: Span) -> Span:
    """The sentence of the document that holds a range, as far as its signs and line ends tell."""
    text = case.document.text
    start = max(text.rfind(sign, 0, span.start) for sign in _SENTENCE_ENDS) + 1
    stops = [at for sign in _SENTENCE_ENDS if (at := text.find(sign, span.end)) >= 0]
    return Span(start, min(stops, default=len(text)))


def facts_within(case: Case, span: Span) -> tuple[Fact, ...]:
    """The facts that begin in a range of the document, in order."""
    facts = case.report.facts
    first = bisect_left(facts, span.start, key=lambda fact: fact.span.start)
    return facts[first : bisect_left(facts, span.end, key=lambda fact: fact.span.start)]


def exceeds(a: Fact, b: Fact) -> bool:
    """Whether one printed figure is larger than another, whatever their rounding hides."""
    low, high = a.quantity.low, b.quantity.high
    return low is not None and high is not None and low > high


def agree(a: Fact, b: Fact) -> bool:
    """Whether two printed figures can stand for one value."""
    return not exceeds(a, b) and not exceeds(b, a)


def stage_of(case: Case, fact: Fact) -> str:
    """The budget stage, where none is said that of the whole document."""
    return fact.stage or ("original" if case.report.form == "budget" else "outturn")


_GRAND = re.compile(r"总\s*计\s*(?:各?为|是|[:：])?\s*$|收、?支(?:决算)?总(?:计|额)\s*(?:各?为)?\s*$")
_LABEL = 12


def is_grand_total(case: Case, fact: Fact) -> bool:
    """Whether the words before a figure of the prose call it 总计: with balances, unlike 本年收入合计."""
    before = case.document.text[max(fact.span.start - _LABEL, 0) : fact.span.start]
    return fact.source == "prose" and _GRAND.search(before) is not None


_CUMULATIVE = re.compile(r"(?:累计|历年|自.{2,8}以来)[^，,。；;：:]{0,8}$")


def is_cumulative(case: Case, fact: Fact) -> bool:
    """Whether the words before a figure of the prose say that it is of several years: 累计支出a万元."""
    before = case.document.text[max(fact.span.start - _LABEL, 0) : fact.span.start]
    return fact.source == "prose" and _CUMULATIVE.search(before) is not None


def is_of_projects(case: Case, fact: Fact) -> bool:
    """Whether total spending of the prose is that of the projects which the innermost heading is about."""
    if fact.concept != "total_expenditure" or fact.source != "prose":
        return False
    held = [s.title for s in case.report.sections if s.heading.start <= fact.span.start < s.body.end]
    return bool(held) and "项目" in held[-1] and "基本" not in held[-1]


def divides_another(case: Case, whole: Fact, parts: Iterable[Fact]) -> bool:
    """Whether parts add up to another amount of their paragraph, so that the whole was read wrongly."""
    members = list(parts)
    total = sum((part.quantity.value or Decimal(0) for part in members), Decimal(0))
    return any(
        fact.quantity.value == total and fact.quantity.unit == whole.quantity.unit
        for fact in case.report.facts
        if fact.frame == whole.frame and fact.id != whole.id and fact not in members
    )


_BUDGETED = ("original", "final", "budget")


def of_two_funds(case: Case, facts: Iterable[Fact]) -> bool:
    """Whether figures of several places are of different funds, by their own words or by the headings over them.

    基本支出a万元 under 支出决算情况, 人员经费b万元 under 一般公共预算财政拨款基本支出决算情况: not one division.
    """
    places = {fact.frame: fact for fact in facts if fact.source != "table"}
    return len(places) > 1 and len({_fund_around(case, fact) for fact in places.values()}) > 1


def _fund_around(case: Case, fact: Fact) -> str | None:
    """The fund of a figure, or that of the innermost heading which names one."""
    if fact.fund is not None:
        return fact.fund
    # 一般公共预算支出情况 is how self-evaluations head all their spending; only the part of basic spending tells.
    held = [s.title for s in case.report.sections if s.heading.start <= fact.span.start < s.body.end]
    return next((fund for title in reversed(held) if "基本支出" in title and (fund := fund_named(title))), None)


def of_two_stages(facts: Iterable[Fact]) -> bool:
    """Whether some figures are said to be budgeted and others to be spent: 预算a万元，决算b万元，其中……"""
    stages = {fact.stage for fact in facts}
    return "outturn" in stages and any(stage in stages for stage in _BUDGETED)


def own(case: Case, concept: str, stage: str | None = None, year: int | None = None) -> list[Fact]:
    """The facts of a concept about the unit itself, as a whole, in a year (that of the report when None)."""
    wanted = year if year is not None else case.report.fiscal_year
    return [
        fact
        for fact in case.facts_of(concept)
        if fact.quantity.value is not None
        and not fact.subject
        and fact.item is None
        and fact.scope is None
        and (stage is None or stage_of(case, fact) == stage)
        and (year_of(fact) == str(wanted) if wanted is not None else year_of(fact) is None)
    ]


def only(case: Case, concept: str, stage: str | None = None, year: int | None = None) -> Fact | None:
    """The one value that a report gives for a concept; None when there is none, or values that differ."""
    found = own(case, concept, stage, year)
    return found[0] if found and all(agree(found[0], fact) for fact in found[1:]) else None
