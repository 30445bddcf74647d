"""The first-level parts of a form beside those that the schemes which may apply to it prescribe."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from gouji.model import Report, Weight
from gouji.schemes.catalogue import ground, schemes
from gouji.schemes.catalogue_records import Level, Scheme
from gouji.schemes.inputs import name_key
from gouji.schemes.sheet_forms import Form, bare_level, columns_of, level_points

_FEWEST = 2


class _Match(NamedTuple):
    """How near a scheme is to a form: named there, parts of the same points, parts of the same name, the newer one."""

    placed: bool
    equal: int
    named: int
    since: int


def weights(report: Report, form: Form, place: str) -> tuple[Weight, ...]:
    """The parts beside those of the nearest scheme of the place, or of the country; one that agrees is the nearest.

    () where the form has a part that no scheme knows (成本指标): it follows another rule.
    """
    printed = level_points(report, form)
    best: tuple[_Match, tuple[Weight, ...]] | None = None
    for candidate in _candidates(report, form, place):
        found = _beside(candidate, form, printed)
        if found is None:
            continue
        match, parts = found
        if all(part.stated == part.prescribed for part in parts):
            return parts
        match = match._replace(placed=bool(candidate.place))
        if best is None or match > best[0]:
            best = match, parts
    return best[1] if best is not None else ()


def _candidates(report: Report, form: Form, place: str) -> Iterable[Scheme]:
    """Schemes in force with points for their parts, of the country or of a place that is named."""
    columns = columns_of(form)
    for candidate in schemes().values():
        if candidate.option or not candidate.levels or not candidate.holds_in(report.fiscal_year):
            continue
        if candidate.columns not in ("any", columns) or any(level.points is None for level in candidate.levels):
            continue
        if not candidate.place or any(name in place for name in candidate.names):
            yield candidate


def _beside(
    candidate: Scheme, form: Form, printed: dict[str, Decimal | None]
) -> tuple[_Match, tuple[Weight, ...]] | None:
    """Each part of a scheme beside the form's; None where the form has other parts, or points that are not printed."""
    used: set[str] = set()
    parts = []
    for level in candidate.levels:
        there = {name: points for name, points in printed.items() if _is(level, name)}
        known = [points for points in there.values() if points is not None]
        if len(known) < len(there):
            return None
        used |= there.keys()
        parts.append(
            Weight(
                name=level.name,
                stated=sum(known, Decimal(0)) if there else None,
                prescribed=level.points or Decimal(0),
                indicator=_first(form, there),
                scheme=candidate.title,
                ground=ground(candidate, level),
            )
        )
    named = sum(part.stated is not None for part in parts)
    if len(used) < len(printed) or named < _FEWEST:
        return None
    equal = sum(part.stated == part.prescribed for part in parts)
    return _Match(False, equal, named, candidate.since.year), tuple(parts)


def _is(level: Level, name: str) -> bool:
    return name_key(name) in {name_key(known) for known in (level.name, *level.aliases)}


def _first(form: Form, names: Iterable[str]) -> int | None:
    """The first row under one of the names; an index of the report's indicators."""
    wanted = set(names)
    for place in form.places:
        if bare_level(place.row.levels[0] if place.row.levels else place.row.name) in wanted:
            return place.indicator
    return None
