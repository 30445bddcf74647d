"""One sentence tried on the values of a row: the points, what is possible, the readings, and the trace."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple, cast

from gouji.schemes.inputs import Value
from gouji.schemes.sheet_inputs import Known
from gouji.schemes.standard import Score, Standard, Steps, compile_standard

# What a sentence says that scores at all; without it a text only tells how to set indicators up.
SCORES = re.compile(r"\d\s*(?:分(?!数)|%|％)|满分|不得分|扣")
_HEADED = re.compile(r"^\s*得分\s*[（(](.+)[）)]\s*$", re.DOTALL)
_BREAK = re.compile(r"\s*\n\s*")
_MOST = 64


class Trial(NamedTuple):
    """What a rule gives: `points` None where no single number follows, `low` to `high` what is possible."""

    points: Decimal | None
    low: Decimal
    high: Decimal
    bounds: str = "[]"
    readings: tuple[tuple[str, Decimal | None], ...] = ()
    missing: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    grade: str | None = None


@lru_cache(maxsize=8192)
def compiled(text: str, points: Decimal, steps: str | None) -> Standard:
    """A sentence of a form, compiled once; the heading 得分（分值×执行率） is a formula too."""
    headed = _HEADED.match(text)
    settled = cast("Steps | None", steps)
    made = compile_standard(f"得分＝{headed[1]}" if headed else text, points, steps=settled)
    if made.understood or "\n" not in text:
        return made
    # A cell's lines may break within a word (不得 / 分).
    joined = compile_standard(_BREAK.sub("", text), points, steps=settled)
    return joined if joined.understood else made


def try_sentence(text: str, points: Decimal, steps: str | None, inputs: Mapping[str, Sequence[Known]]) -> Trial:
    """The points by one sentence. Several values of a name contradict each other: all are tried."""
    free, settled = compiled(text, points, None), compiled(text, points, steps)
    names = list(inputs)
    scores, possible = [], []
    for picked in islice(product(*inputs.values()), _MOST):
        nominal = {name: known.values()[0] for name, known in zip(names, picked, strict=True)}
        plain = free.score(nominal)
        # What the sentence decides by itself no setting changes.
        scores.append((plain if plain.points is not None else settled.score(nominal), nominal, picked))
        possible.append(plain)
        for edge in islice(product(*[known.values() for known in picked]), 1, 27):
            possible.append(free.score(dict(zip(names, edge, strict=True))))
    first = scores[0][0]
    points_found = {score.points for score, _, _ in scores}
    readings = _readings(scores, possible[0])
    return Trial(
        points_found.pop() if len(points_found) == 1 else None,
        min(score.low for score in possible),
        max(score.high for score in possible),
        first.bounds if len(possible) == 1 else "[]",
        readings,
        tuple(dict.fromkeys(name for score, _, _ in scores for name in score.missing)),
        first.trace,
        first.flags,
        first.grade,
    )


def _readings(
    scores: list[tuple[Score, dict[str, Value], tuple[Known, ...]]], free: Score
) -> tuple[tuple[str, Decimal | None], ...]:
    """The ways to read the sentence, or the values that the report gives for one thing, with their points."""
    if len(scores) == 1:
        return tuple((name, points) for name, points in free.readings)
    return tuple(("，".join(known.how for known in picked), score.points) for score, _, picked in scores)


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up to so many decimals, without zeros at the end."""
    out = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize()
    return out.quantize(Decimal(1)) if out == out.to_integral() else out
