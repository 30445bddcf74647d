"""The annotated reports beside the repository: what is read, named, found and not found must not fall back.

`make accuracy` runs more seeds and more injected errors, and the number suites.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import gouji
from gouji.ties import clusters, groups

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
MUTATIONS = 10


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of yardsticks beside the repository is absent")
def test_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import accuracy

    totals = accuracy.evaluate(7, MUTATIONS)
    assert accuracy.shortfalls(totals) == []
    assert (totals["n"], totals["must_of"]) == (292, 7)
    assert totals["mut"] == 3 * MUTATIONS, sys.executable


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of yardsticks beside the repository is absent")
@pytest.mark.parametrize("name", ["000", "002", "004"])
def test_no_trap_is_one_fact(name: str) -> None:
    """Pairs that look contradictory and are not: figures that differ are never the same fact."""
    document = gouji.read(SHARED / "reports" / f"{name}.txt")
    facts = gouji.extract(document).facts
    for trap in json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))["traps"]:
        held = [fact for start, end in trap["quote_spans"] for fact in facts if start <= fact.span.start < end]
        for key, same in groups(held).items():
            assert len(clusters(same)) == 1, (trap["id"], key)


def test_a_shortfall_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The floors themselves: one figure less, one false alarm more."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import accuracy

    kept = {"n": 292, "read": 292, "value": 292, "concept": 199, "named": 205, "must": 7, "must_of": 7}
    kept |= {"should": 0, "should_of": 52, "false": 0, "mut": 100, "caught": 85}
    assert accuracy.shortfalls(kept) == []
    assert accuracy.shortfalls(kept | {"read": 291}) == ["figures read: 291 of 292, at least 100%"]
    assert accuracy.shortfalls(kept | {"concept": 198}) == ["concepts right: 198 of 205, at least 97%"]
    assert accuracy.shortfalls(kept | {"must": 6}) == ["findings that must be made: 6 of 7, at least 100%"]
    assert accuracy.shortfalls(kept | {"false": 1}) == ["false alarms: 1, at most 0"]
    assert accuracy.shortfalls(kept | {"caught": 84}) == ["injected errors caught: 84 of 100, at least 85%"]
