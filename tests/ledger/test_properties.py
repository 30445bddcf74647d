"""What holds for every ledger: periods add up, order does not matter, bounds hold the value, dates read back."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gouji.ledger import Grid, Measured, measure_all, read_ledger
from gouji.ledger.dates import days_after, days_between, parse_date, parse_period
from gouji.ledger.mapping import load_mapping
from gouji.ledger.records import Calendar, Sheet, Span
from gouji.ledger.rows import letters
from gouji.ledger.shown import exact, rounded, stands_for

MAPPING = load_mapping(
    """
[columns]
date = "受理"
due = "期限"
done = "办结"
state = "状态"
amount = "金额"
[states]
completed = ["办结"]
open = ["在办"]
void = ["作废"]
[[measures]]
id = "count"
name = "数量"
measure = "count"
[[measures]]
id = "sum"
name = "金额"
measure = "sum"
column = "amount"
[[measures]]
id = "rate"
name = "办结率"
measure = "rate"
of = {state = "completed"}
[[measures]]
id = "on_time"
name = "按时率"
measure = "on_time_rate"
""",
    "properties.toml",
)
HEADERS = ("受理", "期限", "办结", "状态", "金额")
DAYS = st.dates(date(2023, 12, 1), date(2025, 1, 31))
CELL_DAYS = st.one_of(DAYS.map(str), st.sampled_from(["", "不详", "2024-02-30"]))
ROWS = st.lists(
    st.tuples(
        CELL_DAYS,
        CELL_DAYS,
        CELL_DAYS,
        st.sampled_from(["办结", "在办", "作废", "", "转出"]),
        st.sampled_from(["12.50", "-3", "1,000", "", "若干"]),
    ),
    max_size=12,
)
YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))


def measured(rows: list[tuple[str, ...]], period: Span, as_of: date | None = None) -> dict[str, Measured]:
    sheet = Sheet(name="表", rows=tuple(enumerate([HEADERS, *rows], 1)))
    ledger = read_ledger([Grid(name="l.csv", sha256="", sheets=(sheet,))], MAPPING)
    return {one.measure.id: one for one in measure_all(ledger, period, as_of)}


@given(ROWS, DAYS.filter(YEAR.holds))
def test_disjoint_periods_add_up(rows: list[tuple[str, ...]], cut: date) -> None:
    whole = measured(rows, YEAR, YEAR.last)
    first = measured(rows, Span(YEAR.first, cut), YEAR.last)
    second = measured(rows, Span(cut + timedelta(days=1), YEAR.last), YEAR.last)
    for id_, one in whole.items():
        assert one.numerator == first[id_].numerator + second[id_].numerator
        assert len(one.counted) == len(first[id_].counted) + len(second[id_].counted)
        if one.denominator is not None:
            assert one.denominator == first[id_].denominator + second[id_].denominator


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[tuple[str, ...]], random: Random) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    before, after = measured(rows, YEAR), measured(shuffled, YEAR)
    for id_, one in before.items():
        assert (one.value, one.low, one.high) == (after[id_].value, after[id_].low, after[id_].high)


@given(ROWS)
def test_every_row_is_somewhere_and_bounds_hold_the_value(rows: list[tuple[str, ...]]) -> None:
    work = sum(any(row) for row in rows)
    for one in measured(rows, YEAR).values():
        assert len(one.counted) + sum(map(len, one.left.values())) == work
        if one.value is not None:
            assert one.low is None or one.low <= one.value
            assert one.high is None or one.value <= one.high
        if one.measure.way in ("rate", "on_time_rate"):
            assert one.value is None or 0 <= one.value <= 1
        if not one.doubtful:
            assert one.low == one.value == one.high


@given(ROWS, st.booleans())
def test_bounds_hold_whatever_a_doubtful_row_turns_out_to_be(rows: list[tuple[str, ...]], completed: bool) -> None:
    """A row in doubt that is then made clear moves the value of a count or a rate only within the bounds."""
    doubtful = ("不详", "", "", "转出", "1")
    clear = ("2024-07-01", "", "", "办结" if completed else "在办", "1")
    before, after = measured([*rows, doubtful], YEAR), measured([*rows, clear], YEAR)
    for id_ in ("count", "rate"):
        low, value, high = before[id_].low, after[id_].value, before[id_].high
        assert low is not None and value is not None and high is not None
        assert low <= value <= high


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_back_from_every_form(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    forms = [day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", serial, f"{day:%Y/%m/%d} 08:05"]
    forms.append(f"{day.year}年{day.month}月{day.day}日")
    assert {parse_date(form) for form in forms} == {day}
    assert parse_period(day.isoformat()) == Span(day, day)


@given(DAYS, st.integers(0, 40), st.frozensets(DAYS, max_size=5), st.frozensets(DAYS, max_size=5))
def test_time_limits_and_durations_agree(
    start: date, count: int, holidays: frozenset[date], workdays: frozenset[date]
) -> None:
    for calendar in (None, Calendar(holidays=holidays, workdays=workdays)):
        assert days_between(start, days_after(start, count, calendar), calendar) == count


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 4))
def test_what_is_rounded_stands_for_the_value(value: Fraction, places: int) -> None:
    low, high = stands_for(value, places)
    assert Fraction(low) <= value <= Fraction(high)
    shown = exact(value)
    assert shown is None or rounded(value, 12).startswith(shown)


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
