"""Root causes: the figure that closes the most ties is named, and what it should be where the ties say so.

Each file in cases/ is a text and the repairs expected of it, the first ones first: the figure as printed, what it
should be ("" for none), the kind of slip, how many broken ties close and of how many.
"""

from __future__ import annotations

import random
import time
import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gouji
from gouji.model import Fact, Report, Span, State, TieGraph
from gouji.quantities import find_quantities
from gouji.readers.reading import read_bytes
from gouji.testing import Synthetic, make_report
from gouji.ties import tie
from gouji.ties.culprit import repairs
from gouji.ties.figures import stands_for
from gouji.ties.judge import Ties, judge, origin, terms

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def tied(text: str) -> tuple[Report, TieGraph, str]:
    document = read_bytes(text.encode(), "a.txt")
    report = gouji.extract(document)
    return report, tie(report), document.text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_culprit(path: Path) -> None:
    case: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    report, graph, text = tied(case["text"])
    found = []
    for repair in repairs(report.facts, graph):
        span = report.facts[repair.facts[0]].span
        found.append(
            {
                "figure": text[span.start : span.end],
                "repaired": "" if repair.printed is None else f"{repair.printed:f}",
                "kind": repair.kind or "",
                "closes": len(repair.closes),
                "of": repair.of,
                "alone": not repair.rivals,
            }
        )
    assert found == case.get("repairs", [])


def swapped(report: Synthetic, rng: random.Random) -> tuple[str, int, int] | None:
    """The text with two digits of one figure swapped, and where that figure stands."""
    choice = [m for m in report.mentions if sum(c.isdigit() for c in m.text) >= 3]
    mention = rng.choice(choice)
    places = [i for i, (a, b) in enumerate(pairwise(mention.text)) if a.isdigit() and b.isdigit() and a != b]
    if not places:
        return None
    at = rng.choice(places)
    spoilt = mention.text[:at] + mention.text[at + 1] + mention.text[at] + mention.text[at + 2 :]
    return report.text[: mention.start] + spoilt + report.text[mention.end :], mention.start, mention.end


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_a_repair_closes_what_it_says_and_breaks_nothing(seed: int, rounded: bool) -> None:
    planted = swapped(make_report(seed, None, rounded=rounded), random.Random(seed))
    if planted is None:
        return
    report, graph, _ = tied(planted[0])
    broken = {t.id for t in graph.ties if t.state == "broken"}
    seen: set[int] = set()
    for repair in repairs(report.facts, graph):
        assert repair.closes and set(repair.closes) <= broken - seen and repair.of >= len(repair.closes)
        seen |= set(repair.closes)
        if repair.printed is None:
            continue
        states = changed(report, graph, repair.facts, repair.printed)
        for number, state in states.items():
            if number in repair.closes or graph.ties[number].state in ("closed", "rounding"):
                assert state in ("closed", "rounding")


def changed(report: Report, graph: TieGraph, members: tuple[int, ...], printed: Decimal) -> dict[int, State]:
    """The ties of some mentions judged anew with another number, by the judge of all ties."""
    facts = list(report.facts)
    first = facts[members[0]].quantity
    for index in members:
        quantity = facts[index].quantity
        interval = stands_for(printed, first, quantity)
        assert interval is not None
        changed_to = msgspec.structs.replace(quantity, low=interval[0], high=interval[1])
        facts[index] = msgspec.structs.replace(facts[index], quantity=changed_to)
    touching = {number for index in members for number in graph.by_fact[index]}
    ties = [graph.ties[number] for number in touching if not set(graph.ties[number].facts) <= set(members)]
    return {t.id: judge(facts, t.kind, t.left, t.operator, t.right, t.slack)[0] for t in ties if t.state != "open"}


def test_most_planted_swaps_are_found_first() -> None:
    asked = met = right = proposed = 0
    for seed in range(60):
        synthetic = make_report(seed, None, rounded=bool(seed % 2))
        planted = swapped(synthetic, random.Random(seed))
        if planted is None:
            continue
        text, start, end = planted
        report, graph, _ = tied(text)
        fact = next((f for f in report.facts if start <= f.span.start < end), None)
        if fact is None or not any(graph.ties[t].state == "broken" for t in graph.by_fact[fact.id]):
            continue
        asked += 1
        first = repairs(report.facts, graph)[0]
        met += first.facts == (fact.id,)
        if first.facts == (fact.id,) and first.printed is not None and fact.quantity.printed:
            proposed += 1
            value = next(m.value for m in synthetic.mentions if m.start == start)
            right += first.printed * fact.quantity.value / fact.quantity.printed == value  # type: ignore[operator]
    assert asked >= 25
    assert met / asked >= 0.8
    assert right / proposed >= 0.9


def column(parts: int) -> tuple[tuple[Fact, ...], TieGraph]:
    """A broken sum of so many parts, each of which is also at most the whole."""
    numbers = [Decimal(f"{i}.25") for i in range(1, parts + 1)]
    facts = []
    for index, number in enumerate([sum(numbers, Decimal(9)), *numbers]):
        (quantity,) = find_quantities(f"{number}万元")
        facts.append(Fact(id=index, quantity=quantity, span=Span(index, index + 1), source="table"))
    ties = Ties(facts)
    source = origin("table", "column")
    ties.add("sum", terms([0]), "=", terms(range(1, parts + 1)), source)
    for part in range(1, parts + 1):
        ties.add("part", terms([part]), "<=", terms([0]), source)
    touching = tuple(tuple(t.id for t in ties.made if fact.id in t.facts) for fact in facts)
    return tuple(facts), TieGraph(ties=tuple(ties.made), by_fact=touching)


def test_cost_grows_no_faster_than_the_graph() -> None:
    def seconds(parts: int) -> float:
        facts, graph = column(parts)
        start = time.process_time()
        (repair,) = repairs(facts, graph)
        assert repair.closes == (0,)
        return time.process_time() - start

    seconds(50)
    few, many = seconds(100), seconds(800)
    # Eight times the figures: quadratic would be 64.
    assert many < 24 * max(few, 0.002)
