"""`score_sheet`: a form of a report scored by a scheme, stated beside computed, row by row, with total and grade."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from gouji.model import Ground, Report, RowScore, ScoreSheet, Text
from gouji.schemes.catalogue import ground, grounded, rate_named, scheme
from gouji.schemes.catalogue_choice import Choice, choose, prescribed_for
from gouji.schemes.catalogue_records import Band, Scheme
from gouji.schemes.sheet_departures import departures
from gouji.schemes.sheet_forms import Form, forms
from gouji.schemes.sheet_inputs import Figures, percent
from gouji.schemes.sheet_rows import Desk, score_row
from gouji.schemes.sheet_trials import rounded
from gouji.schemes.sheet_weights import weights

_ASKED = Text("方案是指定的", "the scheme was asked for")


def score_sheets(
    report: Report,
    by: Scheme | str | None = None,
    *,
    place: str = "",
    values: Mapping[str, str] | None = None,
) -> tuple[ScoreSheet, ...]:
    """One sheet a form of the report, in order; none where the report has no score table.

    `by` is a scheme, its id or the path of its file; without it the scheme is chosen form by form. `place` is any
    text that may name the place (an organisation, a title). `values` stand in for figures of the report, by name.
    """
    given = scheme(by) if isinstance(by, str) else by
    found = forms(report)
    out = []
    for number, form in enumerate(found, start=1):
        chosen = Choice(given, (_ASKED,)) if given is not None else choose(report, form, place or _named(report))
        sheet = score_sheet(report, form, chosen, values, number=number, of=len(found))
        out.append(replace(sheet, weights=weights(report, form, place or _named(report))))
    return tuple(out)


def _named(report: Report) -> str:
    return report.organisation or ""


def score_sheet(
    report: Report, form: Form, chosen: Choice, values: Mapping[str, str] | None = None, *, number: int = 1, of: int = 1
) -> ScoreSheet:
    """One form by one scheme."""
    by = chosen.scheme
    figures = Figures(report, values)
    rows = tuple(
        score_row(Desk(report, by, figures), place, prescribed_for(by, place.row.name, place.row.levels))
        for place in form.places
    )
    stated = _fact(report, form.total)
    low, high = _possible(rows)
    recomputed = _recomputed(rows, by)
    bands, grade_ground = _bands(report, by)
    notes, capped, best = _caps(by, figures, recomputed)
    recomputed = capped if capped is not None else recomputed
    return ScoreSheet(
        scheme=by.id,
        title=by.title,
        confidence=by.confidence,
        why=chosen.why,
        rows=rows,
        full_marks=_fact(report, form.full) or by.full_marks,
        stated_total=stated,
        rows_total=_stated_sum(rows),
        recomputed_total=recomputed,
        low=low,
        high=high,
        stated_grade=report.grades[0].grade if report.grades and of == 1 else None,
        grade_of_stated=_grade(bands, stated),
        recomputed_grade=_at_best(bands, _grade(bands, recomputed), best),
        grade_ground=grade_ground,
        form=number,
        forms=of,
        notes=(*notes, *_flagged(rows), *_holes(bands, stated, recomputed)),
        departures=tuple(departures(by, form.places)),
        unused=tuple(name for name, _ in figures.entered.values() if name not in figures.used),
    )


def _fact(report: Report, index: int | None) -> Decimal | None:
    return report.facts[index].quantity.value if index is not None else None


def _stated_sum(rows: tuple[RowScore, ...]) -> Decimal | None:
    stated = [row.stated for row in rows]
    if not stated or any(value is None for value in stated):
        return None
    return sum((value for value in stated if value is not None), Decimal(0))


def _possible(rows: tuple[RowScore, ...]) -> tuple[Decimal, Decimal]:
    """What the rules alone admit; rows that share points have at most those together."""
    low, high = Decimal(0), Decimal(0)
    for row in rows:
        low += row.low
        if not row.shared_with or row.number < min(row.shared_with):
            high += row.high
    return low, high


def _recomputed(rows: tuple[RowScore, ...], by: Scheme) -> Decimal | None:
    """Each row as computed, else as stated; rows left out are made up for in proportion."""
    kept = [row for row in rows if row.state != "not_applicable" or row.computed is not None]
    values = [row.computed if row.computed is not None else row.stated for row in kept]
    if not values or any(value is None for value in values):
        return None
    total = sum((value for value in values if value is not None), Decimal(0))
    if len(kept) < len(rows):
        applicable = sum((row.points for row in kept if row.points is not None), Decimal(0))
        total = total * by.full_marks / applicable if applicable else total
    return rounded(total, 2)


def _caps(
    by: Scheme, figures: Figures, total: Decimal | None
) -> tuple[tuple[Text, ...], Decimal | None, tuple[str, ...]]:
    """Limits of the total or the grade by a rate (执行率低于…的): what they do, the total under them, the grades."""
    notes: list[Text] = []
    capped: Decimal | None = None
    best: list[str] = []
    for cap in by.caps:
        rate = rate_named(cap.rate) or cap.rate
        found = figures.rate(rate).values
        if len(found) != 1 or found[0].high * 100 >= cap.below:
            continue
        what = f"总分最高{cap.total}分" if cap.total is not None else f"等级最高为{cap.grade}"
        what_en = f"the total is at most {cap.total}" if cap.total is not None else f"the grade is at best {cap.grade}"
        said = f"{cap.rate}{percent(found[0].value)}，低于{cap.below}%"
        notes.append(Text(f"{said}：{what}", f"{said}: {what_en}"))
        if cap.total is not None and total is not None and total > cap.total:
            capped = cap.total if capped is None else min(capped, cap.total)
        best += [cap.grade] if cap.grade is not None else []
    return tuple(notes), capped, tuple(best)


def _at_best(bands: tuple[Band, ...], grade: str | None, best: tuple[str, ...]) -> str | None:
    """The grade under limits of the grade: the lowest of them, where it is below."""
    lows = {band.grade: band.low for band in bands}
    limits = [name for name in (grade, *best) if name in lows]
    return min(limits, key=lambda name: lows[name]) if grade is not None and limits else grade


def _flagged(rows: tuple[RowScore, ...]) -> tuple[Text, ...]:
    """Effects of rows that reach beyond them (等级不得评为优), for the reviewer to apply."""
    return tuple(Text(f"第{row.number}行：{flag}", f"row {row.number}: {flag}") for row in rows for flag in row.flags)


def _bands(report: Report, by: Scheme) -> tuple[tuple[Band, ...], Ground | None]:
    """The bands of grades: those that the report prints, else the scheme's."""
    if report.bands:
        own = tuple(
            Band(
                grade=band.grade,
                low=Decimal(band.low),
                high=Decimal(band.high),
                low_closed=band.low_closed,
                high_closed=band.high_closed,
            )
            for band in report.bands
        )
        return own, Ground(id="report", title="报告所印等级划分", article="", confidence="H")
    if not by.grades:
        return (), None
    first = by.grades[0]
    return by.grades, grounded(first.basis, first.confidence or by.confidence) if first.basis else ground(by, first)


def _grade(bands: tuple[Band, ...], total: Decimal | None) -> str | None:
    if total is None:
        return None
    return next((band.grade for band in bands if band.holds(total)), None)


def _holes(bands: tuple[Band, ...], *totals: Decimal | None) -> tuple[Text, ...]:
    """Totals for which no grade is defined (89.5 between 80-89 and 90-100)."""
    open_totals = dict.fromkeys(total for total in totals if bands and total is not None and not _grade(bands, total))
    return tuple(
        Text(f"等级划分没有规定{total}分属哪一等", f"the bands leave open which grade {total} has")
        for total in open_totals
    )
