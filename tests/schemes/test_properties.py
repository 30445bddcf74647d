"""Properties of compiled sentences: the restatement is the same function, edges are exact, what falls never rises.

Over the whole collection, and over sentences that are generated together with the function that they must give.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.schemes import Standard, compile_standard
from gouji.schemes.program import Scale
from gouji.schemes.records import Award, Step
from gouji.schemes.standard import Steps, hundredths

from .collection import load

CASES = load()
SENTENCES = list(dict.fromkeys((case.text, case.points) for case in CASES))
HAIR = Fraction(1, 10**6)


@cache
def compiled(text: str, points: str) -> Standard:
    return compile_standard(text, points)


@cache
def again(text: str, points: str) -> Standard:
    return compile_standard(compiled(text, points).explain(), points)


def probes(standard: Standard) -> list[Fraction]:
    """Every bound and start of steps of the numbers of a sentence, a hair beside each, and places between them."""
    ends = {Fraction(0), Fraction(1, 2), Fraction(1)}
    for part in standard.program.parts:
        if isinstance(part, Scale):
            ends |= {b.value for p in part.pieces for b in (p.range.low, p.range.high) if b is not None}
            ends |= {part.base + k * s.size for s in part.steps for k in (0, 1, 3) if part.base is not None}
    ordered = sorted(ends)
    between = [(a + b) / 2 for a, b in itertools.pairwise(ordered)]
    return [*ordered, *(end + HAIR for end in ordered), *(end - HAIR for end in ordered), *between]


def outcome(standard: Standard, inputs: dict[str, object]) -> tuple[object, ...]:
    score = standard.score(inputs)
    return score.points, score.low, score.high, {points for _, points in score.readings}, score.grade


def entry(value: Fraction, unit: str) -> str:
    """A value as it is entered, exact to the last digit that a decimal can have."""
    number = value * 100 if unit == "%" else value
    return f"{(Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal('1e-9')).normalize():f}{unit}"


# ---- the restatement compiled again gives the same function


@pytest.mark.parametrize("number", range(len(SENTENCES)))
def test_the_restatement_is_the_same_function(number: int) -> None:
    text, points = SENTENCES[number]
    standard, twin = compiled(text, points), again(text, points)
    if not standard.understood:
        return
    assert twin.understood, standard.explain()
    for case in CASES:
        if (case.text, case.points) == (text, points):
            assert outcome(twin, dict(case.inputs)) == outcome(standard, dict(case.inputs)), standard.explain()
    scales = [part for part in standard.program.parts if isinstance(part, Scale)]
    if len(standard.program.parts) == 1 and scales and not scales[0].target and not standard.program.counters:
        name, unit = scales[0].name or "指标值", scales[0].unit
        for value in probes(standard):
            inputs: dict[str, object] = {name: entry(value, unit)}
            assert outcome(twin, inputs) == outcome(standard, inputs), (standard.explain(), inputs)


# ---- the quick way and the long way


def everything(standard: Standard, inputs: dict[str, object]) -> tuple[object, ...]:
    score = standard.score(inputs)
    return score.points, score.low, score.high, score.readings, score.missing, score.flags, score.bounds, score.grade


@pytest.mark.parametrize("steps", [None, "whole", "even", "begun"])
def test_the_quick_way_gives_what_the_long_way_gives(steps: Steps | None) -> None:
    quick = 0
    for text, points in SENTENCES:
        standard, slow = (compile_standard(text, points, steps=steps) for _ in range(2))
        if standard._quick is None:
            continue
        slow._quick = None
        quick += 1
        name, unit = standard._quick.name or "指标值", standard.program.parts[0].unit  # type: ignore[union-attr]
        for value in [*probes(standard), Fraction(-1, 2), Fraction(7, 3000), Fraction(10**6)]:
            for inputs in ({name: entry(value, unit)}, {name: entry(value, "")}, {name: entry(value, "件")}):
                assert everything(standard, inputs) == everything(slow, inputs), (text, inputs)  # type: ignore[arg-type]
    assert quick >= 150


# ---- edges of the collection


def plain_scale(standard: Standard) -> Scale | None:
    """The one number of a sentence that has no more than it; None for others."""
    program = standard.program
    only = program.parts[0] if len(program.parts) == 1 and not program.counters and not program.less else None
    if not isinstance(only, Scale) or only.target or only.ratio or "绝对值" in only.name or only.items:
        return None
    return None if program.unread or program.overrides or program.most is not None else only


SCALES = [pair for pair in SENTENCES if plain_scale(compiled(*pair)) is not None]


@pytest.mark.parametrize("pair", SCALES, ids=[str(i) for i in range(len(SCALES))])
def test_a_bound_belongs_to_one_of_its_sides(pair: tuple[str, str]) -> None:
    standard = compiled(*pair)
    scale = plain_scale(standard)
    assert scale is not None
    name = scale.name or "指标值"
    points_at = {p.range.low.value for p in scale.pieces if p.range.low is not None and p.range.low == p.range.high}
    for bound in {b.value for p in scale.pieces for b in (p.range.low, p.range.high) if b is not None} - points_at:
        here, below, above = (
            standard.score({name: entry(value, scale.unit)}) for value in (bound, bound - HAIR, bound + HAIR)
        )
        if here.points is None or below.points is None or above.points is None:
            continue
        assert min(below.points, above.points) <= here.points <= max(below.points, above.points) or scale.steps
        assert here.points in (below.points, above.points) or any(
            isinstance(p.act, Step) or p.act.kind in ("linear", "proportion", "formula") for p in scale.pieces
        )


def test_the_collection_has_enough_numbers() -> None:
    assert len(SCALES) >= 100


# ---- monotone where the sentence is monotone


def slope(scale: Scale) -> int:
    """1 where more is never worse, -1 where more is never better, by the order of the tiers; 0 where neither."""
    if any(step.way == "either" for step in scale.steps):
        return 0
    known = [p for p in scale.pieces if isinstance(p.act, Award) and p.act.kind in ("full", "points", "share", "zero")]
    if len(known) != len(scale.pieces) or scale.otherwise is not None:
        return 0
    full = scale.full or Fraction(0)

    def worth(act: Award) -> Fraction:
        return {"full": full, "points": act.value, "share": act.value * full}.get(act.kind, Fraction(0))

    def place(piece: object) -> tuple[Fraction, Fraction]:
        limits = piece.range  # type: ignore[attr-defined]
        low = limits.low.value if limits.low is not None else Fraction(-(10**12))
        return low, limits.high.value if limits.high is not None else Fraction(10**12)

    values = [worth(p.act) for p in sorted(known, key=place)]  # type: ignore[arg-type]
    signs = {(b > a) - (b < a) for a, b in itertools.pairwise(values)} - {0}
    signs |= {(1 if s.way == "up" else -1) * s.sign for s in scale.steps if s.way in ("up", "down")}
    return signs.pop() if len(signs) == 1 else 0


MONOTONE = [pair for pair in SCALES if (only := plain_scale(compiled(*pair))) is not None and slope(only)]


@pytest.mark.parametrize("pair", MONOTONE, ids=[str(i) for i in range(len(MONOTONE))])
@pytest.mark.parametrize("steps", ["whole", "even", "begun"])
def test_monotone_where_the_sentence_is(pair: tuple[str, str], steps: Steps) -> None:
    standard = compile_standard(*pair, steps=steps)
    scale = plain_scale(standard)
    assert scale is not None
    name, way = scale.name or "指标值", slope(scale)
    values = [v for v in sorted(probes(standard)) if v >= 0]
    scored = [(v, standard.score({name: entry(v, scale.unit)}).points) for v in values]
    decided = [points for _, points in scored if points is not None]
    for first, second in itertools.pairwise(decided):
        assert (second - first) * way >= 0, scored


def test_enough_are_monotone() -> None:
    assert len(MONOTONE) >= 60


# ---- sentences generated with the function that they must give

SUBJECTS = st.sampled_from(["预算执行率", "公众满意度", "资产利用率", "采购执行率", "项目完成率"])


@st.composite
def tiers(draw: st.DrawFn) -> tuple[str, int, list[Fraction], list[bool], list[int]]:
    """A sentence of tiers; its points, bounds ascending, whether each bound is of the tier above, awards."""
    bounds = sorted(draw(st.lists(st.integers(1, 199), min_size=1, max_size=5, unique=True)))
    awards = sorted(draw(st.lists(st.integers(1, 40), min_size=len(bounds), max_size=len(bounds), unique=True)))
    above = [draw(st.booleans()) for _ in bounds]
    subject = draw(SUBJECTS)
    said: list[str] = []
    for i in reversed(range(len(bounds))):
        low, mark = bounds[i], "（含）" if above[i] else "（不含）"
        get = f"{draw(st.sampled_from(['得', '计', '为']))}{awards[i]}分"
        if i == len(bounds) - 1:
            said.append(_top(draw, subject, low, above[i]) + f"，{get}")
            continue
        high, late = bounds[i + 1], "（不含）" if above[i + 1] else "（含）"
        between = f"{low}%{mark}{draw(st.sampled_from(['-', '—', '～', '至']))}{high}%{late}"
        signs = f"{low}%{'≤' if above[i] else '＜'}{subject}{'＜' if above[i + 1] else '≤'}{high}%"
        said.append(draw(st.sampled_from([between, signs])) + f"，{get}")
    least = "低于" if above[0] else "不超过"
    said.append(f"{least}{bounds[0]}%，不得分")
    return "；".join(said) + "。", awards[-1], [Fraction(b, 100) for b in bounds], above, [0, *awards]


def _top(draw: st.DrawFn, subject: str, low: int, closed: bool) -> str:
    words = (
        ["≥{}%", "达到{}%（含）以上", "{}%（含）以上", "不低于{}%", "{}%及以上"]
        if closed
        else ["＞{}%", "大于{}%", "高于{}%"]
    )
    return subject + draw(st.sampled_from(words)).format(low)


@given(tiers(), st.integers(-100, 20_100))
@settings(max_examples=300, deadline=None)
def test_tiers_are_exact_at_every_edge(
    made: tuple[str, int, list[Fraction], list[bool], list[int]], anywhere: int
) -> None:
    text, full, bounds, above, awards = made
    standard = compile_standard(text, full)
    assert standard.understood, (text, standard.explain())
    twin = compile_standard(standard.explain(), full)
    hair = Fraction(1, 10_000)
    for value in [
        *bounds,
        *(b - hair for b in bounds),
        *(b + hair for b in bounds),
        Fraction(max(anywhere, 0), 10_000),
    ]:
        at = bisect_right(bounds, value)
        if value in bounds and not above[at - 1]:
            at -= 1
        for one in (standard, twin):
            assert one.score({"指标值": entry(value, "%")}).points == awards[at], (text, one.text, value)


@given(
    SUBJECTS,
    st.integers(1, 20),
    st.integers(1, 120),
    st.sampled_from(["0.5", "1", "2", "2.5", "5"]),
    st.sampled_from(["0.1", "0.25", "0.5", "1", "2"]),
    st.booleans(),
    st.sampled_from(["whole", "even", "begun"]),
    st.integers(0, 20_000),
)
@settings(max_examples=300, deadline=None)
def test_steps_are_counted_from_the_bound(
    subject: str, full: int, base: int, size: str, off: str, up: bool, steps: Steps, at: int
) -> None:
    sign, way = ("≤", "超过") if up else ("≥", "低于")
    text = f"{subject}{sign}{base}%，得{full}分；每{way}{size}个百分点扣{off}分，扣完为止。"
    standard = compile_standard(text, full, steps=steps)
    twin = compile_standard(standard.explain(), full, steps=steps)
    for value in (Fraction(at, 10_000), Fraction(base, 100), Fraction(base + 1, 100), Fraction(base - 1, 100)):
        beyond = max((value - Fraction(base, 100)) * (1 if up else -1), Fraction(0)) / (Fraction(size) / 100)
        count = {"whole": Fraction(floor(beyond)), "even": beyond, "begun": Fraction(ceil(beyond))}[steps]
        expected = hundredths(max(full - count * Fraction(off), Fraction(0)))
        for one in (standard, twin):
            assert one.score({subject: entry(max(value, Fraction(0)), "%")}).points == expected or value < 0, (
                text,
                value,
            )


@given(st.integers(1, 12), st.integers(1, 5), st.integers(0, 30), st.sampled_from(["例", "次", "起", "项", "处"]))
@settings(max_examples=150, deadline=None)
def test_events_cost_what_they_are_said_to(full: int, off: int, count: int, unit: str) -> None:
    text = f"每发现一{unit}违规情况扣{off}分，扣完为止。"
    standard = compile_standard(text, full)
    twin = compile_standard(standard.explain(), full)
    for one in (standard, twin):
        assert one.score({"违规情况": f"{count}{unit}"}).points == max(full - off * count, 0)
