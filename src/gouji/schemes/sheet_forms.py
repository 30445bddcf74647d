"""The score tables of a report: which rows belong to one form, what points they share, what total it prints."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gouji.model import Breakdown, Report
from gouji.schemes.sheet_values import Place

_WEIGHT = re.compile(r"[（(]?\s*(\d+(?:\.\d+)?)\s*分\s*[）)]?\s*$")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]\s*$")


class Form(NamedTuple):
    """One score table: its rows in order, what it prints as full marks and as total score (ids of facts)."""

    places: tuple[Place, ...]
    total: int | None
    full: int | None


def forms(report: Report) -> tuple[Form, ...]:
    """The forms of a report in order; a form ends where its total is, and what follows without points is none."""
    scored = [i for i, row in enumerate(report.indicators) if row.points is not None or row.score is not None]
    ends = _ends(report)
    out: list[Form] = []
    group: list[int] = []
    for index in scored:
        group.append(index)
        totals = ends.get(index)
        if totals is not None:
            out.append(Form(_places(report, group), totals.get("scores"), totals.get("points")))
            group = []
    if group:
        out.append(Form(_places(report, group), None, None))
    return tuple(out)


def _ends(report: Report) -> dict[int, dict[str, int]]:
    """The last row under each total, and the facts of the total there."""
    rows: dict[int, int] = {}
    for index, row in enumerate(report.indicators):
        for fact in (row.points, row.score):
            if fact is not None:
                rows[fact] = index
    out: dict[int, dict[str, int]] = {}
    for statement in report.statements:
        if not isinstance(statement, Breakdown) or statement.shape not in ("points", "scores"):
            continue
        if report.facts[statement.whole].concept not in ("total_score", "total_full_marks"):
            continue
        last = max((rows[part] for part in statement.parts if part in rows), default=None)
        if last is not None:
            out.setdefault(last, {})[statement.shape] = statement.whole
    if len(out) > 1:
        out = _joined(report, out)
    return out


def _joined(report: Report, ends: dict[int, dict[str, int]]) -> dict[int, dict[str, int]]:
    """Totals of one form whose last row has points but no score (or the other way round) are of one row."""
    kept: dict[int, dict[str, int]] = {}
    for last in sorted(ends):
        before = max(kept, default=None)
        if before is not None and not (kept[before].keys() & ends[last].keys()):
            kept[last] = kept.pop(before) | ends[last]
        else:
            kept[last] = ends[last]
    return kept


def _places(report: Report, group: list[int]) -> tuple[Place, ...]:
    """The rows of a form with their points; rows without points share those of the row above in their table."""
    owner: dict[int, int] = {}
    last: int | None = None
    for index in group:
        row = report.indicators[index]
        if row.points is not None:
            last = index
        elif last is not None and report.indicators[last].levels[:-1] == row.levels[:-1]:
            owner[index] = last
    sharing: dict[int, list[int]] = {}
    for index, of in owner.items():
        sharing.setdefault(of, [of]).append(index)
    stated = [(index, report.indicators[index].score) for index in group]
    scores = {index: report.facts[fact].quantity for index, fact in stated if fact is not None}
    # A form rounds to as many decimals as any of its scores has.
    digits = max((score.decimals for score in scores.values()), default=0)
    numbers = {index: number for number, index in enumerate(group, start=1)}
    places = []
    for index in group:
        row = report.indicators[index]
        shared = sharing.get(owner.get(index, index), [])
        own = _value(report, row.points)
        score = scores.get(index)
        places.append(
            Place(
                numbers[index],
                index,
                row,
                None if shared else own,
                _value(report, report.indicators[shared[0]].points) if shared else None,
                tuple(numbers[other] for other in shared if other != index),
                score.value if score is not None else None,
                digits,
            )
        )
    return tuple(places)


def _value(report: Report, index: int | None) -> Decimal | None:
    return report.facts[index].quantity.value if index is not None else None


def level_points(report: Report, form: Form) -> dict[str, Decimal | None]:
    """The first-level parts of a form in order, with the points printed with them or the sum of their rows'."""
    out: dict[str, Decimal | None] = {}
    for place in form.places:
        name = place.row.levels[0] if place.row.levels else place.row.name
        bare = bare_level(name)
        weight = _WEIGHT.search(name)
        if weight is not None:
            out[bare] = Decimal(weight[1])
        elif place.points is not None or (place.shared is not None and place.row.points is not None):
            out[bare] = (out.get(bare) or Decimal(0)) + (place.points or place.shared or Decimal(0))
        else:
            out.setdefault(bare, None)
    return out


@lru_cache(maxsize=8192)
def bare_level(name: str) -> str:
    """The name of a level without its points and without spaces."""
    plain = re.sub(r"\s", "", name)
    while (shorter := _BRACKETED.sub("", plain)) != plain:
        plain = shorter
    return plain


def columns_of(form: Form) -> str:
    """Whether the rows print sentences, or targets beside achieved values."""
    if not form.places:
        return "any"
    standards = sum(bool(place.row.standard.strip()) for place in form.places)
    targets = sum(bool(place.row.target_text.strip()) for place in form.places)
    return "standards" if standards > targets else "targets" if targets else "any"
