"""Coverage 覆盖: what became of every figure, and how many of each there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from gouji.model import Fact, Finding, Report, Span, TieGraph

FigureState = Literal["closed", "rounding", "contradicting", "named", "unnamed"]


def figure_states(report: Report, graph: TieGraph, findings: Sequence[Finding]) -> tuple[FigureState, ...]:
    """The state of every fact, by its id.

    contradicting: in a broken tie, or quoted in a finding as a figure of it (not as the rule it breaks). closed: in
    an equation that closes to the last digit, or only in bounds that hold. rounding: only in equations that close
    within the printed digits. named and unnamed: in no tie; whether we know what the figure is.
    """
    quoted = {fact.id for finding in findings for fact in _quoted(report.facts, finding)}
    broken = {fact for tie in graph.ties if tie.state == "broken" for fact in tie.facts} | quoted
    exact = {fact for tie in graph.ties if tie.state == "closed" and tie.operator == "=" for fact in tie.facts}
    bound = {fact for tie in graph.ties if tie.state == "closed" and tie.operator == "<=" for fact in tie.facts}
    rounding = {fact for tie in graph.ties if tie.state == "rounding" for fact in tie.facts}

    def state(fact: Fact) -> FigureState:
        if fact.id in broken:
            return "contradicting"
        if fact.id in exact:
            return "closed"
        if fact.id in rounding:
            return "rounding"
        if fact.id in bound:
            return "closed"
        return "unnamed" if fact.concept is None and fact.measure is None else "named"

    return tuple(state(fact) for fact in report.facts)


def coverage(report: Report, graph: TieGraph, findings: Sequence[Finding]) -> dict[str, int]:
    """How many figures there are, how many tied, contradict another, and could not be judged: the last three add up."""
    states = figure_states(report, graph, findings)
    tied = sum(state in ("closed", "rounding") for state in states)
    contradicting = states.count("contradicting")
    return {
        "figures": len(states),
        "tied": tied,
        "contradicting": contradicting,
        "unjudged": len(states) - tied - contradicting,
    }


def _quoted(facts: Sequence[Fact], finding: Finding) -> Iterator[Fact]:
    for evidence in finding.own:
        # What is quoted at greater length is quoted for its words, not for the figures in it.
        if evidence.role != "rule" and evidence.span.end - evidence.span.start <= _LONGEST:
            yield from facts_in(facts, evidence.span)


def facts_in(facts: Sequence[Fact], span: Span) -> Iterator[Fact]:
    """The facts, which are in the order of the text, that share a character with a span."""
    index = bisect_left(facts, span.end, key=lambda fact: fact.span.start) - 1
    # Facts do not nest deeply: from the first one that ends well before the span, none reaches into it.
    while index >= 0 and facts[index].span.start > span.start - _LONGEST:
        if facts[index].span.overlaps(span):
            yield facts[index]
        index -= 1


_LONGEST = 80
"""Code points; no figure is printed longer, a zero in words included."""
