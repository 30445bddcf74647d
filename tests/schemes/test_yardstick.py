"""The shared worked sentences: every score, reading and range."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import gouji

SENTENCES = Path(__file__).parents[3] / "shared/scoring/sentences.jsonl"
ROWS = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()] if SENTENCES.exists() else []
CASES = [(row, case) for row in ROWS for case in row["cases"]]


@pytest.mark.skipif(not ROWS, reason="the worked sentences are kept outside this repository")
def test_there_are_sentences() -> None:
    assert len(ROWS) > 40


@pytest.mark.parametrize(
    ("row", "case"), CASES, ids=[f"{row['id']}-{i}" for row in ROWS for i in range(len(row["cases"]))]
)
def test_case(row: dict[str, Any], case: dict[str, Any]) -> None:
    score = gouji.compile_standard(row["text"], row["full_marks"]).score(case["input"])
    assert score.trace
    if case.get("score_readings"):
        wanted = {None if value == "undefined" else Fraction(str(value)) for value in case["score_readings"].values()}
        assert score.points is None
        assert {None if points is None else Fraction(points) for _, points in score.readings} == wanted
    elif case["score"] is None:
        assert score.points is None and score.needs_judgement
        if "score_range" in case:
            assert [Fraction(score.low), Fraction(score.high)] == [Fraction(str(end)) for end in case["score_range"]]
    else:
        assert score.points is not None
        assert Fraction(score.points) == Fraction(str(case["score"]))
