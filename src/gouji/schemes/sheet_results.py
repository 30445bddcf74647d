"""What came of a row, held against its stated score: agrees, differs, or why neither can be said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from gouji.model import Ground, Input, RowScore, RowState, Text
from gouji.schemes.catalogue import weakest
from gouji.schemes.catalogue_records import Scheme
from gouji.schemes.sheet_trials import Trial, rounded
from gouji.schemes.sheet_values import Place


class Result(NamedTuple):
    """What came of a row before it is held against the stated score."""

    trial: Trial
    rule: str
    printed: bool
    grounds: tuple[Ground, ...]
    inputs: tuple[Input, ...] = ()
    asks: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    judged: bool = False
    not_applicable: bool = False


def row_of(scheme: Scheme, place: Place, result: Result, full: Decimal) -> RowScore:
    """The row's record: what was computed, rounded as the scheme rounds, and whether the stated score is that."""
    trial = result.trial
    places = int(scheme.settings.decimals.value) if scheme.settings.decimals is not None else 2
    computed = None if trial.points is None else rounded(trial.points, places)
    state, notes = _state(place, result, computed)
    grounds = tuple(dict.fromkeys(result.grounds))
    confidence = weakest(*(entry.confidence for entry in grounds), *(entry.confidence for entry in result.inputs))
    return RowScore(
        number=place.number,
        name=place.row.name,
        levels=place.row.levels,
        span=place.row.span,
        indicator=place.indicator,
        state=state,
        stated=place.stated,
        points=place.points if place.points is not None or place.shared is not None else full,
        computed=computed,
        low=trial.low,
        high=trial.high,
        bounds=trial.bounds,
        shared_with=place.shared_with,
        rule=result.rule,
        printed=result.printed,
        readings=trial.readings,
        inputs=result.inputs,
        missing=trial.missing,
        asks=result.asks,
        trace=trial.trace,
        notes=(*result.notes, *notes),
        flags=trial.flags,
        grounds=grounds,
        confidence=confidence,
    )


def _state(place: Place, result: Result, computed: Decimal | None) -> tuple[RowState, tuple[Text, ...]]:
    """Stated against what is possible. What any reading, or the digits of the figures, admit is no difference."""
    trial, stated = result.trial, place.stated
    if result.not_applicable and computed is None:
        return "not_applicable", ()
    if stated is not None and not _possible(stated, trial):
        possible = (trial.low, trial.high) if computed is None else (computed,)
        near = any(_rounds_to(value, stated, place) for value in possible)
        return ("rounding" if near else "differs"), ()
    if computed is None:
        return ("needs_judgement" if result.judged else "cannot_compute"), ()
    if stated is None:
        return "not_stated", ()
    if stated == computed:
        return "agrees", ()
    if result.judged:
        return "needs_judgement", ()
    if any(points == stated for _, points in trial.readings):
        note = Text("所写得分是评分标准的另一种读法", "the stated score is another reading of the sentence")
    else:
        note = Text("所写得分在数字印出位数允许的范围之内", "the stated score lies within what the digits admit")
    return "agrees", (note,)


def _rounds_to(value: Decimal, stated: Decimal, place: Place) -> bool:
    """Whether a score is printed with fewer digits; full marks and none at all are no matter of half a point."""
    if rounded(value, place.digits) != stated:
        return False
    edge = stated == 0 or stated == (place.points if place.points is not None else place.shared)
    return not edge or rounded(value, place.digits + 1) == stated


def _possible(stated: Decimal, trial: Trial) -> bool:
    if trial.readings and trial.points is None and all(points is not None for _, points in trial.readings):
        values: Sequence[Decimal | None] = [points for _, points in trial.readings]
        if stated in values:
            return True
    return trial.low <= stated and (stated < trial.high or (stated == trial.high and trial.bounds == "[]"))
