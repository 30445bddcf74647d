"""Our own worked cases: none wrong silently, nearly all right, the rest said to be not understood."""

from __future__ import annotations

from collections import Counter

import pytest

from gouji.schemes import compile_standard

from .collection import Case, judged, load

CASES = load()
LEAST_RIGHT = 0.95


@pytest.mark.parametrize("case", CASES, ids=[f"{i}" for i in range(len(CASES))])
def test_never_wrong(case: Case) -> None:
    score = compile_standard(case.text, case.points).score(case.inputs)
    assert judged(score, case.expected) != "wrong", (score, score.trace)
    assert score.trace


def test_nearly_all_are_right() -> None:
    tally = Counter(judged(compile_standard(c.text, c.points).score(c.inputs), c.expected) for c in CASES)
    assert len({case.text for case in CASES}) >= 150
    assert tally["right"] / len(CASES) >= LEAST_RIGHT, tally
