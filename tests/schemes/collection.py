"""The worked cases of `cases/*.toml`: sentence, points, inputs (name=value parted by ;) and what is expected."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from gouji.schemes import Score


class Case(NamedTuple):
    """One input to one sentence; `expected` as in the files."""

    text: str
    points: str
    inputs: dict[str, str]
    expected: str


def load() -> list[Case]:
    """All cases of all files, in order."""
    out: list[Case] = []
    for file in sorted((Path(__file__).parent / "cases").glob("*.toml")):
        for row in tomllib.loads(file.read_text("utf-8"))["case"]:
            for given, expected in zip(row["inputs"], row["expected"], strict=True):
                inputs = dict(pair.split("=", 1) for pair in given.split(";")) if given else {}
                out.append(Case(row["text"], str(row["points"]), inputs, expected))
    return out


def judged(score: Score, expected: str) -> str:
    """right, gap (not decided where the case is) or wrong (a number, or a range that excludes the truth)."""
    if expected.startswith("readings:"):
        wanted = {Fraction(part) for part in expected.removeprefix("readings:").split("/")}
        found = {None if points is None else Fraction(points) for _, points in score.readings}
        return "right" if score.points is None and found == wanted else "wrong" if score.points is not None else "gap"
    if expected.startswith("range:"):
        low, high = expected.removeprefix("range:").rstrip(")").split("-")
        same = [Fraction(score.low), Fraction(score.high)] == [Fraction(low), Fraction(high)]
        if score.points is None and same and (score.bounds == "[)") == expected.endswith(")"):
            return "right"
        return "wrong" if score.points is not None else "gap"
    if expected.startswith("grade:"):
        return "right" if score.grade == expected.removeprefix("grade:") else "wrong" if score.grade else "gap"
    if expected == "open":
        return "right" if score.points is None else "wrong"
    if score.points is not None:
        return "right" if Fraction(score.points) == Fraction(expected) else "wrong"
    within = Fraction(score.low) <= Fraction(expected) <= max(Fraction(score.high), Fraction(score.low))
    return "gap" if within else "wrong"
