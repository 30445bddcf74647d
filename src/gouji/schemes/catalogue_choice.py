"""Which scheme a form is scored by: the shape of its table, then the place, among those in force; and why."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from gouji.model import Report, Text
from gouji.schemes.catalogue import scheme, schemes
from gouji.schemes.catalogue_records import Scheme, SchemeRow
from gouji.schemes.inputs import name_key
from gouji.schemes.sheet_forms import Form, bare_level, columns_of, level_points

FALLBACK = "as_printed"
# What a form of nobody's shape is scored by: its own sentences, or the national rules for targets.
DEFAULTS = {"standards": FALLBACK, "targets": "national_project", "any": FALLBACK}
_ROWS_NAMED = Decimal("0.6")


class Choice(NamedTuple):
    """The scheme that was taken, and why, a sentence each."""

    scheme: Scheme
    why: tuple[Text, ...]


class _Fit(NamedTuple):
    """How well a scheme fits: levels with the same points, rows of the same name, place, then the newer one."""

    levels: int
    rows: int
    placed: bool
    object: bool
    since: int


def choose(report: Report, form: Form, place: str = "") -> Choice:
    """The scheme in force whose shape is the form's; `place` is any text that may name the place."""
    found: list[tuple[_Fit, Scheme]] = []
    columns, printed = columns_of(form), level_points(report, form)
    for candidate in schemes().values():
        if candidate.option or candidate.id == FALLBACK or not candidate.holds_in(report.fiscal_year):
            continue
        if columns not in (candidate.columns, "any") and candidate.columns != "any":
            continue
        fit = _fit(report, form, candidate, place, printed)
        if fit is not None:
            found.append((fit, candidate))
    if not found:
        default = DEFAULTS[columns_of(form)]
        return Choice(scheme(default), (_unlike(report, form, default),))
    fit, best = max(found, key=lambda pair: pair[0])
    return Choice(best, _why(report, form, best, fit, [c for f, c in found if c is not best and f[:2] == fit[:2]]))


def _fit(report: Report, form: Form, candidate: Scheme, place: str, printed: dict[str, Decimal | None]) -> _Fit | None:
    """None where the shape is another one, or where the scheme is of a place that is not named and not the form's."""
    levels = _levels_alike(candidate, printed)
    if levels is None:
        return None
    named = sum(prescribed_for(candidate, place.row.name, place.row.levels) is not None for place in form.places)
    placed = any(name in place for name in candidate.names)
    if candidate.place and not placed and not _own_shape(candidate, form, levels, named):
        return None
    of_object = candidate.object == "any" or (report.form or "").startswith(candidate.object)
    return _Fit(levels, named, placed, of_object, candidate.since.year)


def _own_shape(candidate: Scheme, form: Form, levels: int, named: int) -> bool:
    """Whether a form is a place's own by its rows alone: most of them are the scheme's, with its points."""
    return bool(candidate.rows) and levels == len(candidate.levels) and named >= len(form.places) * _ROWS_NAMED


def _levels_alike(candidate: Scheme, printed: dict[str, Decimal | None]) -> int | None:
    """How many levels have the scheme's name and points; None when one of the scheme's is absent or has others."""
    if not candidate.levels:
        return None
    alike = 0
    used: set[str] = set()
    for level in candidate.levels:
        names = {name_key(name) for name in (level.name, *level.aliases)}
        there = {name: points for name, points in printed.items() if name_key(name) in names}
        if not there:
            return None
        used |= there.keys()
        points = [value for value in there.values() if value is not None]
        if level.points is not None and points and sum(points) != level.points:
            return None
        alike += level.points is not None and bool(points)
    return alike if len(used) == len(printed) else None


def prescribed_for(candidate: Scheme, name: str, levels: tuple[str, ...]) -> SchemeRow | None:
    """The scheme's row of a name; where two have it, the one under the same level."""
    found = _rows_by_name(candidate).get(name_key(name), ())
    if len(found) > 1:
        above = {name_key(bare_level(level)) for level in levels}
        found = tuple(row for row in found if name_key(row.level2) in above)
    return found[0] if len(found) == 1 else None


_INDEXED: dict[int, tuple[Scheme, dict[str, tuple[SchemeRow, ...]]]] = {}


def _rows_by_name(candidate: Scheme) -> dict[str, tuple[SchemeRow, ...]]:
    """A scheme's rows by name and alias; made once a scheme, which is kept so that its id stays its own."""
    known = _INDEXED.get(id(candidate))
    if known is not None:
        return known[1]
    made: dict[str, tuple[SchemeRow, ...]] = {}
    for row in candidate.rows:
        for name in {name_key(own) for own in (row.name, *row.aliases)}:
            made[name] = (*made.get(name, ()), row)
    if len(_INDEXED) > 500:
        _INDEXED.clear()
    _INDEXED[id(candidate)] = (candidate, made)
    return made


def _why(report: Report, form: Form, best: Scheme, fit: _Fit, rivals: list[Scheme]) -> tuple[Text, ...]:
    out = []
    if fit.levels:
        shape = "、".join(f"{level.name}{level.points}" for level in best.levels if level.points is not None)
        out.append(Text(f"表的形状相同：{shape}", f"the table has its shape: {shape}"))
    else:
        shape = "、".join(level.name for level in best.levels)
        out.append(Text(f"一级指标相同：{shape}（方案不定分值）", f"the same parts: {shape} (it sets no points)"))
    if fit.rows:
        rows = f"{fit.rows}/{len(form.places)}"
        out.append(Text(f"{len(form.places)}行中有{fit.rows}行是它的指标", f"{rows} rows are indicators of it"))
    if fit.placed:
        out.append(Text(f"单位或标题写明{best.place}", f"the organisation or title names {best.place}"))
    elif best.place:
        out.append(
            Text(f"没有写明地方，凭表认出是{best.place}的表", f"no place is named; by its rows it is {best.place}'s")
        )
    if report.fiscal_year is not None:
        until = f"{best.until.year}年" if best.until is not None else ""
        out.append(
            Text(
                f"{report.fiscal_year}年在适用期内（{best.since.year}年—{until}）",
                f"{report.fiscal_year} is within its time ({best.since.year}–{best.until.year if best.until else ''})",
            )
        )
    if rivals:
        named = "、".join(rival.id for rival in rivals)
        out.append(
            Text(f"同样的表还有：{named}，可用 --scheme 指定", f"the same shape: {named}; --scheme takes another")
        )
    return tuple(out)


def _unlike(report: Report, form: Form, default: str) -> Text:
    shape = "、".join(
        name + (f"{points}" if points is not None else "") for name, points in level_points(report, form).items()
    )
    shape = re.sub(r"\s", "", shape)
    shown = shape if len(shape) <= 60 else shape[:59] + "…"
    if default == FALLBACK:
        zh, en = "只按表内所印的评分标准计算", "only the sentences that the form prints are applied"
    else:
        zh, en = "分值照表，算法照全国的通行规定", "its own points, by the national rules"
    return Text(f"没有已知方案是这样的表（{shown}），{zh}", f"no known scheme has this shape ({shown}): {en}")
