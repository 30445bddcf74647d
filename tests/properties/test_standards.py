"""What holds of scoring sentences whatever their figures: monotone, exact at the edges, the same when restated."""

from __future__ import annotations

import itertools
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.schemes import Score, compile_standard

CASES = Path(__file__).parents[1] / "schemes/cases"
SENTENCES = [row for file in sorted(CASES.glob("*.toml")) for row in tomllib.loads(file.read_text("utf-8"))["case"]]
TEXTS = [(row["text"], row["points"]) for row in SENTENCES]
PERCENT = st.integers(0, 20000).map(lambda n: Decimal(n) / 100)


def outcome(score: Score) -> tuple[object, ...]:
    """What two equal functions agree on."""
    return score.points, score.low, score.high, score.bounds, frozenset(points for _, points in score.readings)


@settings(max_examples=200)
@given(PERCENT, PERCENT, st.integers(1, 50), st.integers(1, 40), st.sampled_from(["≤", "不超过", "不高于", "小于等于"]))
def test_steps_over_a_threshold_never_rise(a: Decimal, b: Decimal, size: int, off: int, sign: str) -> None:
    text = f"控制率{sign}100%，得10分；每超过{Decimal(size) / 10}个百分点扣{Decimal(off) / 10}分，扣完为止。"
    standard = compile_standard(text, 10, steps="whole")
    low, high = sorted((a, b))
    first, second = (standard.score({"控制率": f"{value}%"}).points for value in (low, high))
    assert first is not None and second is not None
    assert Decimal(10) >= first >= second >= 0


@settings(max_examples=200)
@given(PERCENT, PERCENT, st.integers(50, 99), st.sampled_from(["得满分", "得10分", "计满分"]))
def test_steps_under_a_threshold_never_fall(a: Decimal, b: Decimal, bound: int, full: str) -> None:
    standard = compile_standard(f"完成率≥{bound}%{full}，每低1个百分点扣0.5分，扣完为止。", 10, steps="even")
    low, high = sorted((a, b))
    first, second = (standard.score({"完成率": f"{value}%"}).points for value in (low, high))
    assert first is not None and second is not None
    assert 0 <= first <= second <= 10


@settings(max_examples=200)
@given(
    st.lists(st.integers(1, 99), min_size=2, max_size=5, unique=True),
    st.sampled_from(["（含）-", "（含）—", "（含）至"]),
)
def test_bounds_are_exact_at_every_edge(bounds: list[int], dash: str) -> None:
    """The number that is marked as included has the upper tier, a hundredth below it the lower."""
    bounds.sort(reverse=True)
    top = len(bounds)
    clauses = [f"满意度{bounds[0]}%（含）以上得{top}分"]
    clauses += [f"{low}%{dash}{high}%得{top - 1 - i}分" for i, (high, low) in enumerate(itertools.pairwise(bounds))]
    standard = compile_standard("；".join([*clauses, f"低于{bounds[-1]}%不得分。"]), top)
    for i, bound in enumerate(bounds):
        assert standard.score({"满意度": f"{bound}%"}).points == top - i
        assert standard.score({"满意度": f"{Decimal(bound) - Decimal('0.01')}%"}).points == top - i - 1
    assert standard.problems == ()


@pytest.mark.parametrize(("text", "points"), TEXTS, ids=[str(i) for i in range(len(TEXTS))])
def test_restated_it_is_the_same_function(text: str, points: int) -> None:
    standard = compile_standard(text, points)
    if not standard.understood:
        pytest.skip("not understood, so nothing to restate")
    again = compile_standard(standard.explain(), points)
    row = next(row for row in SENTENCES if row["text"] == text)
    given_inputs = [dict(pair.split("=", 1) for pair in line.split(";")) if line else {} for line in row["inputs"]]
    swept = [
        {name: f"{value}%" if entered.endswith("%") else entered for name, entered in inputs.items()}
        for inputs in given_inputs[:1]
        for value in (0, 1, 49.99, 50, 60, 79.99, 80, 85, 89.5, 90, 94.99, 95, 99.5, 100, 100.01, 103.5, 110, 130)
    ]
    for inputs in given_inputs + swept:
        assert outcome(standard.score(inputs)) == outcome(again.score(inputs)), (inputs, standard.explain())


@settings(max_examples=300)
@given(
    st.text(alphabet="每超过低于得扣分%（含）-≥≤0123456789.，；。以上下不满完成率①②酌情为止", max_size=40),
    st.integers(1, 20),
)
def test_any_text_is_compiled_and_never_leaves_its_points(text: str, points: int) -> None:
    standard = compile_standard(text, points)
    score = standard.score({"完成率": "95%"})
    assert standard.explain() and score.trace
    assert 0 <= score.low <= score.high
    if score.points is not None:
        assert score.low == score.points == score.high
