"""Every file in `judged/` and `traps/` is a test: a small report, and what its ties are or must not be.

A trap is a pair of figures that looks contradictory and is not; no error or warning may come of it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji.model import Tie
from gouji.pipeline import Judgement, check, extract
from gouji.readers import read_bytes

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.toml"))
KEYS = {"status", "why", "text", "no_findings", "named", "ties", "count", "coverage"}


@cache
def case_at(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def judged(text: str) -> Judgement:
    document = read_bytes(text.encode(), "case.txt")
    return check(document, extract(document))


def cases() -> list[Any]:
    made = []
    for path in FILES:
        case = case_at(path)
        marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if case.get("status") == "known" else []
        made.append(pytest.param(path, id=f"{path.parent.name}-{path.stem}", marks=marks))
    return made


def members(judgement: Judgement, tie: Tie) -> list[str]:
    """The figures of a tie as printed, in order."""
    spans = [judgement.report.facts[index].span for index in dict.fromkeys(tie.facts)]
    return sorted("".join(judgement.document.quote(span).split()) for span in spans)


@pytest.mark.parametrize("path", cases())
def test_ties(path: Path) -> None:
    case = case_at(path)
    judgement = judged(case["text"])
    graph = judgement.graph
    shown = [(tie.kind, tie.state, members(judgement, tie), tie.missing, tie.origin.kind) for tie in graph.ties]
    for expected in case.get("ties", ()):
        wanted = (expected["kind"], expected["state"], sorted(expected["of"]))
        held = [(lost, origin) for *tie, lost, origin in shown if tuple(tie) == wanted]
        assert held, (wanted, shown)
        assert set(expected.get("missing", ())) <= set(held[0][0])
        assert expected.get("origin", held[0][1]) == held[0][1]
    kinds = Counter(tie.kind for tie in graph.ties)
    assert {kind: kinds[kind] for kind in case.get("count", {})} == case.get("count", {}), shown
    if "coverage" in case:
        assert graph.coverage() == case["coverage"], shown
    printed = {"".join(judgement.document.quote(fact.span).split()): fact.concept for fact in judgement.report.facts}
    assert {quote: printed.get(quote) for quote in case.get("named", {})} == case.get("named", {})
    if case.get("no_findings"):
        loud = [f.message.zh for r in judgement.results for f in r.findings if f.severity != "notice"]
        assert not loud


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_file_is_well_formed(path: Path) -> None:
    case = case_at(path)
    assert set(case) <= KEYS
    assert ("status" in case) == ("why" in case)
    assert path.parent.name != "traps" or case["no_findings"]
    assert path.parent.name != "judged" or "ties" in case or "count" in case


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_graph_is_sound(path: Path) -> None:
    """Whatever the text: ids count up, each tie is found from each of its figures, and no tie stands twice."""
    graph = judged(case_at(path)["text"]).graph
    assert [tie.id for tie in graph.ties] == list(range(len(graph.ties)))
    for tie in graph.ties:
        assert all(tie.id in graph.by_fact[index] for index in tie.facts)
        assert (tie.state == "open") == bool(tie.missing)
    for index, touching in enumerate(graph.by_fact):
        assert all(index in graph.ties[number].facts for number in touching)
    written = [(tie.kind, tie.left, tie.operator, tie.right) for tie in graph.ties]
    assert len(set(written)) == len(written)
    counted = graph.coverage()
    assert counted["figures"] == counted["tied"] + counted["contradicted"] + counted["untied"]
