"""Exact values and rows as they are written: rounded half up, with what the rounding stands for; rows as ranges."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby

from gouji.ledger.records import Ledger, Measure, Row

_PLACES = 2
_MOST_PLACES = 12
RATES = ("rate", "on_time_rate")


def rounded(value: Fraction, places: int) -> str:
    """A value with so many decimals, half away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).zfill(places + 1)
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def exact(value: Fraction) -> str | None:
    """A value as a decimal without rounding; None where it has no end."""
    for places in range(_MOST_PLACES + 1):
        if (value * 10**places).denominator == 1:
            return rounded(value, places)
    return None


def percent(value: Fraction) -> str:
    """A fraction of one as a percentage of two decimals."""
    return f"{rounded(value * 100, _PLACES)}%"


def printed(measure: Measure, value: Fraction | None) -> str:
    """A value as people read it; a dash where there is none."""
    if value is None:
        return "—"
    if measure.way in RATES:
        return percent(value)
    number = rounded(value, _PLACES) if measure.way == "mean_days" else exact(value) or rounded(value, _PLACES)
    unit = measure.unit or ("天" if measure.way == "mean_days" else "")
    return f"{number} {unit}".rstrip()


def stands_for(value: Fraction, places: int) -> tuple[str, str]:
    """The bounds of what a figure rounded to so many decimals stands for."""
    shown = Fraction(rounded(value, places))
    half = Fraction(1, 2 * 10**places)
    return rounded(shown - half, places + 1), rounded(shown + half, places + 1)


def by_table(rows: Iterable[Row]) -> list[tuple[int, list[tuple[int, int]]]]:
    """Rows as ranges (first, last) of each table, in order."""
    made = []
    for table, held in groupby(rows, key=lambda row: row.table):
        ranges: list[tuple[int, int]] = []
        for row in held:
            if ranges and row.number == ranges[-1][1] + 1:
                ranges[-1] = ranges[-1][0], row.number
            else:
                ranges.append((row.number, row.number))
        made.append((table, ranges))
    return made


def said_rows(ledger: Ledger, rows: Iterable[Row], most: int) -> str:
    """Rows as people read them: 受理台账!2-5、9; after so many ranges the rest is only hinted at."""
    said = []
    shown = 0
    for table, ranges in by_table(rows):
        if shown >= most:
            said.append("…")
            break
        here = ranges[: most - shown]
        shown += len(here)
        listed = "、".join(str(first) if first == last else f"{first}-{last}" for first, last in here)
        rest = "、…" if len(ranges) > len(here) else ""
        # The first row names its sheet, and its file where there are several.
        place = ledger.place(Row(table=table, number=0, cells=())).rpartition("!")[0]
        said.append(f"{place}!{listed}{rest}")
    return "；".join(said)
